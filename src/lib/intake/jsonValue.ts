import type { MemberNode, ObjectNode, ValueNode } from '@humanwhocodes/momoa';
import type { FieldPath, FieldProblem } from '../schema/problem.ts';
import { shorten } from '../schema/problem.ts';
import { WrittenNumber } from '../schema/writtenNumber.ts';

function memberName({ name }: MemberNode): string {
	return name.type === 'String' ? name.value : name.name;
}

/** The names of the members of an object, in its order. */
export function memberNames({ members }: ObjectNode): string[] {
	return members.map(memberName);
}

/** The first member of that name. */
export function findMember(node: ObjectNode, name: string): MemberNode | undefined {
	return node.members.find((member) => memberName(member) === name);
}

/** The value of a node of the text `source`, in which every number keeps its digits. */
export function nodeToValue(node: ValueNode, source: string): unknown {
	switch (node.type) {
		case 'Object': {
			// Without a prototype a member called __proto__ is a member like any other.
			const value = Object.create(null) as Record<string, unknown>;
			for (const member of node.members) value[memberName(member)] = nodeToValue(member.value, source);
			return value;
		}
		case 'Array':
			return node.elements.map((element) => nodeToValue(element.value, source));
		case 'String':
		case 'Boolean':
			return node.value;
		case 'Null':
			return null;
		case 'Number':
		case 'NaN':
		case 'Infinity':
			return new WrittenNumber(source.slice(node.loc.start.offset, node.loc.end.offset));
	}
}

/** The members that an object has twice: which of the two was meant cannot be known. */
export function findDuplicateMembers({ members }: ObjectNode, path: FieldPath): FieldProblem[] {
	const firstLineByName = new Map<string, number>();
	const found: FieldProblem[] = [];
	for (const member of members) {
		const name = memberName(member);
		const firstLine = firstLineByName.get(name);
		if (firstLine === undefined) firstLineByName.set(name, member.loc.start.line);
		else
			found.push({ path: [...path, name], problem: { type: 'duplicate', value: shorten(name), firstLine } });
	}
	return found;
}

/** The members that any object under a node has twice. */
export function findDuplicates(node: ValueNode, path: FieldPath = []): FieldProblem[] {
	if (node.type === 'Array') {
		return node.elements.flatMap((element, index) => findDuplicates(element.value, [...path, index]));
	}
	if (node.type !== 'Object') return [];
	const inner = node.members.flatMap((member) =>
		isContainer(member.value) ? findDuplicates(member.value, [...path, memberName(member)]) : []
	);
	return [...findDuplicateMembers(node, path), ...inner];
}

function isContainer({ type }: ValueNode): boolean {
	return type === 'Object' || type === 'Array';
}

/** The line of the member at `path` under `node`; of its nearest parent when it is absent. */
export function lineOf(node: ValueNode, path: FieldPath): number {
	let current = node;
	let line = node.loc.start.line;
	for (const step of path) {
		let next: { readonly loc: ValueNode['loc']; readonly value: ValueNode } | undefined;
		if (current.type === 'Object') next = current.members.findLast((member) => memberName(member) === step);
		else if (current.type === 'Array') next = current.elements[Number(step)];
		if (next === undefined) return line;
		line = next.loc.start.line;
		current = next.value;
	}
	return line;
}

import type { ValueNode } from '@humanwhocodes/momoa';
import type { InputFault } from '../domain/inputFault.ts';
import type { FieldPath, FieldProblem } from '../schema/problem.ts';
import { shorten } from '../schema/problem.ts';
import { lineOf } from './jsonValue.ts';

/** A path as it is written: `decisions[3].sizePct`; `null` for the whole. */
export function pathToText(path: FieldPath): string | null {
	if (path.length === 0) return null;
	return path.reduce<string>((text, step) => {
		if (typeof step === 'number') return `${text}[${step}]`;
		const name = shorten(step);
		return text === '' ? name : `${text}.${name}`;
	}, '');
}

/** The faults of a value that stands at `node`, which itself stands at `base` in the file. */
export function fieldFaults(
	file: string,
	node: ValueNode,
	base: FieldPath,
	problems: readonly FieldProblem[]
): InputFault[] {
	return problems.map(({ path, problem }) => ({
		file,
		line: lineOf(node, path),
		field: pathToText([...base, ...path]),
		problem
	}));
}

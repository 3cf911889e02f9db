import { expect, test } from 'vitest';
import { configFields, decisionFields } from '../../../src/lib/components/help/fileTexts.ts';
import type { Result } from '../../../src/lib/domain/result.ts';
import { readBookConfig } from '../../../src/lib/schema/bookConfig.ts';
import { createDecisionReader } from '../../../src/lib/schema/decisionRow.ts';
import type { FieldProblem } from '../../../src/lib/schema/problem.ts';

const stranger = 'nobodyKnowsThis';

/** The members that a schema says it knows when it refuses one that it does not. */
function knownBy(read: Result<unknown, FieldProblem[]>): readonly string[] {
	const problems = read.ok ? [] : read.error.map(({ problem }) => problem);
	const known = problems.flatMap((problem) => (problem.type === 'unknown_field' ? problem.known : []));
	if (known.length === 0) throw new Error('the schema took a member that it cannot know');
	return known;
}

const isSection = (name: string): boolean => {
	const read = readBookConfig({ [name]: { [stranger]: null } });
	return !read.ok && read.error.some(({ problem }) => problem.type === 'unknown_field');
};

const namesOf = (fields: readonly (readonly [name: string, meaning: string])[]): readonly string[] =>
	fields.flatMap(([name]) => name.split(', ')).toSorted();

test('the help page names every member of a decision', () => {
	const read = createDecisionReader(new Map())({ [stranger]: null });
	expect(namesOf(decisionFields)).toEqual(knownBy(read).toSorted());
});

test('the help page names every setting', () => {
	const names = knownBy(readBookConfig({ [stranger]: null })).flatMap((name) =>
		isSection(name)
			? knownBy(readBookConfig({ [name]: { [stranger]: null } })).map((inner) => `${name}.${inner}`)
			: [name]
	);
	expect(namesOf(configFields)).toEqual(names.toSorted());
});

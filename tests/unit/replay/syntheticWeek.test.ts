import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SourceFile } from '../../../src/lib/intake/sourceFiles.ts';
import { noInputs, readRunInputs } from '../../../src/lib/intake/runInputs.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { toRunResult } from '../../../src/lib/replay/runResult.ts';

const names = ['bars.json', 'config.json', 'decisions.json'];
const symbols = ['ALFA', 'BRVO', 'CHRL', 'DLTA'];
const expected: unknown = JSON.parse(readFileSync('tests/fixtures/synthetic-week/expected.json', 'utf8'));

function fileOf(name: string): SourceFile {
	const text = readFileSync(`static/sample/${name}`, 'utf8');
	return {
		name,
		bytes: text.length,
		async *read() {
			yield await Promise.resolve(text);
		}
	};
}

const files = [...names, ...symbols.map((symbol) => `${symbol}_1m.csv`)].map(fileOf);
const inputs = await readRunInputs(files, noInputs, () => Promise.resolve(true));

describe('the synthetic week', () => {
	it.each([1, 7, 1_000_000])('comes out to the last digit in slices of %i', (slice) => {
		if (!inputs.ok || inputs.value.decisions === null) throw new Error('the sample reads');
		const { series, config, decisions } = inputs.value;
		const replay = createReplay({ config, series, decisions: decisions.decisions, strategies: [] });
		while (replay.advance(slice));
		const { recording, state } = replay.outcome();
		expect(toRunResult(recording, state, replay.progress().at)).toEqual(expected);
	});
});

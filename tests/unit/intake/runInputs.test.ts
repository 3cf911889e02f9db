import { describe, expect, it } from 'vitest';
import { faultToText } from '../../../src/lib/intake/faultText.ts';
import { noInputs, readRunInputs } from '../../../src/lib/intake/runInputs.ts';
import type { SourceFile } from '../../../src/lib/intake/sourceFiles.ts';

const header = 'timestamp,open,high,low,close';
const barsOf = (day: string) => `${header}\n2019-02-${day}T14:30:00Z,10,11,9,10\n`;
const listed = (file: string) =>
	`{"symbol": "SPY", "assetClass": "us_equity", "interval": "1m", "file": "${file}"}`;

/** A file in chunks of a few characters, decoded from UTF-8 as a browser does it: without the byte order mark. */
function file(name: string, text: string): SourceFile {
	const chunks = text.replace(/^\uFEFF/, '').match(/.{1,20}/gsu) ?? [];
	return {
		name,
		bytes: new TextEncoder().encode(text).length,
		async *read() {
			for (const chunk of chunks) yield await Promise.resolve(chunk);
		}
	};
}

async function read(files: readonly SourceFile[], onBytes = (_bytes: number) => true) {
	return readRunInputs(files, noInputs, (bytes) => Promise.resolve(onBytes(bytes)));
}

describe('the files of a run', () => {
	it('name every file of a symbol', async () => {
		const files = [
			file('SPY_1m_b.csv', barsOf('12')),
			file('SPY_1m_a.csv', barsOf('11')),
			file('QQQ_1m.csv', barsOf('11'))
		];
		const inputs = await read(files);
		expect(inputs.ok && [...inputs.value.filesBySymbol]).toEqual([
			['SPY', ['SPY_1m_b.csv', 'SPY_1m_a.csv']],
			['QQQ', ['QQQ_1m.csv']]
		]);
	});

	it('are missing at the line of the list that names them', async () => {
		const list = file('bars.json', `{"bars": [\n${listed('m/SPY.csv')},\n${listed('m/Y.csv')}]}`);
		const inputs = await read([list, file('SPY.csv', barsOf('11'))]);
		expect(inputs.ok ? [] : inputs.error?.map(faultToText)).toEqual([
			'bars.json, line 3, bars[1].file: the file Y.csv is missing.'
		]);
	});

	it('are none of an exported journal, however large it is', async () => {
		const head = '{"format":"blotter-journal","version":1,"origin":"b","entries":[\n';
		const journal = { ...file('decisions.json', head), bytes: 1e12 };
		const inputs = await read([journal, file('SPY.csv', barsOf('11'))]);
		expect(inputs.ok ? [] : inputs.error?.map(faultToText)).toEqual([
			'decisions.json: this is an exported journal; given alone to the desk, or with Import a journal on the page Books, it becomes a book of its own.'
		]);
	});

	it('are told byte by byte, whatever their kind and characters', async () => {
		const files = [
			file('SPY.csv', `\uFEFF${header},note\n2019-02-11T14:30:00Z,10,11,9,10,"é€😀\uFFFD"\n`),
			file('bars.json', `\uFEFF{"bars": [${listed('ü/SPY.csv')}]}`),
			file('config.json', '{"startingCash": 5000}')
		];
		const heard: number[] = [];
		const inputs = await read(files, (bytes) => heard.push(bytes) > 0);
		expect(inputs.ok).toBe(true);
		expect(heard.length).toBeGreaterThan(8);
		const total = files.reduce((sum, { bytes }) => sum + bytes, 0);
		expect(heard.reduce((sum, bytes) => sum + bytes, 0)).toBe(total);
		// The mark is told last, and so the characters before it were told as what they are.
		expect(heard.filter((bytes) => bytes === 3)).toHaveLength(2);
	});

	it.each([file('config.json', `{"startingCash": ${' '.repeat(99)}5000}`), file('SPY.csv', barsOf('11'))])(
		'can be stopped within $name',
		async (one) => {
			let heard = 0;
			const inputs = await read([one], () => ++heard < 2);
			expect(inputs).toEqual({ ok: false, error: null });
			expect(heard).toBe(2);
		}
	);
});

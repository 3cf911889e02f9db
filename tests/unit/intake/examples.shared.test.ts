import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parsePrice, priceToUnits } from '../../../src/lib/domain/decimal.ts';
import { readBars } from '../../../src/lib/intake/barsCsv.ts';
import { readBarsManifest } from '../../../src/lib/intake/barsManifest.ts';
import { readConfig } from '../../../src/lib/intake/config.ts';
import { readDecisions } from '../../../src/lib/intake/decisions.ts';
import { recogniseFile } from '../../../src/lib/intake/fileKind.ts';

const shared = '../shared';
const given = (folder: string, name: string) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') });
const examples = readdirSync(`${shared}/examples`, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

interface MarketFile {
	readonly file: string;
	readonly kind: string;
	readonly interval: '1m' | '1d';
	readonly rows: number;
}
const market = JSON.parse(readFileSync(`${shared}/market/manifest.json`, 'utf8')) as { files: MarketFile[] };

describe.each(examples)('the example %s', (name) => {
	const folder = `${shared}/examples/${name}`;

	it('is read without a fault', () => {
		const manifest = readBarsManifest(given(folder, 'bars.json'));
		if (!manifest.ok) throw new Error('bars.json');
		const assetClassBySymbol = new Map(manifest.value.map((entry) => [entry.symbol, entry.assetClass]));
		const file = given(folder, 'decisions.json');
		const decisions = readDecisions(file, { assetClassBySymbol });
		const written = JSON.parse(file.text) as { decisions: { id: string; at: string }[] };
		if (!decisions.ok) throw new Error('decisions.json');
		expect(decisions.value.refused).toEqual([]);
		expect(decisions.value.decisions.map(({ id, at }) => ({ id, at }))).toEqual(
			written.decisions.map(({ id, at }) => ({ id, at: Date.parse(at) }))
		);
		expect(readConfig(given(folder, 'config.json')).ok).toBe(true);
	});

	it('has files that are recognised', () => {
		for (const [file, kind] of [
			['bars.json', 'manifest'],
			['decisions.json', 'decisions'],
			['config.json', 'config']
		] as const) {
			expect(recogniseFile('x.json', given(folder, file).text)).toBe(kind);
		}
	});
});

describe('recorded bars', () => {
	it.each(market.files.filter(({ kind }) => kind === 'bars'))(
		'of $file are read exactly',
		({ file, interval, rows }) => {
			const { text } = given(`${shared}/market`, file);
			const read = readBars({ name: file }, text);
			if (!read.ok) throw new Error(JSON.stringify(read.error));
			const [series] = read.value;
			expect(series).toMatchObject({
				symbol: /([A-Z]+)_1/.exec(file)?.[1],
				interval,
				length: rows
			});
			const closes = text
				.trim()
				.split('\n')
				.slice(1)
				.map((line) => parsePrice(line.split(',')[4] ?? ''))
				.map((price) => (price.ok ? priceToUnits(price.value) : null));
			expect([...(series?.close ?? [])]).toEqual(closes);
		}
	);
});

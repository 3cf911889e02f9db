import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { withLateFormats } from '../../../scripts/lateFormats.mjs';

const library = readFileSync('node_modules/uplot/dist/uPlot.esm.js', 'utf8');

interface Library {
	readonly default: { readonly fmtNum: (value: number) => string };
}

const load = (code: string) =>
	import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`) as Promise<Library>;

afterEach(() => vi.unstubAllGlobals());

test('the chart library makes its formats when they are asked for, and the same ones', async () => {
	const made: string[] = [];
	vi.stubGlobal(
		'Intl',
		new Proxy(Intl, {
			get: (all, name: 'NumberFormat' | 'DateTimeFormat') => {
				made.push(name);
				return all[name];
			}
		})
	);
	const { default: chart } = await load(withLateFormats(library));
	expect(made).toEqual([]);
	expect([chart.fmtNum(1234.5), chart.fmtNum(2)]).toEqual(['1,234.5', '2']);
	expect(made).toEqual(['NumberFormat']);
});

test('a library that is written otherwise fails the build', () => {
	expect(() => withLateFormats(library.replace('numFormatter', 'formatter'))).toThrow(
		'the chart library has changed'
	);
});

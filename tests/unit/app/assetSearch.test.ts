import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { AssetSearch } from '../../../src/lib/components/watchlist/assetSearch.svelte.ts';
import { findOwn } from '../../../src/lib/components/watchlist/ownSymbols.ts';
import type { AssetsFound } from '../../../src/lib/contract/assets.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A search whose answers a test gives, by the text that was asked for. */
function open() {
	const answers = new Map<string, (found: AssetsFound) => void>();
	const search = new AssetSearch((text) => new Promise((resolve) => answers.set(text, resolve)));
	const foundFor = (text: string): AssetsFound => ({ hits: [], readAt: null, problem: text });
	return {
		search,
		asked: () => [...answers.keys()],
		answer: async (text: string): Promise<void> => {
			answers.get(text)?.(foundFor(text));
			await vi.advanceTimersByTimeAsync(0);
		}
	};
}

it('what is typed is looked for once nothing more is', async () => {
	const { search, asked, answer } = open();
	for (const text of ['n', 'ne', ' net ']) {
		search.look(text);
		await vi.advanceTimersByTimeAsync(100);
	}
	expect([asked(), search.isLooking]).toEqual([[], true]);
	await vi.advanceTimersByTimeAsync(50);
	expect(asked()).toEqual(['net']);
	await answer('net');
	expect([search.found?.problem, search.isLooking, search.isOf('net '), search.isOf('netf')]).toEqual([
		...['net', false, true, false]
	]);
});

it('an answer to what was typed before is none, and what was found stays meanwhile', async () => {
	const { search, answer } = open();
	void search.now('a');
	await answer('a');
	void search.now('ab');
	search.look('abc');
	await answer('ab');
	expect([search.found?.problem, search.isLooking]).toEqual(['a', true]);
	await vi.advanceTimersByTimeAsync(150);
	await answer('abc');
	expect([search.found?.problem, search.isLooking]).toEqual(['abc', false]);
});

it('who does not wait is answered at once, and once', async () => {
	const { search, asked, answer } = open();
	search.look('net');
	const found = search.now('net');
	await answer('net');
	expect((await found)?.problem).toBe('net');
	await vi.advanceTimersByTimeAsync(1_000);
	expect(asked()).toEqual(['net']);
});

it.each([
	['an emptied field', (search: AssetSearch) => search.look(' ')],
	['an end', (search: AssetSearch) => search.drop()]
])('%s forgets what was found and what is looked for', async (_, end) => {
	const { search, answer } = open();
	void search.now('a');
	await answer('a');
	const late = search.now('b');
	end(search);
	await answer('b');
	expect([await late, search.found, search.isLooking]).toEqual([null, null, false]);
});

it.each([
	['ab', ['ABC', 'XAB']],
	['abc ', ['ABC']],
	['', []],
	['zz', []]
])('a market of its own is searched by symbol: %s', (text, symbols) => {
	const { hits, readAt, problem } = findOwn(['XAB', 'ABC', 'NOP'], text);
	expect([hits.map(({ symbol }) => symbol), readAt, problem]).toEqual([symbols, null, null]);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeskLook } from '../../../src/lib/app/deskLook.svelte.ts';
import { findChoices } from '../../../src/lib/app/format/paletteSearch.ts';
import { allocationSlices } from '../../../src/lib/components/allocation/allocationSlices.ts';
import { rowSpan } from '../../../src/lib/components/shared/rowWindow.ts';

/** As high as a row of the watchlist is. */
const watchRowHeight = 42;

describe('the allocation', () => {
	const account = { cash: '4000', equity: '10000' };
	const sectors = [
		{ symbol: 'AAA', sector: 'Energy' },
		{ symbol: 'BBB', sector: 'Banks' },
		{ symbol: 'CCC', sector: 'Energy' }
	];
	const held = [
		{ symbol: 'AAA', marketValue: '1000' },
		{ symbol: 'BBB', marketValue: '3000' },
		{ symbol: 'CCC', marketValue: '2000' }
	];
	const sharesOf = (slices: ReturnType<typeof allocationSlices>) =>
		slices?.map(({ name, share }) => [name, share]);

	test('has the largest part first and cash at the end, and adds up to all', () => {
		const slices = allocationSlices(held, account, null);
		expect(sharesOf(slices)).toEqual([
			['BBB', 0.3],
			['CCC', 0.2],
			['AAA', 0.1],
			['Cash', 0.4]
		]);
	});

	test('adds up by sector, and says when there is none', () => {
		const unknown = { symbol: 'ZZZ', marketValue: '500' };
		expect(sharesOf(allocationSlices([...held, unknown], account, sectors))).toEqual([
			['Energy', 0.3],
			['Banks', 0.3],
			['No sector', 0.05],
			['Cash', 0.4]
		]);
	});

	test('puts what is too small to be told apart together', () => {
		const many = Array.from({ length: 11 }, (_, index) => ({
			symbol: `S${String(index)}`,
			marketValue: String(100 + index)
		}));
		const slices = allocationSlices(many, account, null) ?? [];
		expect(slices.map(({ name }) => name).slice(-2)).toEqual(['Others', 'Cash']);
		expect(slices).toHaveLength(9);
		expect(slices.at(-2)?.value).toBe(100 + 101 + 102 + 103);
	});

	test('is not known while a price is missing', () => {
		expect(allocationSlices([{ symbol: 'AAA', marketValue: null }], account, null)).toBeNull();
		expect(allocationSlices([], { cash: '0', equity: null }, null)).toBeNull();
	});
});

describe('the window of the watchlist', () => {
	test.each([
		['short list', 5, 0],
		['top of a long list', 500, 0],
		['middle', 500, 9000],
		['end', 500, 500 * watchRowHeight - 420],
		['beyond the end', 10, 5000]
	])('%s holds what is seen, and stands in for the rest', (_, rows, scrolled) => {
		const { from, to, above, below } = rowSpan(scrolled, 420, watchRowHeight, rows, 4);
		expect(above + (to - from) * watchRowHeight + below).toBe(rows * watchRowHeight);
		expect(to - from).toBeLessThanOrEqual(20);
		const lastSeen = Math.min(rows, Math.ceil((scrolled + 420) / watchRowHeight));
		expect(from * watchRowHeight).toBeLessThanOrEqual(scrolled);
		expect(to).toBeGreaterThanOrEqual(lastSeen);
	});
});

describe('the palette', () => {
	const choices = [
		{ id: 'a', label: 'Pause entries', kind: 'Act', words: 'kill switch' },
		{ id: 'b', label: 'Orders', kind: 'Page' },
		{ id: 'c', label: 'ORDA', kind: 'Symbol', words: 'Ordway Entries' },
		{ id: 'd', label: 'Max position', kind: 'Setting', words: 'Sizing setting' }
	];
	const ids = (text: string) => findChoices(choices, text).map(({ id }) => id);

	test.each([
		['', ['a', 'b']],
		['ord', ['b', 'c']],
		['entries', ['a', 'c']],
		['kill sw', ['a']],
		['max pos', ['d']],
		['entries pause', ['a']],
		['rders', []]
	])('finds by the beginnings of words: “%s”', (text, expected) => {
		expect(ids(text)).toEqual(expected);
	});
});

describe('the look of the desk', () => {
	let kept: Map<string, string>;
	beforeEach(() => {
		kept = new Map();
		vi.stubGlobal('localStorage', {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, value: string) => void kept.set(key, value)
		});
	});
	afterEach(() => vi.unstubAllGlobals());

	test('keeps which panels are hidden and that the first steps were read', () => {
		const look = new DeskLook();
		look.toggle('feed');
		look.toggle('risk');
		look.toggle('feed');
		look.endGuide();
		const later = new DeskLook();
		later.restore();
		expect([later.shows('feed'), later.shows('risk'), later.isGuided]).toEqual([true, false, false]);
	});

	test('shows every panel when what was kept is nothing it knows', () => {
		kept.set('blotter.hiddenPanels', 'equity <script> riskk');
		const look = new DeskLook();
		look.restore();
		expect(look.shows('risk')).toBe(true);
		expect(look.isGuided).toBe(true);
	});

	test('goes on without a storage', () => {
		vi.stubGlobal('localStorage', undefined);
		const look = new DeskLook();
		look.restore();
		look.toggle('feed');
		expect(look.shows('feed')).toBe(false);
	});
});

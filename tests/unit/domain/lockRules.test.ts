import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import { hasLockRules, locksAfter, longestLookBack } from '../../../src/lib/domain/lockRules.ts';
import {
	lockToText,
	noLockRules,
	textToLock,
	type EndedTrade,
	type Lock,
	type LockTerms
} from '../../../src/lib/domain/locks.ts';
import { money, ratio } from '../../support/deskBuilders.ts';

const now = 1_000_000_000;
const second = 1000;

/** Trades of 1000 each, of XYZ unless it is said, given as "seconds ago, what they left, and how they ended". */
function tradesOf(...given: readonly string[]): readonly EndedTrade[] {
	let left = money('10000');
	return given.map((text) => {
		const [ago = '', net = '', how = '', symbol = 'XYZ'] = text.split(' ');
		const equityBefore = left;
		left = (left + money(net)) as typeof left;
		return {
			...{ symbol, at: now - Number(ago) * second, isStopped: how === 'stop' },
			...{ net: money(net), entered: money('1000'), equityBefore }
		};
	});
}

/** What a rule asks for after some trades: whom it locks for how many seconds, and what it measured. */
function ask(terms: Partial<LockTerms>, trades: readonly EndedTrade[]): readonly string[] {
	return locksAfter({ ...noLockRules, ...terms }, trades).map(({ by, symbol, setAt, endsAt, measured }) => {
		const value = typeof measured === 'bigint' ? formatDecimal(measured) : String(measured);
		const seconds = endsAt === null ? 'ever' : String((endsAt - setAt) / second);
		return `${by} ${symbol ?? 'all'} ${seconds} s: ${value}`;
	});
}

const guard = { stopGuardStops: 3, stopGuardWindowSeconds: 600, stopGuardLockSeconds: 120 } as const;
const profit = { lowProfitBelow: ratio('0.01'), lowProfitWindowSeconds: 600, lowProfitLockSeconds: 60 };
const fall = { drawdownLimit: ratio('0.05'), drawdownWindowSeconds: 600, drawdownLockSeconds: 300 };

describe('the stop guard', () => {
	it.each<[string, readonly string[], readonly string[]]>([
		['one stop less', ['60 -10 stop', '0 -10 stop'], []],
		['as many as the limit', ['60 -10 stop', '30 -10 stop', '0 -10 stop'], ['stopGuard all 120 s: 3']],
		['one more', ['90 -10 stop', '60 -10 stop', '30 -10 stop', '0 -10 stop'], ['stopGuard all 120 s: 4']],
		[
			'one of them just within the window',
			['599.999 -1 stop', '1 -1 stop', '0 -1 stop'],
			['stopGuard all 120 s: 3']
		],
		['one of them exactly as old as the window', ['600 -1 stop', '1 -1 stop', '0 -1 stop'], []],
		['one of them no stop', ['60 -10 other', '30 -10 stop', '0 -10 stop'], []],
		[
			'another trade that ends, however many stops there were',
			['90 -10 stop', '60 -10 stop', '30 -10 stop', '0 -10 other'],
			[]
		],
		[
			'stops of several symbols',
			['60 -10 stop ABC', '30 -10 stop DEF', '0 -10 stop XYZ'],
			['stopGuard all 120 s: 3']
		]
	])('%s', (_, trades, expected) => {
		expect(ask(guard, tradesOf(...trades))).toEqual(expected);
	});

	it.each<[string, readonly string[], readonly string[]]>([
		['those of another do not count', ['60 -10 stop ABC', '30 -10 stop', '0 -10 stop'], []],
		['its own do', ['60 -10 stop', '30 -9 stop ABC', '20 -1 stop', '0 -1 stop'], ['stopGuard XYZ 120 s: 3']]
	])('of one symbol: %s', (_, trades, expected) => {
		expect(ask({ ...guard, stopGuardScope: 'symbol' }, tradesOf(...trades))).toEqual(expected);
	});
});

describe('the cooldown', () => {
	it.each<[Partial<LockTerms>, readonly string[]]>([
		[{ cooldownSeconds: 90 }, ['cooldown XYZ 90 s: 0']],
		[{ cooldownSeconds: 90, cooldownScope: 'all' }, ['cooldown all 90 s: 0']],
		[{ cooldownSeconds: null }, []]
	])('%j', (terms, expected) => {
		expect(ask(terms, tradesOf('0 25 target'))).toEqual(expected);
		expect(ask(terms, tradesOf('0 -25 stop'))).toEqual(expected);
		expect(ask(terms, [])).toEqual([]);
	});
});

describe('the low profit', () => {
	it.each<[string, readonly string[], readonly string[]]>([
		['just below', ['30 4 x', '0 15.9999 x'], ['lowProfit XYZ 60 s: 0.00999995']],
		['just the limit', ['30 4 x', '0 16 x'], []],
		['just above', ['30 4 x', '0 16.0001 x'], []],
		['a loss', ['0 -20 x'], ['lowProfit XYZ 60 s: -0.02']],
		['a loss of another symbol', ['30 -50 x ABC', '0 10 x'], []],
		['a loss just within the window', ['599.999 -50 x', '0 10 x'], ['lowProfit XYZ 60 s: -0.02']],
		['a loss exactly as old as the window', ['600 -50 x', '0 10 x'], []]
	])('%s', (_, trades, expected) => {
		expect(ask(profit, tradesOf(...trades))).toEqual(expected);
	});

	it('of all symbols adds up all of them', () => {
		const trades = tradesOf('30 -50 x ABC', '0 10 x');
		expect(ask({ ...profit, lowProfitScope: 'all' }, trades)).toEqual(['lowProfit all 60 s: -0.02']);
	});

	it('may allow a loss', () => {
		const terms = { ...profit, lowProfitBelow: ratio('-0.02') };
		expect(ask(terms, tradesOf('0 -20 x'))).toEqual([]);
		expect(ask(terms, tradesOf('0 -20.01 x'))).toEqual(['lowProfit XYZ 60 s: -0.02001']);
	});

	it('speaks from as many trades on as it needs', () => {
		const terms = { ...profit, lowProfitTrades: 3 };
		expect(ask(terms, tradesOf('60 -9 x', '0 -9 x'))).toEqual([]);
		expect(ask(terms, tradesOf('60 -9 x', '30 -9 x', '0 -9 x'))).toEqual(['lowProfit XYZ 60 s: -0.009']);
	});
});

describe('the drawdown in a window', () => {
	it.each<[string, readonly string[], readonly string[]]>([
		['just below the limit', ['30 1000 x', '0 -549.9999 x'], []],
		['just the limit', ['30 1000 x', '0 -550 x'], ['windowDrawdown all 300 s: 0.05']],
		['just above', ['30 1000 x', '0 -550.0001 x'], ['windowDrawdown all 300 s: 0.050000009']],
		['from what there was before the first', ['0 -500 x'], ['windowDrawdown all 300 s: 0.05']],
		['that was made good since', ['60 -600 x', '0 700 x'], ['windowDrawdown all 300 s: 0.06']],
		[
			'over several symbols',
			['60 -300 x ABC', '30 -100 x DEF', '0 -100 x'],
			['windowDrawdown all 300 s: 0.05']
		],
		[
			'whose first fall is just within the window',
			['599.999 -300 x', '0 -200 x'],
			['windowDrawdown all 300 s: 0.05']
		],
		['whose first fall is exactly as old as the window', ['600 -300 x', '0 -200 x'], []]
	])('%s', (_, trades, expected) => {
		expect(ask(fall, tradesOf(...trades))).toEqual(expected);
	});

	it('of one symbol follows its trades alone', () => {
		const terms = { ...fall, drawdownScope: 'symbol' } as const;
		expect(ask(terms, tradesOf('60 -600 x ABC', '0 -100 x'))).toEqual([]);
		// Before the first of its trades there was 9400.
		expect(ask(terms, tradesOf('60 -600 x ABC', '30 300 x', '20 -50 x ABC', '0 -485 x'))).toEqual([
			'windowDrawdown XYZ 300 s: 0.05'
		]);
		expect(ask(terms, tradesOf('60 -600 x ABC', '30 300 x', '20 -50 x ABC', '0 -484.99 x'))).toEqual([]);
	});

	it('speaks from as many trades on as it needs', () => {
		expect(ask({ ...fall, drawdownTrades: 2 }, tradesOf('0 -900 x'))).toEqual([]);
		expect(ask({ ...fall, drawdownTrades: 2 }, tradesOf('9 -900 x', '0 0 x'))).toHaveLength(1);
	});

	it('of nothing left is all of it', () => {
		expect(ask(fall, tradesOf('600 -10000 x', '0 -1 x'))).toEqual(['windowDrawdown all 300 s: 1']);
	});
});

describe('the rules together', () => {
	it('each ask for a lock of their own', () => {
		const terms = { ...guard, ...profit, ...fall, cooldownSeconds: 5, stopGuardStops: 1 };
		expect(ask(terms, tradesOf('0 -500 stop')).map((text) => text.split(' ')[0])).toEqual([
			...['stopGuard', 'cooldown', 'lowProfit', 'windowDrawdown']
		]);
	});

	it('look back as far as the longest of those that are on', () => {
		expect([hasLockRules(noLockRules), longestLookBack(noLockRules)]).toEqual([false, 0]);
		const one = { ...noLockRules, cooldownSeconds: 900 };
		expect([hasLockRules(one), longestLookBack(one)]).toEqual([true, 0]);
		const two = { ...one, ...guard, drawdownLimit: ratio('0.1'), drawdownWindowSeconds: 601 };
		expect([hasLockRules(two), longestLookBack(two)]).toEqual([true, 601]);
		expect(longestLookBack({ ...noLockRules, lowProfitBelow: ratio('0'), lowProfitWindowSeconds: 7 })).toBe(
			7
		);
	});
});

describe('a lock as text', () => {
	const locks: readonly Omit<Lock, 'number' | 'setAt' | 'reason'>[] = [
		{ by: 'stopGuard', symbol: null, endsAt: now, measured: 3, limit: 2, windowSeconds: 600 },
		{
			by: 'lowProfit',
			symbol: 'XYZ',
			endsAt: now,
			measured: ratio('-0.5'),
			limit: ratio('0'),
			windowSeconds: 9
		},
		{ by: 'person', symbol: 'XYZ', endsAt: null, measured: null, limit: null, windowSeconds: null }
	];

	it.each(locks)('of $by is read back', (lock) => {
		const text = lockToText({ ...lock, number: 1, setAt: 0, reason: 'seen' });
		expect(textToLock(text)).toEqual(lock);
	});

	it('is no other text', () => {
		expect(['', 'Energy', 'nobody|XYZ||||', 'person|||||', 'person|A||||||'].map(textToLock)).toEqual(
			Array(5).fill(null)
		);
	});
});

import { describe, expect, it } from 'vitest';
import type { BarSeries } from '../../../src/lib/domain/bar.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import { toRunResult } from '../../../src/lib/replay/runResult.ts';
import {
	createBar,
	createConfig,
	createDecision,
	createLevels,
	minuteAt,
	price,
	sessionOpen,
	type PlainLevels,
	type PlainSettings
} from '../../support/deskBuilders.ts';

type Given = Parameters<typeof createDecision>[0];

/** One bar a minute of XYZ, from "open high low close". */
function barsOf(...rows: readonly string[]): BarSeries {
	const bars = rows.map((row, index) => createBar(row, index));
	const column = (pick: (bar: (typeof bars)[number]) => number) => Float64Array.from(bars, pick);
	const startsAt = column((bar) => bar.startsAt);
	return {
		...{ symbol: 'XYZ', assetClass: 'us_equity', interval: '1m', length: bars.length },
		...{ label: startsAt, startsAt, completesAt: column((bar) => bar.completesAt) },
		...{ open: column((bar) => bar.open), high: column((bar) => bar.high), low: column((bar) => bar.low) },
		...{ close: column((bar) => bar.close), volume: startsAt, regular: new Uint8Array(bars.length).fill(1) }
	};
}

/** Fills in a line each, `cause price minute of its bar`, and where a trail ends up. */
function run(rows: readonly string[], ...decisions: readonly NonNullable<Given>[]) {
	return runWith({}, rows, ...decisions);
}

function runWith(
	settings: PlainSettings,
	rows: readonly string[],
	...decisions: readonly NonNullable<Given>[]
) {
	const replay = createReplay({
		config: createConfig(settings),
		series: [barsOf(...rows)],
		decisions: decisions.map((given, index) => createDecision({ id: String(index), ...given })),
		strategies: []
	});
	while (replay.advance(100));
	const { recording, state } = replay.outcome();
	const result = toRunResult(recording, state, replay.progress().at);
	const minuteOf = (text: string) => String((Date.parse(text) - sessionOpen) / 60_000);
	const trailing = result.positions[0]?.triggers?.trailing;
	return {
		fills: result.fills.map(({ cause, price: at, bar }) => `${cause} ${at} ${minuteOf(bar)}`),
		trail: trailing ? `${trailing.highWater} ${trailing.level}` : null,
		holds: result.holds.map(({ outcome }) => outcome)
	};
}

/** A BUY that fills at the open of minute 1, at 100, and is guarded from there on. */
const first = '100 100 100 100';
const buy = (given: PlainLevels) => ({ at: minuteAt(1), levels: createLevels(given) });
const hold = (at: number, given: PlainLevels) => ({
	at,
	action: 'HOLD' as const,
	levels: createLevels(given)
});
const sell = (at: number) => ({ at, action: 'SELL' as const });
const entered = 'entry_market 100 1';

describe('an exit', () => {
	it.each([
		['happens in the entry bar when the entry was at its open', ['100 101 94 96'], 'stop_loss 95 1'],
		['takes the stop before the target in the entry bar', ['100 111 94 96'], 'stop_loss 95 1'],
		['takes the target in the entry bar', ['100 110 96 96'], 'take_profit 110 1'],
		['takes a target the entry opens beyond', ['110.5 111 90 96'], 'take_profit 110.5 1'],
		['gaps through the stop overnight', ['100 101 99 100', '90 96 89 95'], 'stop_loss 90 2'],
		['cancels its sibling', ['100 101 99 100', '95 111 94 100', '110 111 110 111'], 'stop_loss 95 2']
	])('%s', (_, rows, fill) => {
		const { fills } = run([first, ...rows], buy({ stopLoss: '95', takeProfit: '110' }));
		expect(fills.slice(1)).toEqual([fill]);
	});

	it.each([
		['not in the bar of an entry inside it', '99', ['100 100 94 96', '96 96 95.5 96'], ['entry_limit 99 1']],
		['in the bar after it', '99', ['100 100 94 96', '94 96 93 96'], ['entry_limit 99 1', 'stop_loss 94 2']],
		[
			'in the bar of a limit that filled at its open',
			'99',
			['98 100 94 96'],
			['entry_limit 98 1', 'stop_loss 95 1']
		]
	])('happens %s', (_, limit, rows, fills) => {
		const decision = { ...buy({ stopLoss: '95' }), entryPrice: price(limit) };
		expect(run([first, ...rows], decision).fills).toEqual(fills);
	});
});

describe('a trail', () => {
	it.each([
		['starts at the fill, and the entry bar raises it', ['100 104 99.5 103'], [], '104 98.8'],
		['is tested before it is raised', ['100 120 96 110'], [], '120 114'],
		['is not raised by a lower bar', ['100 104 99.5 103', '103 103 101 102'], [], '104 98.8'],
		[
			'fires from the mark of prior bars',
			['100 104 99 103', '103 110 98.8 105'],
			['trailing_stop 98.8 2'],
			null
		],
		['gaps to the open', ['100 104 99 103', '98 110 97 105'], ['trailing_stop 98 2'], null]
	])('%s', (_, rows, exits, trail) => {
		const outcome = run([first, ...rows], buy({ trailing: '0.05' }));
		expect([outcome.fills.slice(1), outcome.trail]).toEqual([exits, trail]);
	});

	it('leaves the mark at the fill price in the bar of an entry inside it', () => {
		const decision = { ...buy({ trailing: '0.05' }), entryPrice: price('99') };
		expect(run([first, '100 120 98 110'], decision).trail).toBe('99 94.05');
	});
});

describe('new levels by HOLD', () => {
	const calm = '100 101 99 100';
	const inside = minuteAt(2) + 30_000;

	it.each([
		['inside a bar act from the next bar', inside, ['100 101 96 97', '97 98 97 98'], ['stop_loss 97 3']],
		['at the start of a bar act on it', minuteAt(2), ['100 101 96 97', '97 98 97 98'], ['stop_loss 98 2']],
		['leave the old levels to guard the bar in progress', inside, ['100 101 94 97', calm], ['stop_loss 95 2']]
	])('%s', (_, at, rows, exits) => {
		const outcome = run([first, calm, ...rows], buy({ stopLoss: '95' }), hold(at, { stopLoss: '98' }));
		expect(outcome.fills).toEqual([entered, ...exits]);
		expect(outcome.holds).toEqual(['levels_updated']);
	});

	it('leave what they do not name', () => {
		const levels = buy({ stopLoss: '95', takeProfit: '110' });
		const target = hold(minuteAt(2), { takeProfit: '105' });
		expect(run([first, calm, '100 101 94 95'], levels, target).fills).toEqual([entered, 'stop_loss 95 2']);
		const stop = hold(minuteAt(2), { stopLoss: '90' });
		expect(run([first, calm, '100 111 94 95'], levels, stop).fills).toEqual([entered, 'take_profit 110 2']);
	});

	it('start a first trail at the last complete close, and raise it from the next bar on', () => {
		const rows = [first, '100 108 99 106', '106 120 105 107', '107 109 106 108'];
		const given = hold(inside, { trailing: '0.05' });
		expect(run(rows.slice(0, 3), buy({}), given).trail).toBe('106 100.7');
		expect(run(rows, buy({}), given).trail).toBe('109 103.55');
	});

	it('keep the mark of a living trail when its percent changes', () => {
		const rows = [first, '100 108 99 106', '106 107 106 107'];
		const outcome = run(rows, buy({ trailing: '0.1' }), hold(minuteAt(2), { trailing: '0.05' }));
		expect([outcome.fills, outcome.trail]).toEqual([[entered], '108 102.6']);
	});

	it('are only logged when nothing is held, or a SELL waits', () => {
		const given = hold(minuteAt(1) + 30_000, { stopLoss: '95' });
		expect(run([first, calm, calm], given).holds).toEqual(['logged']);
		const outcome = run([first, calm, calm], buy({}), sell(inside), { ...given, at: inside + 1 });
		expect(outcome.holds).toEqual(['logged']);
	});
});

describe('a SELL', () => {
	it('inside a bar cancels what guards at once, and fills at the next open', () => {
		const rows = [first, '100 101 99 100', '100 101 90 96', '97 98 96 97'];
		const outcome = run(rows, buy({ stopLoss: '95' }), sell(minuteAt(2) + 30_000));
		expect(outcome.fills).toEqual([entered, 'sell_market 97 3']);
	});
});

describe('an entry that adds to a position', () => {
	const adding = { allowAdding: true };
	const add = (given: PlainLevels) => ({ ...buy(given), at: minuteAt(2) });

	it('inside a bar leaves the stop before it to guard that bar', () => {
		const rows = [first, '100 101 99 100', '99.5 99.5 94 96'];
		const more = { ...add({ stopLoss: '90' }), entryPrice: price('99') };
		const { fills } = runWith(adding, rows, buy({ stopLoss: '95' }), more);
		expect(fills).toEqual([entered, 'entry_limit 99 2', 'stop_loss 95 2']);
	});

	it('at the open puts its own stop in place at once', () => {
		const rows = [first, '100 101 99 100', '99 99.5 94 96'];
		const { fills } = runWith(adding, rows, buy({ stopLoss: '95' }), add({ stopLoss: '90' }));
		expect(fills).toEqual([entered, 'entry_market 99 2']);
	});

	it('does not lower the mark of a living trail', () => {
		const rows = [first, '100 110 99.5 109', '107 108 106 107'];
		const { fills, trail } = runWith(adding, rows, buy({ trailing: '0.1' }), add({ trailing: '0.05' }));
		expect([fills, trail]).toEqual([[entered, 'entry_market 107 2'], '110 104.5']);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, multiply, subtract, zeroMoney } from '../../../src/lib/domain/decimal.ts';
import { millisecondsPerMinute } from '../../../src/lib/domain/time.ts';
import { defaultConfig } from '../../../src/lib/schema/bookConfig.ts';
import { unrealised } from '../../../src/lib/domain/position.ts';
import { lastPrice } from '../../../src/lib/engine/state.ts';
import { createReplay } from '../../../src/lib/replay/replay.ts';
import type { Fill } from '../../../src/lib/domain/fill.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { ratio } from '../../support/deskBuilders.ts';
import { holds } from '../../support/propertyCheck.ts';
import { makeRandomRun, toBookConfig } from '../../support/randomRun.ts';

const none = defaultConfig.latency;
const upToMinutes = { base: 0, jitter: 150_000 };
const slow = { submit: upToMinutes, replace: upToMinutes, cancel: upToMinutes };

/** A random run with a share of the volume in percent, to its end. */
function runScarcely(seed: number, percent: number, latency = none) {
	const run = makeRandomRun(seed, 3, 60);
	const config = toBookConfig(run.config);
	const events: BookEvent[] = [];
	const replay = createReplay({
		config: {
			...config,
			latency,
			fillModel: { ...config.fillModel, volumeShare: ratio(String(percent / 100)) }
		},
		...{ series: run.series, decisions: run.decisions, strategies: [] },
		onEvent: (event) => events.push(event)
	});
	while (replay.advance(10_000));
	const fills = events.flatMap((event) => (event.type === 'OrderFilled' ? [event.fill] : []));
	const { state, recording } = replay.outcome();
	return { run, events, fills, state, orders: recording.orders, startingCash: config.startingCash };
}

const anyRun = [fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 40 })] as const;

describe('a run over bars whose volume is scarce', () => {
	it.each([none, slow])(
		'takes of no bar more than the share, and of no order more than it asks for',
		(latency) => {
			let inParts = 0;
			holds(
				fc.property(...anyRun, (seed, percent) => {
					const { run, events, fills } = runScarcely(seed, percent, latency);
					const sums = (keyOf: (fill: Fill) => string) => {
						const sumByKey = new Map<string, number>();
						for (const fill of fills) {
							const key = keyOf(fill);
							sumByKey.set(key, (sumByKey.get(key) ?? 0) + Number(fill.quantity) / 1e9);
						}
						return sumByKey;
					};
					for (const [key, sum] of sums(({ symbol, bar }) => `${symbol} ${String(bar)}`)) {
						const [symbol, label] = key.split(' ');
						const series = run.series.find((one) => one.symbol === symbol);
						const volume = series?.volume[series.label.indexOf(Number(label))] ?? NaN;
						expect(sum).toBeLessThanOrEqual(Math.floor((volume * percent) / 100));
					}
					const ofOrder = sums(({ orderId }) => orderId);
					for (const event of events) {
						if (event.type !== 'OrderInitialized') continue;
						const { id, quantity } = event.intent;
						expect(ofOrder.get(id) ?? 0).toBeLessThanOrEqual(Number(quantity) / 1e9);
					}
					inParts += fills.length - ofOrder.size;
				}),
				30
			);
			expect(inParts).toBeGreaterThan(50);
		}
	);

	it('says of an order that is open with a part filled that it is open, and of another that it is filled', () => {
		holds(
			fc.property(...anyRun, (seed, percent) => {
				const { state, fills, orders } = runScarcely(seed, percent);
				const parted = fills.map(({ orderId }) => orderId);
				for (const id of parted) {
					const left = state.book.orders.get(id)?.status;
					const ended = left === undefined ? 'filled' : left === 'partially_filled' ? 'open' : left;
					expect(orders.get(id)?.status).toBe(ended);
				}
			}),
			30
		);
	});

	it('trades on no bar that began before an order came', () => {
		let late = 0;
		holds(
			fc.property(...anyRun, (seed, percent) => {
				const { events, fills } = runScarcely(seed, percent, slow);
				const arrivals = new Map<string, number>();
				for (const event of events) {
					if (event.type !== 'OrderSubmitted' || event.arrivesAt === null) continue;
					arrivals.set(event.orderId, event.arrivesAt);
				}
				for (const { orderId, at } of fills) {
					const arrivesAt = arrivals.get(orderId) ?? -Infinity;
					expect(at - millisecondsPerMinute).toBeGreaterThanOrEqual(arrivesAt);
					late++;
				}
			}),
			30
		);
		expect(late).toBeGreaterThan(100);
	});

	it.each([none, slow])('counts cash, positions and what was made of them exactly', (latency) => {
		holds(
			fc.property(...anyRun, (seed, percent) => {
				const { state, startingCash } = runScarcely(seed, percent, latency);
				const { account, positionBySymbol } = state.book;
				let [value, open] = [zeroMoney, zeroMoney];
				for (const position of positionBySymbol.values()) {
					const last = lastPrice(state.market, position.symbol)?.price;
					if (last === undefined) throw new Error('what is held has a price');
					value = add(value, multiply(position.quantity, last));
					open = add(open, unrealised(position, last));
				}
				const net = subtract(account.realisedGross, account.fees);
				expect(add(account.cash, value)).toBe(add(add(startingCash, net), open));
			}),
			30
		);
	});
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	add,
	decimalToNumber,
	higher,
	subtract,
	zeroQuantity,
	type Quantity
} from '../../../../src/lib/domain/decimal.ts';
import { noCharges } from '../../../../src/lib/domain/fees.ts';
import type { InlineVenue, RestingState } from '../../../../src/lib/domain/venue.ts';
import {
	createBar,
	createOrder,
	matchBar,
	minuteAt,
	price,
	quantity,
	type Ask
} from '../../../support/deskBuilders.ts';
import { fillsOf, openQueues } from '../../../support/queueVenue.ts';

type Marks = ReturnType<InlineVenue['marks']>;

describe('whatever is asked for and traded behind queues', () => {
	const anyAsk = fc.record({
		quantity: fc.integer({ min: 1, max: 60 }).map((count) => quantity(String(count))),
		side: fc.constantFrom('buy' as const, 'sell' as const),
		limitPrice: fc.constantFrom(null, price('95'), price('96'), price('104'), price('105')),
		madeAt: fc.constantFrom(0, 1, 2).map(minuteAt)
	});
	const anyBar = fc.record({
		low: fc.constantFrom(95, 96, 97),
		high: fc.constantFrom(103, 104, 105),
		volume: fc.constantFrom(0, 3, 20, 90, 400, NaN)
	});
	const scene = [
		fc.array(anyAsk, { maxLength: 8 }),
		fc.array(anyBar, { minLength: 1, maxLength: 7 })
	] as const;
	const given = { volumeShare: '1', queueAhead: '0.8', limitFillProbability: '0.5', seed: 3 };

	/** The most that stood before orders at a price and is gone. */
	const served = (
		states: Iterable<Pick<RestingState, 'intent'>>,
		side: string,
		at: number,
		before: Marks,
		after: Marks
	) => {
		let most = zeroQuantity;
		for (const { intent } of states) {
			if (intent.side !== side || intent.limitPrice !== price(String(at))) continue;
			const [was, is] = [before[intent.id], after[intent.id]];
			if (typeof was !== 'object' || was.ahead === null) continue;
			const now = typeof is === 'object' ? (is.ahead ?? zeroQuantity) : zeroQuantity;
			most = higher(most, subtract(was.ahead, now));
		}
		return most;
	};

	const playAll = (
		asks: readonly (Ask & { readonly madeAt: number })[],
		market: readonly { readonly low: number; readonly high: number; readonly volume: number }[],
		goesOn: boolean
	) => {
		let venue = openQueues(given);
		const stateById = new Map<string, { intent: RestingState['intent']; filled: Quantity; fills: number }>();
		const told: string[][] = [];
		market.forEach(({ low, high, volume }, index) => {
			asks.forEach((ask, n) => {
				if (ask.madeAt !== minuteAt(index)) return;
				const intent = createOrder({ ...ask, id: `${ask.side ?? ''}${String(n)}` });
				stateById.set(intent.id, { intent, filled: zeroQuantity, fills: 0 });
				venue.submit(intent, ask.madeAt, null);
			});
			const marks = venue.marks();
			const stood = [...stateById.values()];
			if (goesOn) {
				const resting = [...stateById.values()].map((state) => ({
					...{ ...state, isElected: false, costs: noCharges },
					mark: marks[state.intent.id] ?? null
				}));
				venue = openQueues({ ...given, resting });
			}
			const prices = `100 ${String(high)} ${String(low)} 100`;
			const reports = matchBar(venue, 'XYZ', createBar(prices, index, volume));
			let taken = zeroQuantity;
			for (const report of reports) {
				if (report.type !== 'OrderFilled') {
					if ('orderId' in report) stateById.delete(report.orderId);
					continue;
				}
				const { orderId, quantity: size } = report.fill;
				const state = stateById.get(orderId);
				if (state === undefined) continue;
				taken = add(taken, size);
				state.filled = add(state.filled, size);
				state.fills++;
				if (state.filled === state.intent.quantity) stateById.delete(orderId);
			}
			const after = venue.marks();
			const toOthers = add(
				served(stood, 'buy', low, marks, after),
				served(stood, 'sell', high, marks, after)
			);
			if (!Number.isNaN(volume)) {
				expect(decimalToNumber(add(taken, toOthers))).toBeLessThanOrEqual(volume);
			}
			told.push([...fillsOf(reports), JSON.stringify(after, (_, value: unknown) => String(value))]);
		});
		return told;
	};

	it('what fills and what went to those before it are within the volume', () => {
		fc.assert(fc.property(...scene, (asks, market) => void playAll(asks, market, false)));
	});

	// Of what is bought alone, since what a venue goes on with is held in no other way here.
	it('a venue that goes on after each bar fills the same', () => {
		const buys = fc.array(
			anyAsk.map((ask) => ({ ...ask, side: 'buy' as const })),
			{ maxLength: 8 }
		);
		fc.assert(
			fc.property(buys, scene[1], (asks, market) => {
				expect(playAll(asks, market, true)).toEqual(playAll(asks, market, false));
			})
		);
	});
});

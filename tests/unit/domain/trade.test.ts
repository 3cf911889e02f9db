import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	add,
	formatDecimal,
	formatMoney,
	subtract,
	zeroMoney,
	type Money
} from '../../../src/lib/domain/decimal.ts';
import { applyFill, type Position } from '../../../src/lib/domain/position.ts';
import { tradeAfter, type SeenFill, type Trade } from '../../../src/lib/domain/trade.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { minuteAt, money, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { holds } from '../../support/propertyCheck.ts';

/** A fill in words: "buy 10 at 100, fee 1, seen 99 to 102". */
function filled(words: string, index = 0): SeenFill {
	const told = /^(buy|sell) (\S+) at ([^ ,]+)(?:, fee ([^ ,]+))?(?:, seen (\S+) to (\S+))?$/.exec(words);
	const [, side, amount = '', at = '', fee = '0', low, high = ''] = told ?? [];
	const fill = createFill({
		...{ side: side as 'buy' | 'sell', quantity: quantity(amount), price: price(at), fee: money(fee) },
		...{ orderId: `o${String(index)}` as ClientOrderId, at: minuteAt(index) }
	});
	const seen = low === undefined ? null : { low: price(low), high: price(high) };
	return { fill, seen };
}

/** Follows fills from flat: the trades that ended, the one that goes on, and what was realised and paid. */
function follow(fills: readonly SeenFill[]) {
	const closed: Trade[] = [];
	let [open, position]: [Trade | null, Position | null] = [null, null];
	let [realised, fees]: [Money, Money] = [zeroMoney, zeroMoney];
	for (const one of fills) {
		const change = applyFill(position, one.fill);
		const step = tradeAfter(open, one, change.position, change.realised);
		[open, position] = [step.open, change.position];
		if (step.closed !== null) closed.push(step.closed);
		realised = add(realised, change.realised);
		fees = add(fees, one.fill.fee);
	}
	return { closed, open, realised, fees };
}

function told({ side, peak, entered, exited, gross, entryFees, exitFees, excursion }: Trade): string {
	const worst = excursion === null ? '?' : formatMoney(excursion.worst);
	const best = excursion === null ? '?' : formatMoney(excursion.best);
	const sums = [peak, entered, exited].map(formatDecimal).join('/');
	const moneys = [gross, entryFees, exitFees].map(formatMoney).join('/');
	return `${side} ${sums} ${moneys} from ${worst} to ${best}`;
}

describe('a trade', () => {
	it.each([
		[
			'counts the most that was held, and fees of each side',
			[
				'buy 10 at 100, fee 1, seen 100 to 100',
				'buy 10 at 110, fee 2, seen 98 to 112',
				'sell 20 at 107, fee 3, seen 101 to 109'
			],
			// 10 at 98 lost 20, 10 at 112 won 120; 20 of 2100 at 101 lost 80.
			['long 20/20/20 40/3/3 from -80 to 120']
		],
		[
			'counts what was held when a price was seen, not what was held before or after',
			['buy 10 at 100, seen 100 to 100', 'sell 9 at 101, seen 99 to 101', 'sell 1 at 90, seen 90 to 130'],
			['long 10/10/10 -1/0/0 from -10 to 30']
		],
		[
			'never was better or worse than its entry when it was not seen so',
			['buy 10 at 100, seen 100 to 100', 'sell 10 at 105, seen 103 to 105'],
			['long 10/10/10 50/0/0 from 0 to 50']
		],
		[
			'of a short is at its worst at the highest price',
			['sell 10 at 100, seen 100 to 100', 'buy 10 at 95, seen 90 to 104'],
			['short 10/10/10 50/0/0 from -40 to 100']
		],
		[
			'that goes through zero ends there, and another begins; the fee is shared by quantity',
			[
				'buy 10 at 100, fee 1, seen 100 to 100',
				'sell 15 at 110, fee 3, seen 99 to 111',
				'buy 5 at 100, fee 3, seen 95 to 112'
			],
			['long 10/10/10 100/1/2 from -10 to 110', 'short 5/5/5 50/1/3 from -10 to 75']
		],
		[
			'says nothing of the prices on its way where those of one fill are not known',
			['buy 10 at 100, seen 100 to 100', 'sell 5 at 100', 'sell 5 at 100, seen 99 to 101'],
			['long 10/10/10 0/0/0 from ? to ?']
		]
	])('%s', (_, words, expected) => {
		const { closed, open } = follow(words.map(filled));
		expect(open).toBeNull();
		expect(closed.map(told)).toEqual(expected);
	});

	it('and others hold all that was realised and paid, and end within what they have seen', () => {
		const anyFill = fc.record({
			side: fc.constantFrom('buy', 'sell'),
			amount: fc.integer({ min: 1, max: 9 }),
			at: fc.integer({ min: 90, max: 110 })
		});
		holds(
			fc.property(fc.array(anyFill, { minLength: 1, maxLength: 30 }), (fills) => {
				const words = fills.map(({ side, amount, at }) => {
					const [low, high] = [String(at - 3), String(at + 2)];
					return `${side} ${String(amount)} at ${String(at)}, fee 0.5, seen ${low} to ${high}`;
				});
				const { closed, open, realised, fees } = follow(words.map(filled));
				const all = open === null ? closed : [...closed, open];
				const sum = (of: (trade: Trade) => Money) => all.map(of).reduce(add, zeroMoney);
				expect(sum(({ gross }) => gross)).toBe(realised);
				expect(sum(({ entryFees, exitFees }) => add(entryFees, exitFees))).toBe(fees);
				for (const { side, gross, entered, exited, entryNotional, exitNotional, excursion } of closed) {
					expect(exited).toBe(entered);
					const earned = subtract(exitNotional, entryNotional);
					expect(gross).toBe(side === 'long' ? earned : subtract(zeroMoney, earned));
					expect(excursion !== null && excursion.worst <= zeroMoney).toBe(true);
					expect(excursion !== null && excursion.best >= zeroMoney).toBe(true);
				}
			})
		);
	});
});

import { expect, it } from 'vitest';
import { formatDecimal, formatMoney, zeroMoney, zeroPrice } from '../../../src/lib/domain/decimal.ts';
import { applyFill, type Position } from '../../../src/lib/domain/position.ts';
import { heldOf, noShares, shareFill } from '../../../src/lib/domain/strategyShares.ts';
import { tradeAfter } from '../../../src/lib/domain/trade.ts';
import { price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

const bought = [
	createFill({ quantity: quantity('4'), price: price('100') }),
	createFill({ quantity: quantity('6'), price: price('110') })
];

it.each([
	['2 for 1', 'buy', '10', '20'],
	['1 for 10', 'sell', '9', '1']
] as const)(
	'a split of %s changes what is held, by strategy and by trade, and what it cost stays',
	(_, side, moved, after) => {
		const split = createFill({ cause: 'split', side, quantity: quantity(moved), price: zeroPrice });
		const fills = [...bought, split];
		const whole = bought.reduce<Position | null>((held, fill) => applyFill(held, fill).position, null);
		const change = applyFill(whole, split);
		expect([change.realised, formatDecimal(change.position?.quantity ?? quantity('0'))]).toEqual([0n, after]);
		expect(formatMoney(change.position?.basis ?? zeroMoney)).toBe('1060');
		const shares = fills.reduce(
			(held, fill, index) => shareFill(held, fill, index === 0 ? 'a' : 'b'),
			noShares
		);
		expect(formatDecimal(heldOf(shares))).toBe(after);
		expect(shares.shares.map(({ basis }) => formatMoney(basis))).toEqual(['400', '660']);
		let open: ReturnType<typeof tradeAfter>['open'] = null;
		let held: Position | null = null;
		for (const fill of fills) {
			const next = applyFill(held, fill);
			({ open } = tradeAfter(open, { fill, seen: null }, next.position, next.realised));
			held = next.position;
		}
		expect([open?.entered, open?.held, open?.entryNotional].map(String)).toEqual(
			[quantity(after), quantity(after), change.position?.basis].map(String)
		);
	}
);

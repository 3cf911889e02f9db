import fc from 'fast-check';
import { expect, it } from 'vitest';
import { add, subtract, type Money } from '../../../src/lib/domain/decimal.ts';
import { settledFill, type Fill } from '../../../src/lib/domain/fill.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { applyFill, type Position } from '../../../src/lib/domain/position.ts';
import { tradeAfter, type Trade } from '../../../src/lib/domain/trade.ts';
import { tradeNetAfter, type TradeNet } from '../../../src/lib/domain/tradeNet.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { holds } from '../../support/propertyCheck.ts';

const netOf = ({ gross, entryFees, exitFees }: Trade): Money => subtract(gross, add(entryFees, exitFees));
const short = (trade: Trade | null) =>
	trade === null ? null : { net: netOf(trade), entered: trade.entryNotional };

const anyFill = fc.record({
	side: fc.constantFrom('buy' as const, 'sell' as const),
	amount: fc.integer({ min: 1, max: 7 }),
	at: fc.integer({ min: 90, max: 110 }),
	fee: fc.integer({ min: 0, max: 100 }),
	isInCoins: fc.boolean()
});

it('what a trade leaves is that of the trade, fill by fill, through zero as well', () => {
	holds(
		fc.property(fc.array(anyFill, { minLength: 1, maxLength: 30 }), (fills) => {
			let [trade, known]: [Trade | null, TradeNet | null] = [null, null];
			let position: Position | null = null;
			for (const [index, { side, amount, at, fee, isInCoins }] of fills.entries()) {
				const fill: Fill = createFill({
					...{ side, quantity: quantity(String(amount)), price: price(String(at)) },
					...{ fee: money(String(fee / 100)), orderId: `o${String(index)}` as ClientOrderId },
					...(isInCoins && side === 'buy' ? { feeQuantity: quantity('0.001') } : {})
				});
				const change = applyFill(position, settledFill(fill));
				const whole = tradeAfter(trade, { fill, seen: null }, change.position, change.realised);
				const step = tradeNetAfter(known, position, fill, change);
				expect(step).toEqual({ open: short(whole.open), closed: short(whole.closed) });
				[trade, known, position] = [whole.open, step.open, change.position];
			}
		})
	);
});

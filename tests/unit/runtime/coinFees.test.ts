import { expect, it } from 'vitest';
import { add, formatDecimal, formatMoney, subtract, zeroMoney } from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { fillToMove, postMove } from '../../../src/lib/domain/ledger.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState } from '../../../src/lib/engine/state.ts';
import { createOpenRows } from '../../../src/lib/runtime/openRows.ts';
import { projectEvent } from '../../../src/lib/runtime/projection.ts';
import {
	createConfig,
	createOrder,
	instruments,
	minuteAt,
	money,
	price,
	quantity
} from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';

it('what a fee took of the coins that were bought is held by no strategy, and is not among the cost of the position', () => {
	const at = minuteAt(1);
	const intent = createOrder();
	const fill = createFill({ fee: money('2.5'), feeQuantity: quantity('0.025') });
	const events: readonly BookEvent[] = [
		{ type: 'OrderInitialized', at, intent, sizing: null, verdict: { approved: true, checks: [] } },
		{ type: 'OrderSubmitted', at, orderId: intent.id, arrivesAt: null },
		{ type: 'OrderAccepted', at, orderId: intent.id },
		{ type: 'OrderFilled', fill, seen: { low: price('100'), high: price('100') } }
	];
	const state = createState(
		createConfig(),
		instruments.map((instrument) => ({ instrument, interval: '1m' }))
	);
	const open = createOpenRows();
	const rows = events.flatMap((event, index) => {
		evolve(state, event);
		return projectEvent(open, event, index + 1, state.book);
	});
	const position = state.book.positionBySymbol.get('XYZ');
	const share = open.sharesBySymbol.get('XYZ')?.shares[0];
	expect(share).toMatchObject({ quantity: position?.quantity, basis: position?.basis, fees: fill.fee });
	expect(share === undefined ? '' : formatDecimal(share.quantity)).toBe('9.975');

	const posted = rows.flatMap((change) => (change.store === 'fills' ? postMove(fillToMove(change.row)) : []));
	const sumOf = (account: string) =>
		posted
			.filter((one) => one.account === account)
			.map(({ debit, credit }) => subtract(debit, credit))
			.reduce(add, zeroMoney);
	expect(['positions', 'fees', 'cash'].map((account) => formatMoney(sumOf(account)))).toEqual([
		...['997.5', '2.5', '-1000']
	]);
	expect(add(state.book.config.startingCash, sumOf('cash'))).toBe(state.book.account.cash);
});

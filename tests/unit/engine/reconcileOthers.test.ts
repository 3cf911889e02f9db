import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { add, formatMoney } from '../../../src/lib/domain/decimal.ts';
import { triggersOf } from '../../../src/lib/domain/trigger.ts';
import { protectionOf } from '../../../src/lib/engine/state.ts';
import { forgetOld } from '../../../src/lib/engine/evolveBroker.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';
import { createReconciledDesk, type ReconciledDesk } from '../../support/reconciledDesk.ts';

const orderOf = ({ desk }: ReconciledDesk, id: string) => desk.state.book.orders.get(id as ClientOrderId);
const same = (one: ReconciledDesk) => {
	const [ours, theirs] = one.both();
	expect(ours).toBe(theirs);
};

/** A desk that has taken its account over and sends to it, with an order `r.a` that the account has taken. */
function withOrder(given = {}): ReconciledDesk & { readonly brokerId: string } {
	const one = createReconciledDesk();
	one.read();
	one.desk.route('paper');
	one.desk.order('a', given);
	const intent = orderOf(one, 'r.a')?.intent;
	if (intent === undefined) throw new Error(one.desk.why());
	one.wait();
	return { ...one, brokerId: one.model.take(intent) };
}

describe('an account that is taken over', () => {
	it('counts no trade of the day, no order sent and no error, and measures nothing of before as lost', () => {
		const one = createReconciledDesk({ risk: { maxDayLossMoney: money('1') } });
		one.model.fill(one.model.order({ quantity: '10' }), null, '150');
		one.read();
		const { breakers, sent, account } = one.desk.state.book;
		expect([breakers.trades, sent.length, breakers.errorsAt, breakers.tripped.size]).toEqual([0, 0, [], 0]);
		expect(formatMoney(account.dayStartEquity)).toBe('9500');
		expect(formatMoney(breakers.lossFrom.dayLossMoney)).toBe('9500');
	});
});

describe('what something else does', () => {
	it('to the account’s orders is followed: adopted, filled, and ended', () => {
		const one = createReconciledDesk();
		one.read();
		one.wait();
		const id = one.model.order({ limit: '100' });
		one.read();
		expect(orderOf(one, `x.${id}`)?.intent).toMatchObject({ purpose: 'entry', reserve: money('1000') });
		one.model.fill(id, '4');
		one.read();
		const exit = one.model.order({ side: 'sell', quantity: '4', limit: '120' });
		one.model.end(id, 'canceled');
		one.read();
		expect(orderOf(one, `x.${exit}`)?.intent.purpose).toBe('exit');
		same(one);
		expect(one.desk.open()).toEqual([`x.${exit} accepted 4`]);
	});

	it('fills of an order that nobody has come in with an order of their own', () => {
		const one = createReconciledDesk();
		one.read();
		one.wait();
		one.model.fill(one.model.order(), null, '99');
		one.read({ reading: { ...one.model.read(), orders: [] } });
		expect(one.told()).toEqual(['fill XYZ: nothing here, buy 10 at 99 at Alpaca, added']);
		same(one);
		expect(one.read()).toBe(0);
	});

	it('a fill under the id of another order is not taken for one of it', () => {
		const one = withOrder({ limit: '90' });
		one.read();
		one.model.fill(one.model.order({ side: 'sell', quantity: '3' }));
		const reading = one.model.read();
		const fills = reading.fills.map((fill) => ({ ...fill, orderId: one.brokerId }));
		one.read({ reading: { ...reading, fills, orders: reading.orders.slice(0, 1) } });
		expect(orderOf(one, 'r.a')?.filled).toBe(0n);
		same(one);
	});

	it('moves of cash are booked once, a deposit without being profit', () => {
		const one = createReconciledDesk();
		one.read();
		const { peaks } = one.desk.state.book.breakers;
		one.model.move('fee', '-1.5');
		one.model.move('dividend', '2.25');
		one.model.move('transfer', '-4000');
		one.read();
		same(one);
		expect(formatMoney(one.desk.state.book.account.fees)).toBe('1.5');
		expect(formatMoney(peaks.peakDrawdown)).toBe('6000');
		expect([one.read(), one.told()]).toEqual([0, []]);
	});

	it('a fee in coins takes them at their cost and moves no cash', () => {
		const one = createReconciledDesk();
		one.read();
		one.model.fill(one.model.order({ quantity: '3' }), null, '33');
		one.read();
		one.model.feeInKind('XYZ', '0.5');
		one.read();
		same(one);
		expect(formatMoney(one.desk.state.book.account.fees)).toBe('16.5');
	});

	it.each([
		['forward', '10', '20', '50'],
		['reverse', '-9', '1', '1000']
	])(
		'a %s split changes the quantity, leaves the cost, and stands the guards down',
		(_, change, after, average) => {
			const one = createReconciledDesk();
			one.model.fill(one.model.order());
			one.read();
			runTurn(one.desk.desk, {
				...{ type: 'ChangeProtection', at: one.desk.now(), request: 'g', symbol: 'XYZ' },
				change: { stopLoss: price('95') }
			});
			one.model.split('XYZ', quantity(change));
			one.read();
			same(one);
			const position = one.desk.state.book.positionBySymbol.get('XYZ');
			expect([formatMoney(position?.basis ?? money('0')), position?.lots]).toMatchObject([
				'1000',
				[{ quantity: quantity(after), price: price(average) }]
			]);
			expect(triggersOf(protectionOf(one.desk.state.book, 'XYZ'))).toEqual([]);
			expect(one.told()).toEqual([
				`position XYZ: 10 here, ${after} (split), and 1 stood down that guarded it at Alpaca, booked as an adjustment`
			]);
		}
	);
});

describe('what nobody can explain', () => {
	it('waits, then is left to a person, and is taken over only when that is asked', () => {
		const one = createReconciledDesk();
		one.model.fill(one.model.order());
		one.read();
		const off = () => {
			const { positions, ...reading } = one.model.read();
			return { ...reading, positions: positions.map((held) => ({ ...held, quantity: quantity('12') })) };
		};
		one.wait();
		const first = off();
		one.read({ reading: first });
		expect([one.told(), one.broker.standing, one.read({ reading: first })]).toEqual([
			['position XYZ: 10 here, 12 at Alpaca, looked at again with the next reading'],
			'equal',
			0
		]);
		one.wait();
		one.read({ reading: off() });
		expect([one.told(), one.desk.held()]).toEqual([
			['position XYZ: 10 here, 12 at Alpaca, left to you'],
			'10'
		]);
		one.wait();
		expect(one.read({ reading: off() })).toBe(0);
		one.read({ reading: off(), accepts: true });
		expect([one.desk.held(), one.broker.standing]).toEqual(['12', 'equal']);
	});

	it('cash is rounded within a cent for each fill, and waits beyond', () => {
		const one = createReconciledDesk();
		one.read();
		one.model.fill(one.model.order({ quantity: '3' }), null, '33.3333');
		one.read();
		same(one);
		expect([one.broker.fillsSince, one.read()]).toEqual([0, 0]);
		one.wait();
		one.model.cash = add(one.model.cash, money('0.01'));
		one.read();
		expect(one.told()).toEqual(['cash: 9900 here, 9900.01 at Alpaca, looked at again with the next reading']);
		one.wait();
		one.read();
		expect(one.told()).toEqual(['cash: 9900 here, 9900.01 at Alpaca, left to you']);
		one.read({ accepts: true });
		same(one);
	});
});

it('a reading of before the latest fill brings nothing but its fills', () => {
	const one = withOrder();
	const early = one.model.read();
	one.wait();
	one.model.fill(one.brokerId);
	one.read();
	const before = one.both();
	expect(one.read({ reading: early })).toBe(0);
	expect(one.both()).toEqual(before);
});

it('a day later activities of long before are forgotten, and still not taken twice', () => {
	const one = createReconciledDesk();
	one.read();
	one.wait();
	one.model.fill(one.model.order());
	one.read();
	one.wait(12 * 86_400_000);
	one.model.move('dividend', '2');
	one.read();
	const before = one.broker.activities.size;
	forgetOld(one.desk.state.book);
	expect(one.broker.activities.size).toBeLessThan(before);
	expect([one.read(), one.desk.held()]).toEqual([0, '10']);
});

import { describe, expect, it } from 'vitest';
import type { KillLevel } from '../../../src/lib/domain/killSwitch.ts';
import { decideSweep, sweepDueAt, sweepRest } from '../../../src/lib/engine/sweep.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import { sessionClose } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from '../../support/orderDesk.ts';
import { allowed } from '../../support/shortDesk.ts';

const halt = (desk: OrderDesk, level: KillLevel = 'flatten', at = desk.now()) =>
	runTurn(desk.desk, { type: 'Halt', at, level, by: 'switch', reason: '' });
/** Lets a sweep go on as a market does: at the instants at which it has something to do. */
function wait(desk: OrderDesk, milliseconds: number): void {
	const until = desk.now() + milliseconds;
	for (let at = desk.now(); at <= until; at = Math.max(at + 1, sweepDueAt(desk.state, at + 1))) {
		runTurn(desk.desk, { type: 'SweepDue', at });
	}
}
const sweepOf = ({ state: { book } }: OrderDesk) => book.sweep;
const ended = ({ events }: OrderDesk) =>
	events.flatMap((event) => (event.type === 'SweepEnded' ? [event.outcome] : []));
const restOf = (desk: OrderDesk, at = desk.now()) => {
	const sweep = sweepOf(desk);
	if (sweep === null) throw new Error('no sweep');
	const { orders, positions } = sweepRest(desk.state.book, sweep, at);
	return [...orders, ...positions].map(({ because }) => because);
};

/** 10 XYZ held with two resting exits, and an entry that rests. */
function busy(): OrderDesk {
	const desk = createOrderDesk();
	desk.mark('100');
	desk.order('a', { target: '120', stopLeg: '90' });
	desk.fill('a');
	desk.order('b', { limit: '80' });
	return desk;
}

describe('a flatten', () => {
	it('takes back and closes everything, and proves it once both are done', () => {
		const desk = busy();
		halt(desk);
		expect(desk.open()).toEqual(['k.1.1.XYZ accepted 10']);
		expect(ended(desk)).toEqual([]);
		desk.fill('k.1.1.XYZ', '4');
		expect([desk.held(), ended(desk)]).toEqual(['6', []]);
		desk.fill('k.1.1.XYZ');
		expect([desk.open(), desk.held(), ended(desk)]).toEqual([[], '0', ['clear']]);
		expect(desk.state.book.protectionBySymbol.size).toBe(0);
	});

	it('proves it at once where there is nothing', () => {
		const desk = createOrderDesk();
		halt(desk);
		expect(ended(desk)).toEqual(['clear']);
		expect(sweepOf(desk)?.round).toBe(0);
	});

	it('asks for refused cancels again, once a second, until they are done', () => {
		const desk = busy();
		desk.refuse(true);
		halt(desk);
		expect(restOf(desk)).toEqual(['cancel_refused', 'cancel_refused', 'cancel_refused', 'close_pending']);
		const rounds = sweepOf(desk)?.round ?? 0;
		wait(desk, 3500);
		expect(sweepOf(desk)?.round).toBe(rounds + 3);
		desk.refuse(false);
		wait(desk, 5000);
		desk.fill('k.1.1.XYZ');
		expect([desk.open(), ended(desk)]).toEqual([[], ['clear']]);
	});

	it('sends a cancel again that was not answered for five seconds', () => {
		const desk = busy();
		desk.hold();
		halt(desk);
		expect(restOf(desk)).toContain('cancel_pending');
		const at = desk.now();
		expect(sweepDueAt(desk.state, at)).toBe(at + 5000);
		expect(decideSweep(desk.state, at + 4999)).toEqual({ events: [], effects: [] });
		const { events, effects } = decideSweep(desk.state, at + 5000);
		expect(events.map(({ type }) => type)).toEqual(['SweepTried']);
		expect(effects.map(({ type }) => type)).toEqual(['CancelOrder', 'CancelOrder', 'CancelOrder']);
	});

	it('closes what an entry buys that crosses its cancel, also after it was proven', () => {
		const desk = busy();
		halt(desk);
		desk.fill('k.1.1.XYZ');
		expect(ended(desk)).toEqual(['clear']);
		desk.fill('b', '3');
		expect([desk.held(), desk.open()]).toEqual(['3', ['k.1.2.XYZ accepted 3']]);
		desk.fill('k.1.2.XYZ');
		expect([desk.held(), ended(desk)]).toEqual(['0', ['clear', 'clear']]);
	});

	it('waits for the open where orders do not wait, and says so', () => {
		const desk = busy();
		const { config } = desk.state.book;
		desk.state.book.config = { ...config, orders: { ...config.orders, queuesWhenClosed: false } };
		const at = sessionClose + 1000;
		halt(desk, 'flatten', at);
		expect(restOf(desk, at)).toEqual(['market_closed']);
		expect(sweepDueAt(desk.state, at + 60_000)).toBe(Infinity);
		const nextOpen = sessionClose + 17.5 * 3_600_000;
		expect(sweepDueAt(desk.state, nextOpen)).toBe(nextOpen);
		runTurn(desk.desk, { type: 'SweepDue', at: nextOpen });
		expect(desk.open()).toEqual(['k.1.2.XYZ accepted 10']);
	});

	it('gives up within its limit, says what is left and why, and begins anew when asked again', () => {
		const desk = busy();
		desk.refuse(true);
		halt(desk);
		wait(desk, 120_000);
		expect(sweepOf(desk)).toMatchObject({ round: 60, outcome: 'gave_up' });
		const last = desk.events.at(-1);
		expect(last).toMatchObject({ type: 'SweepEnded', outcome: 'gave_up' });
		expect(last?.type === 'SweepEnded' ? last.rest.orders[0] : null).toEqual({
			...{ orderId: 'r.b', because: 'cancel_refused' }
		});
		const { length } = desk.events;
		wait(desk, 60_000);
		expect(desk.events).toHaveLength(length);
		desk.refuse(false);
		halt(desk);
		desk.fill('k.1.1.XYZ');
		expect([sweepOf(desk)?.number, desk.open(), ended(desk)]).toEqual([2, [], ['gave_up', 'clear']]);
	});

	it('buys a short back, and takes back what would open one', () => {
		const desk = createOrderDesk(allowed);
		desk.mark('100');
		desk.order('a');
		desk.fill('a');
		desk.order('through', { side: 'sell', quantity: '15' });
		halt(desk, 'cancel_entries');
		expect([desk.open(), ended(desk)]).toEqual([[], ['clear']]);
		runTurn(desk.desk, { type: 'Resume', at: desk.now(), to: null, by: 'switch', reason: '' });
		desk.order('again', { side: 'sell', quantity: '15' });
		desk.fill('again');
		halt(desk);
		expect([desk.held(), desk.open()]).toEqual(['-5', ['k.2.1.XYZ accepted 5']]);
		desk.fill('k.2.1.XYZ');
		expect([desk.held(), ended(desk)]).toEqual(['0', ['clear', 'clear']]);
	});

	it('is over when trading goes on', () => {
		const desk = busy();
		desk.hold();
		halt(desk);
		runTurn(desk.desk, { type: 'Resume', at: desk.now(), to: null, by: 'switch', reason: '' });
		expect([sweepOf(desk), sweepDueAt(desk.state, desk.now())]).toEqual([null, Infinity]);
	});
});

it('a level that cancels entries asks again for one that was refused', () => {
	const desk = busy();
	desk.refuse(true);
	halt(desk, 'cancel_entries');
	expect(restOf(desk)).toEqual(['cancel_refused']);
	desk.refuse(false);
	wait(desk, 2000);
	expect([desk.held(), ended(desk)]).toEqual(['10', ['clear']]);
	expect(desk.open()).toHaveLength(2);
});

import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import type { Effect } from '../../../src/lib/engine/inputs.ts';
import { pendingEffects } from '../../../src/lib/engine/recovery.ts';
import { createHeldBack, longestHold } from '../../../src/lib/runtime/heldBack.ts';
import { createOrder, quantity } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from '../../support/orderDesk.ts';

/** 10 XYZ held, with what rests given; from then on the venue keeps its answers back. */
function held(...resting: readonly Parameters<OrderDesk['order']>[1][]): OrderDesk {
	const desk = createOrderDesk();
	desk.mark('100');
	desk.order('a');
	desk.fill('a');
	resting.forEach((given, index) => desk.order(`x${String(index)}`, { side: 'sell', ...given }));
	desk.hold();
	return desk;
}

const tell = (effects: readonly Effect[]) =>
	effects.map(
		(effect) => `${effect.type} ${effect.type === 'CancelOrder' ? effect.orderId : effect.intent.id}`
	);
const pending = ({ state }: OrderDesk) => pendingEffects(state.book, Infinity);
const canceled = (id: string, desk: OrderDesk) =>
	desk.report({
		...{ type: 'OrderCanceled', orderId: id as ClientOrderId, at: desk.now(), reason: 'follows_position' }
	});

describe('an exit that goes to a broker', () => {
	it('waits for the cancel of an exit that holds its quantity, which goes at once', () => {
		const desk = held({ limit: '120' });
		desk.close();
		const back = createHeldBack();
		expect(tell(back.take(pending(desk), desk.state.book, desk.now()))).toEqual(['CancelOrder r.x0']);
		expect(tell(back.take([], desk.state.book, desk.now() + 1000))).toEqual([]);
		canceled('r.x0', desk);
		expect(tell(back.take([], desk.state.book, desk.now() + 2000))).toEqual(['SubmitOrder r.close1']);
		expect(back.nextAt()).toBe(Infinity);
	});

	it('goes after five seconds whatever the others do', () => {
		const desk = held({ limit: '120' });
		desk.close();
		const back = createHeldBack();
		const at = desk.now();
		back.take(pending(desk), desk.state.book, at);
		expect(back.nextAt()).toBe(at + longestHold);
		back.passTo(at + longestHold - 1);
		expect(back.nextAt()).toBe(at + longestHold);
		back.passTo(at + longestHold);
		expect(back.nextAt()).toBe(Infinity);
		expect(tell(back.take([], desk.state.book, at))).toEqual(['SubmitOrder r.close1']);
	});

	it('waits for one that has to shrink first, and not for one that leaves enough', () => {
		const desk = held({ limit: '120' });
		desk.close('4');
		const back = createHeldBack();
		expect(tell(back.take(pending(desk), desk.state.book, desk.now()))).toEqual(['ReplaceOrder r.x0']);
		const beside = held({ limit: '120', quantity: '6' });
		beside.close('4');
		expect(tell(back.take(pending(beside), beside.state.book, beside.now()))).toEqual([
			'SubmitOrder r.close1'
		]);
	});

	it('waits for all that hold it, in the order in which they were asked', () => {
		const desk = held({ limit: '120', quantity: '6' }, { stop: '90', quantity: '4' });
		desk.close();
		const back = createHeldBack();
		expect(tell(back.take(pending(desk), desk.state.book, desk.now()))).toEqual([
			'CancelOrder r.x0',
			'CancelOrder r.x1'
		]);
		canceled('r.x0', desk);
		expect(back.take([], desk.state.book, desk.now())).toEqual([]);
		canceled('r.x1', desk);
		expect(tell(back.take([], desk.state.book, desk.now()))).toEqual(['SubmitOrder r.close1']);
	});

	it('waits for the cancel of an entry of the symbol, which would be its other side', () => {
		const desk = createOrderDesk({ allowAdding: true });
		desk.state.book.broker = { ...createBrokerState(), routing: 'paper', standing: 'equal' };
		desk.mark('100');
		desk.order('a');
		desk.fill('a');
		desk.order('b', { limit: '90' });
		desk.hold();
		desk.close();
		const back = createHeldBack();
		expect(tell(back.take(pending(desk), desk.state.book, desk.now()))).toEqual(['CancelOrder r.b']);
	});

	it('waits for one that has not arrived yet, since that is taken back once it has', () => {
		const desk = held();
		desk.order('x', { side: 'sell', stop: '90' });
		desk.close();
		const back = createHeldBack();
		expect(tell(back.take(pending(desk), desk.state.book, desk.now()))).toEqual(['SubmitOrder r.x']);
	});

	it('is not sent twice when it is asked for again, and what is asked of it stays behind it', () => {
		const desk = held({ limit: '120' });
		desk.close();
		const back = createHeldBack();
		back.take(pending(desk), desk.state.book, desk.now());
		desk.cancel('r.close1');
		const again = pending(desk).filter(({ type }) => type === 'CancelOrder');
		expect(tell(back.take([...again, ...pending(desk)], desk.state.book, desk.now()))).not.toContain(
			'CancelOrder r.close1'
		);
		canceled('r.x0', desk);
		const free = tell(back.take([], desk.state.book, desk.now()));
		expect(free[0]).toBe('SubmitOrder r.close1');
		expect(free.filter((told) => told === 'SubmitOrder r.close1')).toHaveLength(1);
	});

	it('after a restart waits again for what is not over', () => {
		const desk = held({ limit: '120' });
		desk.close();
		const back = createHeldBack();
		expect(tell(back.take(pending(desk).toReversed(), desk.state.book, desk.now()))).toEqual([
			'CancelOrder r.x0'
		]);
	});
});

it('an entry, and an exit of another symbol, never wait', () => {
	const desk = held({ limit: '120' });
	desk.close();
	const submit = (given: Parameters<typeof createOrder>[0]): Effect => ({
		...{ type: 'SubmitOrder', intent: createOrder(given), at: desk.now(), arrivesAt: null, firedOn: null }
	});
	const others = [
		submit({ id: 'entry', purpose: 'entry' }),
		submit({ id: 'other', symbol: 'ABC', side: 'sell', purpose: 'exit', quantity: quantity('5') })
	];
	expect(tell(createHeldBack().take(others, desk.state.book, desk.now()))).toEqual([
		'SubmitOrder entry',
		'SubmitOrder other'
	]);
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import {
	draftToOrder,
	shapeOf,
	typedFaults,
	type OrderDraft
} from '../../../src/lib/app/format/orderDraft.ts';
import { OrderTicket } from '../../../src/lib/app/orderTicket.svelte.ts';
import { Tickets } from '../../../src/lib/app/tickets.svelte.ts';
import type { OrderFields } from '../../../src/lib/contract/askFields.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';
import { orderButtonText } from '../../../src/lib/components/ticket/orderView.ts';
import type { JournalLine, TicketPreview } from '../../../src/lib/contract/deskView.ts';

const filled: OrderDraft = {
	...{ symbol: ' abcd ', side: 'buy', sizeBy: 'quantity', size: '10', type: 'market' },
	...{ limitPrice: '12.5', stopPrice: '13', trailBy: 'percent', trail: '2', activationPrice: '14' },
	...{ timeInForce: 'day', lastDay: '2026-03-02', extendedHours: true, reduceOnly: true },
	...{ exits: 'none', stopBy: 'stop', target: '15', stop: '11', stopLimit: '10.9', stopTrail: '5' }
};
const base = { symbol: 'ABCD', side: 'buy', type: 'market', timeInForce: 'day', quantity: '10' } as const;

describe('the fields of an order', () => {
	test.each<[string, Partial<OrderDraft>, Partial<OrderFields>]>([
		['a market order has no price', {}, {}],
		['money takes the place of a quantity', { sizeBy: 'notional', size: '500' }, { notional: '500' }],
		['a limit rests in extended hours', { type: 'limit' }, { limitPrice: '12.5', extendedHours: true }],
		['a limit at once has no extended hours', { type: 'limit', timeInForce: 'ioc' }, { limitPrice: '12.5' }],
		['a stop has its stop alone', { type: 'stop' }, { stopPrice: '13' }],
		['a stop limit has both', { type: 'stop_limit' }, { stopPrice: '13', limitPrice: '12.5' }],
		[
			'a trail in percent is a fraction',
			{ type: 'trailing_stop' },
			{ trailPct: '0.02', activationPrice: '14' }
		],
		[
			'a trail in money stays',
			{ type: 'trailing_stop', trailBy: 'amount', activationPrice: '' },
			{ trailAmount: '2' }
		],
		['a last day ends at 20:00 New York', { timeInForce: 'gtd' }, { expiresAt: '2026-03-03T01:00:00Z' }],
		['a bracket has both exits', { exits: 'both' }, { takeProfit: '15', stopLoss: '11' }],
		['one triggers a target', { exits: 'target' }, { takeProfit: '15' }],
		[
			'one triggers a stop limit',
			{ exits: 'stop', stopBy: 'stop_limit' },
			{ stopLoss: '11', stopLossLimit: '10.9' }
		],
		['one triggers a trail', { exits: 'stop', stopBy: 'trailing_stop' }, { stopLossTrailPct: '0.05' }],
		['a sell may reduce only', { side: 'sell' }, { reduceOnly: true }],
		['a sell alone has no leg of a buy', { side: 'sell', exits: 'target' }, { reduceOnly: true }],
		[
			'the target of a pair is its limit',
			{ side: 'sell', exits: 'both', type: 'stop', reduceOnly: false, extendedHours: false },
			{ limitPrice: '15', stopLoss: '11' }
		]
	])('%s', (_, change, fields) => {
		const draft = { ...filled, ...change };
		const { quantity, ...rest } = base;
		const size = 'notional' in fields ? {} : { quantity };
		const type = draft.side === 'sell' && draft.exits === 'both' ? 'limit' : draft.type;
		const { side, timeInForce } = draft;
		expect(draftToOrder(draft, false)).toEqual({ ...rest, ...size, side, type, timeInForce, ...fields });
	});

	test.each<[Partial<OrderDraft>, boolean, readonly string[]]>([
		[{}, false, ['day', 'gtc', 'gtd', 'ioc', 'fok', 'opg', 'cls']],
		[{}, true, ['day', 'gtc', 'gtd', 'ioc', 'fok']],
		[{ type: 'stop_limit' }, false, ['day', 'gtc', 'gtd']],
		[{ side: 'sell', exits: 'both' }, false, ['day', 'gtc', 'gtd']]
	])('of %o for a coin %s may work %o', (change, isCoin, times) => {
		expect(shapeOf({ ...filled, ...change }, isCoin).times).toEqual(times);
	});

	test('have a time that fits when the chosen one does not', () => {
		expect(draftToOrder({ ...filled, type: 'stop', timeInForce: 'opg' }, false).timeInForce).toBe('day');
		expect(draftToOrder({ ...filled, timeInForce: 'cls' }, true).timeInForce).toBe('day');
	});

	test('are at fault where something was typed; what is empty is not yet', () => {
		const faults = { quantity: 'Missing.', limitPrice: 'Bad.', timeInForce: 'No.' };
		expect(typedFaults(faults, { ...filled, size: '' }, false)).toEqual({
			limitPrice: 'Bad.',
			timeInForce: 'No.'
		});
	});
});

describe('the button of an order', () => {
	const says = (change: Partial<OrderDraft>, quantity: string | null = null) => {
		const draft = { ...filled, ...change };
		const preview = quantity === null ? null : ({ quantity } as TicketPreview);
		return orderButtonText(draft, shapeOf(draft, false), preview);
	};
	test.each<[Partial<OrderDraft>, string]>([
		[{ symbol: '' }, 'Pick a symbol'],
		[{ type: 'limit' }, 'Buy 10 ABCD at 12.50 or better'],
		[{ type: 'limit', limitPrice: '' }, 'Buy 10 ABCD at a limit'],
		[{ side: 'sell', type: 'stop' }, 'Sell 10 ABCD at the market once it is at 13.00'],
		[{ type: 'stop_limit' }, 'Buy 10 ABCD at 12.50 or better once it is at 13.00'],
		[{ side: 'sell', type: 'trailing_stop' }, 'Sell 10 ABCD at the market once it is 2 % below its high'],
		[{ exits: 'both' }, 'Buy 10 ABCD at the market, with target and stop'],
		[{ exits: 'both', stop: ' ' }, 'Buy 10 ABCD at the market, with a target'],
		[{ exits: 'both', target: '' }, 'Buy 10 ABCD at the market, with a stop'],
		[{ exits: 'both', stopBy: 'trailing_stop', stopTrail: '' }, 'Buy 10 ABCD at the market, with a target'],
		[{ side: 'sell', exits: 'both', stop: '' }, 'Sell 10 ABCD at 15.00 or better'],
		[{ side: 'sell', exits: 'both' }, 'Sell 10 ABCD at 15.00 or better, or by a stop']
	])('of %o says %s', (change, text) => {
		expect(says(change)).toBe(text);
	});
	test('names the quantity that an amount of money comes to', () => {
		expect(says({ sizeBy: 'notional', size: '500' })).toBe('Buy ABCD at the market');
		expect(says({ sizeBy: 'notional', size: '500' }, '41')).toBe('Buy 41 ABCD at the market');
	});
});

const taken = ok({
	text: 'Order: buy 10 ABCD.',
	order: { id: 'r.1', status: 'accepted', madeAt: 7 },
	exits: []
});

function createDesk(fields: Readonly<Record<string, string>> = {}, sent: unknown = taken) {
	const ask = vi.fn(() => Promise.resolve(ok({ fields, summary: '' })));
	const act = vi.fn(() => Promise.resolve(sent));
	const view = { coins: ['BTC/USD'], clock: { at: 9 }, positions: [], book: { allowsShort: false } };
	return { ask, act, view } as unknown as Pick<DeskClient, 'ask' | 'act' | 'view'> & {
		readonly ask: typeof ask;
		readonly act: typeof act;
	};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the sending of an order', () => {
	test('of one that is taken empties its prices and tells what came of it', async () => {
		const desk = createDesk();
		const ticket = new OrderTicket(desk);
		ticket.edit({ symbol: 'ABCD', size: '10', type: 'limit', limitPrice: '12.5' });
		await ticket.send();
		const order = { symbol: 'ABCD', side: 'buy', type: 'limit', timeInForce: 'day' };
		expect(desk.act).toHaveBeenCalledWith(
			'submitOrder',
			{ order: { ...order, quantity: '10', limitPrice: '12.5' } },
			expect.any(Function)
		);
		expect(ticket.draft).toMatchObject({ symbol: 'ABCD', type: 'limit', size: '', limitPrice: '' });
		const answer = { text: 'Order: buy 10 ABCD.', isTaken: true, at: 7, orderId: 'r.1', waits: true };
		expect(ticket.answer).toEqual(answer);
	});

	test('tells what became of the order since, in the words of the feed, until the next one is typed', async () => {
		const ticket = new OrderTicket(createDesk());
		ticket.edit({ symbol: 'ABCD', size: '10' });
		await ticket.send();
		const lines = [
			{ orderId: 'r.2', type: 'OrderFilled', text: 'Bought 1 EFGH at 5.', at: 9 },
			{ orderId: 'r.1', type: 'OrderFilled', text: 'Bought 10 ABCD at 12.4.', at: 8 },
			{ orderId: 'r.1', type: 'OrderInitialized', text: 'Order: buy 10 ABCD.', at: 7 }
		] as unknown as readonly JournalLine[];
		ticket.follow(lines.slice(2));
		expect(ticket.outcome).toBeNull();
		ticket.follow(lines);
		expect(ticket.outcome).toEqual({ text: 'Bought 10 ABCD at 12.4.', at: 8 });
		// A feed in which it stands no more takes nothing back.
		ticket.follow([]);
		expect(ticket.outcome).not.toBeNull();
		ticket.edit({ size: '3' });
		expect(ticket.outcome).toBeNull();
	});

	test('tells a fill once, when the order came back filled', async () => {
		const filled = ok({ text: 'Bought 10 ABCD at 12.4.', order: { id: 'r.1', status: 'filled', madeAt: 7 } });
		const ticket = new OrderTicket(createDesk({}, filled));
		ticket.edit({ symbol: 'ABCD', size: '10' });
		await ticket.send();
		const line = { orderId: 'r.1', type: 'OrderFilled', text: 'Bought 10 ABCD at 12.4.', at: 7 };
		ticket.follow([line] as unknown as readonly JournalLine[]);
		expect(ticket.outcome).toBeNull();
	});

	test.each<[OrderDraft['exits'], Partial<OrderDraft>, Readonly<Record<string, string>>]>([
		[
			'both',
			{},
			{
				takeProfit: 'Give the target, or choose exits without one.',
				stopLoss: 'Give the stop, or choose exits without one.'
			}
		],
		['target', { stop: '9' }, { takeProfit: 'Give the target, or choose exits without one.' }],
		['stop', { target: '15' }, { stopLoss: 'Give the stop, or choose exits without one.' }],
		[
			'stop',
			{ stop: '9', stopBy: 'stop_limit' },
			{ stopLossLimit: 'Give the limit of the stop, or choose exits without one.' }
		],
		[
			'both',
			{ target: '15', stop: '9', stopBy: 'trailing_stop' },
			{ stopLossTrailPct: 'Give the trail, or choose exits without one.' }
		]
	])('with the exits “%s” of %o does not happen while a price is missing', async (exits, typed, faults) => {
		const desk = createDesk();
		const ticket = new OrderTicket(desk);
		ticket.edit({ symbol: 'abcd', size: '2', exits, ...typed });
		expect(ticket.faults).toEqual({});
		await ticket.send();
		expect([ticket.faults, desk.act.mock.calls]).toEqual([faults, []]);
		ticket.edit({ target: '15', stop: '9', stopLimit: '8.9', stopTrail: '5' });
		await ticket.send();
		expect([ticket.faults, desk.act.mock.calls.length]).toEqual([{}, 1]);
	});

	test('of one with a fault does not happen, and what is missing is said until something is typed', async () => {
		const desk = createDesk({ quantity: 'How much is missing.' });
		const ticket = new OrderTicket(desk);
		ticket.edit({ symbol: 'ABCD' });
		await vi.advanceTimersByTimeAsync(120);
		expect(ticket.faults).toEqual({});
		await ticket.send();
		expect(desk.act).not.toHaveBeenCalled();
		expect(ticket.faults).toEqual({ quantity: 'How much is missing.' });
		expect(ticket.isSending).toBe(false);
		ticket.edit({ type: 'limit' });
		expect(ticket.faults).toEqual({});
	});

	test('goes by its own look, also when prices ask for a newer one meanwhile', async () => {
		const desk = createDesk();
		const looks: (() => void)[] = [];
		const ticket = new OrderTicket(desk);
		desk.ask.mockResolvedValueOnce(ok({ fields: { quantity: 'How much is missing.' }, summary: '' }));
		ticket.edit({ symbol: 'ABCD' });
		await vi.advanceTimersByTimeAsync(120);
		desk.ask.mockImplementation(
			() => new Promise((resolve) => looks.push(() => resolve(ok({ fields: {}, summary: '' }))))
		);
		ticket.edit({ size: '10' });
		const sending = ticket.send();
		await vi.advanceTimersByTimeAsync(120);
		expect(looks).toHaveLength(2);
		looks[0]?.();
		await sending;
		expect(desk.act).toHaveBeenCalledOnce();
	});

	test.each([
		['denied', ok({ text: 'Denied.', order: { id: 'r.1', status: 'denied', madeAt: 7 } }), 'Denied.'],
		['refused', failed({ message: 'No.' }), undefined]
	])('of one that is %s keeps what was typed', async (_, sent, text) => {
		const ticket = new OrderTicket(createDesk({}, sent));
		ticket.edit({ symbol: 'ABCD', size: '10' });
		await ticket.send();
		expect(ticket.draft.size).toBe('10');
		expect(ticket.answer?.text).toBe(text);
	});
});

describe('the two tickets', () => {
	test('share the symbol, keep the choice on the device, and leave prices of another symbol behind', () => {
		const kept = new Map<string, string>();
		vi.stubGlobal('localStorage', {
			getItem: (key: string) => kept.get(key) ?? null,
			setItem: (key: string, text: string) => void kept.set(key, text)
		});
		const tickets = new Tickets(createDesk());
		expect(tickets.kind).toBe('decision');
		tickets.order.edit({ symbol: 'WXYZ', limitPrice: '3' });
		tickets.pick('ABCD');
		tickets.choose('order');
		expect([tickets.symbol, tickets.order.draft.limitPrice]).toEqual(['ABCD', '']);
		const again = new Tickets(createDesk());
		again.restore();
		expect(again.kind).toBe('order');
		kept.set('blotter.ticket', 'neither');
		again.restore();
		expect(again.kind).toBe('decision');
		vi.unstubAllGlobals();
	});
});

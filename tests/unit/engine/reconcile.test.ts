import { describe, expect, it } from 'vitest';
import type { BrokerMove } from '../../../src/lib/domain/accountReading.ts';
import { zeroMoney, zeroQuantity } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { unfollowedSymbols } from '../../../src/lib/engine/reconcile.ts';
import {
	createAccountBook,
	createBrokerFill,
	createBrokerOrder,
	createBrokerPosition
} from '../../support/accountBook.ts';
import { createDecision, money, price, quantity } from '../../support/deskBuilders.ts';

const opened = () => {
	const book = createAccountBook();
	book.read({});
	return book;
};

const createMove = (given: Partial<BrokerMove>): BrokerMove => ({
	...{ id: 'm1', kind: 'fee', symbol: null, quantity: zeroQuantity, price: null },
	...{ amount: zeroMoney, words: '', at: 0 },
	...given
});

describe('an account that is taken over', () => {
	it('has its positions at its own averages, its cash to the last digit, and nothing of what it did before', () => {
		const book = createAccountBook();
		const reading = {
			cash: money('9000.25'),
			positions: [createBrokerPosition(), createBrokerPosition({ symbol: 'ABC', quantity: quantity('-3') })],
			fills: [createBrokerFill()]
		};
		expect(book.read(reading)).toContain('ActivitiesPassed');
		expect(book.held()).toEqual({ XYZ: '10 for 1000', ABC: '-3 for -300' });
		expect(book.cash()).toBe('9000.25');
		expect(book.state.book.broker?.standing).toBe('equal');
		expect(book.read(reading)).toEqual([]);
	});

	it('follows an open order that had filled in part with what is left of it', () => {
		const book = createAccountBook();
		const order = createBrokerOrder({ quantity: quantity('25'), filled: quantity('10') });
		const reading = { cash: money('9000'), orders: [order], positions: [createBrokerPosition()] };
		book.read(reading);
		expect([...book.state.book.orders.values()].map(({ intent }) => intent.quantity)).toEqual([
			quantity('15')
		]);
		const filled = { ...order, filled: quantity('25'), status: 'filled', word: 'filled' } as const;
		book.read({
			cash: money('7500'),
			orders: [filled],
			fills: [createBrokerFill({ id: 'f2', quantity: quantity('15') })],
			positions: [createBrokerPosition({ quantity: quantity('25') })]
		});
		expect([book.held()['XYZ'], book.cash(), book.state.book.orders.size]).toEqual([
			'25 for 2500',
			'7500',
			0
		]);
	});
});

describe('what other programs do at the account', () => {
	it('is taken over with its fills, each once, and marked external', () => {
		const book = opened();
		const reading = {
			cash: money('9000'),
			orders: [createBrokerOrder({ status: 'filled', word: 'filled', filled: quantity('10') })],
			fills: [createBrokerFill()],
			positions: [createBrokerPosition()]
		};
		const said = book.read(reading);
		expect(said.filter((type) => type === 'OrderFilled')).toHaveLength(1);
		expect(book.events.find(({ type }) => type === 'OrderAdopted')).toMatchObject({
			intent: { cause: 'external', purpose: 'entry' },
			brokerId: 'b1'
		});
		expect([book.held()['XYZ'], book.cash()]).toEqual(['10 for 1000', '9000']);
		expect(book.read(reading)).toEqual([]);
	});

	it('ends here when it is canceled there', () => {
		const book = opened();
		const order = createBrokerOrder({ type: 'limit', limitPrice: price('90') });
		book.read({ orders: [order] });
		expect(book.state.book.orders.size).toBe(1);
		expect(book.read({ orders: [{ ...order, status: 'canceled', word: 'canceled' }] })).toEqual([
			'OrderCanceled'
		]);
	});

	it('is shown as it is called where its word is not known', () => {
		const book = opened();
		book.read({ orders: [createBrokerOrder()] });
		book.read({ orders: [createBrokerOrder({ status: 'unknown', word: 'dreaming' })] });
		expect(book.state.book.broker?.differences).toMatchObject([{ theirs: 'dreaming', did: 'waits' }]);
	});
});

describe('what moves cash and is no fill', () => {
	it.each([
		['a dividend', createMove({ kind: 'dividend', amount: money('12.5'), symbol: 'XYZ' }), '10012.5', '0'],
		['a fee', createMove({ amount: money('-0.02') }), '9999.98', '0.02'],
		['a deposit', createMove({ kind: 'transfer', amount: money('500') }), '10500', '0']
	])('books %s once', (_, move, cash, fees) => {
		const book = opened();
		const reading = { cash: money(cash), moves: [move] };
		expect(book.read(reading)).toContain('CashAdjusted');
		expect([book.cash(), book.state.book.account.fees]).toEqual([cash, money(fees)]);
		expect(book.read(reading)).toEqual([]);
	});

	it('takes a fee in kind out at what it had cost, without moving cash', () => {
		const book = createAccountBook();
		const bought = createBrokerPosition({ symbol: 'BTC', quantity: quantity('2') });
		book.read({ cash: money('9800'), positions: [bought] });
		const moves = [createMove({ symbol: 'BTC', quantity: quantity('-0.005') })];
		book.read({ cash: money('9800'), moves, positions: [{ ...bought, quantity: quantity('1.995') }] });
		expect([book.held()['BTC'], book.cash()]).toEqual(['1.995 for 199.5', '9800']);
		expect(book.state.book.account.fees).toBe(money('0.5'));
		expect(book.state.book.broker?.standing).toBe('equal');
	});

	it.each([
		['forward', '10', '20'],
		['reverse', '-8', '2']
	])('keeps the cost of what a %s split turns into another quantity', (_, change, after) => {
		const book = createAccountBook();
		book.read({ cash: money('9000'), positions: [createBrokerPosition()] });
		book.read({
			cash: money('9000'),
			moves: [createMove({ kind: 'split', symbol: 'XYZ', quantity: quantity(change) })],
			positions: [createBrokerPosition({ quantity: quantity(after) })]
		});
		expect([book.held()['XYZ'], book.cash()]).toEqual([`${after} for 1000`, '9000']);
	});

	it('books the cents that a fill leaves between two accounts', () => {
		const book = opened();
		book.read({
			cash: money('8999.99'),
			orders: [createBrokerOrder({ status: 'filled', filled: quantity('10') })],
			fills: [createBrokerFill({ price: price('100.0005') })],
			positions: [createBrokerPosition()]
		});
		expect(book.cash()).toBe('8999.99');
		expect(book.events.at(-1)).not.toMatchObject({ standing: 'different' });
	});
});

describe('what cannot be explained', () => {
	it.each([
		['a position', { positions: [createBrokerPosition()] }, 'position'],
		['cash', { cash: money('9000') }, 'cash']
	])('waits once, then holds the book: %s', (_, reading, about) => {
		const book = opened();
		book.read(reading);
		expect(book.state.book.broker).toMatchObject({
			standing: 'equal',
			differences: [{ about, did: 'waits' }]
		});
		book.read(reading);
		expect(book.state.book.broker).toMatchObject({
			standing: 'different',
			differences: [{ about, did: 'none' }]
		});
		expect(book.read(reading)).toEqual([]);
	});

	it('is taken over once a person accepts it', () => {
		const book = opened();
		const reading = { cash: money('8000'), positions: [createBrokerPosition()] };
		book.read(reading);
		book.read(reading, true);
		expect([book.held()['XYZ'], book.cash()]).toEqual(['10 for 1000', '8000']);
		expect(book.state.book.broker?.standing).toBe('equal');
		expect(book.read(reading)).toEqual([]);
	});

	it('goes on record with the reason why a person accepts it', () => {
		const book = opened();
		const reading = { cash: money('8000'), positions: [createBrokerPosition()] };
		book.read(reading);
		book.read(reading, true, 'moved in by transfer');
		expect(book.state.book.broker?.differences).toMatchObject([
			{ about: 'position', theirs: '10 (moved in by transfer)', did: 'adopted' },
			{ about: 'cash', theirs: '8000 (moved in by transfer)', did: 'adjusted' }
		]);
		expect(book.events.find(({ type }) => type === 'CashAdjusted')).toMatchObject({
			words: 'moved in by transfer'
		});
	});

	it('is gone when the account says so itself', () => {
		const book = opened();
		book.read({ positions: [createBrokerPosition()] });
		book.read({});
		expect(book.state.book.broker).toMatchObject({ standing: 'equal', differences: [] });
	});

	it('names the symbols that have to be followed first', () => {
		const { state } = opened();
		const positions = [createBrokerPosition({ symbol: 'NEW' }), createBrokerPosition()];
		const reading = { at: 0, since: 0, cash: money('0'), orders: [], fills: [], moves: [], positions };
		expect(unfollowedSymbols(state.book, reading)).toEqual(['NEW']);
	});
});

describe('an order of the book', () => {
	const orderId = 'd.one' as ClientOrderId;
	const sent = () => {
		const book = opened();
		const at = book.now();
		book.take({ type: 'QuoteReceived', symbol: 'XYZ', quote: { at, bid: 100e9, ask: 100e9, last: 100e9 } });
		book.take({ type: 'SetRouting', at, request: 'r', routing: 'paper', reason: '' });
		const { market } = book.state;
		market.last[market.indexBySymbol.get('XYZ') ?? -1] = 100e9;
		market.lastAt[market.indexBySymbol.get('XYZ') ?? -1] = at;
		book.take({ type: 'TakeDecision', at: book.now(), decision: createDecision({ at: book.now() }) });
		return book;
	};
	const ours = (given: Parameters<typeof createBrokerOrder>[0] = {}) =>
		createBrokerOrder({ ourId: orderId, ...given });

	it('is accepted, filled by the account’s activity, and over', () => {
		const book = sent();
		const size = book.state.book.orders.get(orderId)?.intent.quantity ?? zeroQuantity;
		expect(book.read({ orders: [ours({ quantity: size })] })).toEqual(['BrokerIdGiven', 'OrderAccepted']);
		const filled = ours({ quantity: size, filled: size, status: 'filled', word: 'filled' });
		expect(book.read({ orders: [filled] }).slice(0, 1)).toEqual(['Reconciled']);
		const said = book.read({
			cash: money('9000'),
			orders: [filled],
			fills: [createBrokerFill({ quantity: size })],
			positions: [createBrokerPosition({ quantity: size })]
		});
		expect(said).toContain('OrderFilled');
		expect(book.state.book.orders.has(orderId)).toBe(false);
	});

	it('has not arrived when nobody answered and the account does not have it, and only then', () => {
		const book = sent();
		const answer = { calls: [], brokerId: null, unknown: 'submit' } as const;
		book.take({ type: 'BrokerAnswered', at: book.now(), orderId, answer });
		expect(book.read({})).toEqual([]);
		for (let n = 0; n < 120; n++) book.take({ type: 'SweepDue', at: book.now() });
		expect(book.read({})).toContain('OrderRejected');
		expect(book.state.book.broker?.unknown.size).toBe(0);
	});

	it('has not arrived either when it was taken back and is not there', () => {
		const book = sent();
		book.take({ type: 'CancelOrder', at: book.now(), request: 'c', orderId });
		const report = { type: 'RequestRefused', orderId, at: book.now(), reason: 'unknown_order' } as const;
		book.take({ type: 'VenueReported', report });
		expect(book.read({})).toEqual([]);
		for (let n = 0; n < 120; n++) book.take({ type: 'SweepDue', at: book.now() });
		expect(book.read({})).toContain('OrderRejected');
		expect(book.state.book.broker?.standing).toBe('equal');
	});

	it('is looked for and not sent again when a start finds it without an answer', () => {
		const book = sent();
		expect(book.take({ type: 'AccountUnread', at: book.now() })).toEqual(['OutcomeUnknown', 'Reconciled']);
		expect(book.take({ type: 'AccountUnread', at: book.now() })).toEqual([]);
		for (let n = 0; n < 120; n++) book.take({ type: 'SweepDue', at: book.now() });
		expect(book.read({})).toContain('OrderRejected');
	});
});

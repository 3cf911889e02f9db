import { describe, expect, it } from 'vitest';
import { wireToReading, type WireReading } from '../../../../src/lib/adapters/alpaca/accountMapper.ts';
import { currentSymbol } from '../../../../src/lib/adapters/alpaca/coinNames.ts';
import { createOrderNames } from '../../../../src/lib/adapters/alpaca/orderNames.ts';
import { wordToStatus } from '../../../../src/lib/adapters/alpaca/orderReading.ts';
import * as wire from '../../../../src/lib/adapters/alpaca/wire/trading.ts';
import type { ClientOrderId } from '../../../../src/lib/domain/ids.ts';
import { z } from '../../../../src/lib/schema/zod.ts';
import { money, price, quantity, ratio } from '../../../support/deskBuilders.ts';

const account = z.parse(wire.wireAccount, {
	...{ id: 'a', status: 'ACTIVE', cash: '123456789012.123456789', equity: '1', buying_power: '1' }
});
const order = (more: object) =>
	z.parse(wire.wireOrder, {
		...{ id: 'o-1', client_order_id: 'bk7.d.1', created_at: '2026-10-08T15:20:00.1Z', symbol: 'KO' },
		...{ qty: '10', filled_qty: '0', type: 'limit', side: 'buy', time_in_force: 'gtc', status: 'new' },
		...more
	});
const activity = (more: object) => z.parse(wire.wireActivity, { id: 'a-1', date: '2026-10-08', ...more });
const position = (more: object) =>
	z.parse(wire.wirePosition, { symbol: 'KO', qty: '5', side: 'long', avg_entry_price: '100.0', ...more });

const known = { names: createOrderNames('bk7', () => []), orderByBrokerId: new Map<string, ClientOrderId>() };
const mapped = (more: Partial<WireReading>) =>
	wireToReading({ account, positions: [], orders: [], activities: [], ...more }, { at: 2, since: 1 }, known);

function reading(more: Partial<WireReading>) {
	const read = mapped(more);
	if (!read.ok) throw new Error(read.error.message);
	return read.value;
}

describe('an account in the words of the desk', () => {
	it('has its cash exactly, however long it is', () => {
		expect(reading({})).toMatchObject({ at: 2, since: 1 });
		expect(reading({}).cash).toBe(123456789012_123456789_000000000n);
	});

	it.each([
		['new', 'open'],
		['partially_filled', 'open'],
		['accepted', 'open'],
		['done_for_day', 'open'],
		['held', 'held'],
		['pending_cancel', 'pending_cancel'],
		['pending_replace', 'pending_replace'],
		['replaced', 'replaced'],
		['expired', 'expired'],
		['a word of next year', 'unknown'],
		['constructor', 'unknown']
	])('has an order that is %s as %s, with the word', (word, status) => {
		expect(wordToStatus(word)).toBe(status);
		expect(reading({ orders: [[order({ status: word })]] }).orders[0]).toMatchObject({ status, word });
	});

	it('knows its own orders by their names, by their ids there, and by what they took the place of', () => {
		const orderByBrokerId = new Map([['o-2', 'x.2' as ClientOrderId]]);
		const orders = [
			order({}),
			order({ id: 'o-2', client_order_id: 'of another' }),
			order({ id: 'o-3', client_order_id: 'made there', replaces: 'o-1' }),
			order({ id: 'o-4', client_order_id: 'of another' })
		];
		const given = { account, positions: [], orders: [orders], activities: [] };
		const read = wireToReading(given, { at: 2, since: 1 }, { ...known, orderByBrokerId });
		expect(read.ok && read.value.orders.map(({ ourId }) => ourId)).toEqual(['d.1', 'x.2', 'd.1', null]);
	});

	it('has each leg once and on its own, with whose exit it is, in whichever lists it is', () => {
		const leg = (id: string, status: string) => order({ id, client_order_id: id, side: 'sell', status });
		const parent = order({ legs: [leg('l-1', 'held'), leg('l-2', 'held')] });
		const { orders } = reading({ orders: [[leg('l-1', 'new')], [parent], [leg('l-2', 'new'), order({})]] });
		expect(orders.map(({ id, legOf }) => [id, legOf]).sort()).toEqual([
			['l-1', 'o-1'],
			['l-2', 'o-1'],
			['o-1', null]
		]);
	});

	it('has trails, and where they stand now is no term of theirs', () => {
		const trailing = { type: 'trailing_stop', stop_price: '98.5' };
		const byPercent = order({ ...trailing, trail_percent: '1.5' });
		const byAmount = order({ ...trailing, id: 'o-2', trail_price: '2' });
		const { orders } = reading({ orders: [[byPercent, byAmount]] });
		expect(orders).toMatchObject([
			{ stopPrice: null, trail: { by: 'fraction', fraction: ratio('0.015'), activation: null } },
			{ stopPrice: null, trail: { by: 'amount', amount: price('2'), activation: null } }
		]);
	});

	it('has orders for options without a type, and none for the frame around their combination', () => {
		const legs = [order({ id: 'l-1', side: '', position_intent: 'sell_to_open', asset_class: 'us_option' })];
		const { orders } = reading({ orders: [[order({ symbol: '', side: '', legs })]] });
		expect(orders).toMatchObject([{ id: 'l-1', side: 'sell', type: null, legOf: 'o-1' }]);
	});

	it('has positions signed and with their price, and coins by the names of today', () => {
		const { positions } = reading({
			positions: [
				position({ qty: '5', side: 'short', current_price: '120.0' }),
				position({
					symbol: 'BTCUSD',
					asset_class: 'crypto',
					qty: '0.123456789',
					avg_entry_price: '1.00000000055'
				})
			]
		});
		expect(positions).toEqual([
			{ symbol: 'KO', quantity: quantity('-5'), averageEntry: price('100'), price: price('120') },
			{
				...{ symbol: 'BTC/USD', quantity: quantity('0.123456789') },
				...{ averageEntry: price('1.000000001'), price: null }
			}
		]);
		expect(
			['BTCUSD', 'ETHBTC', 'BTC/USD', 'AAPL', 'TUSD', 'SUSHIUSDT'].map((name) => currentSymbol(name, ''))
		).toEqual(['BTC/USD', 'ETH/BTC', 'BTC/USD', 'AAPL', 'TUSD', 'SUSHI/USDT']);
	});

	it.each([
		['FEE', 'fee'],
		['CFEE', 'fee'],
		['PTC', 'fee'],
		['DIV', 'dividend'],
		['DIVNRA', 'dividend'],
		['INT', 'interest'],
		['CSD', 'transfer'],
		['JNLC', 'transfer'],
		['ACATS', 'transfer'],
		['SPLIT', 'split'],
		['SPIN', 'other'],
		['OPASN', 'other'],
		['NEWWORD', 'other']
	])('has an activity %s as %s, with its words', (word, kind) => {
		const row = activity({ activity_type: word, net_amount: '-1.02', description: 'said' });
		expect(reading({ activities: [row] }).moves).toMatchObject([
			{ id: 'a-1', kind, amount: money('-1.02'), quantity: quantity('0'), words: `${word}: said` }
		]);
	});

	it('has what a fee took of a coin, but not the shares that a dividend was paid for, nor what was taken back', () => {
		const rows = [
			activity({ activity_type: 'CFEE', symbol: 'BTCUSD', qty: '-0.0001', price: '60000', net_amount: '0' }),
			activity({ id: 'a-2', activity_type: 'DIV', symbol: 'T', qty: '2', net_amount: '1.02' }),
			activity({ id: 'a-3', activity_type: 'CSD', status: 'canceled', net_amount: '100' })
		];
		expect(reading({ activities: rows }).moves).toMatchObject([
			{ symbol: 'BTC/USD', quantity: quantity('-0.0001'), price: price('60000'), amount: money('0') },
			{ symbol: 'T', quantity: quantity('0'), amount: money('1.02') },
			{ amount: money('0'), words: 'CSD (canceled)' }
		]);
	});

	it('has fills the oldest first, each once, by the symbol of their order', () => {
		const fill = { activity_type: 'FILL', order_id: 'o-1', side: 'sell_short', qty: '2', price: '60000.5' };
		const rows = [
			activity({ ...fill, id: 'f-2', symbol: 'BTCUSD', transaction_time: '2026-10-08T15:20:02.5Z' }),
			activity({
				...fill,
				id: 'f-1',
				symbol: 'BTCUSD',
				transaction_time: '2026-10-08T11:20:01.123456-04:00'
			}),
			activity({ ...fill, id: 'f-2', symbol: 'BTCUSD', transaction_time: '2026-10-08T15:20:02.5Z' })
		];
		const { fills } = reading({ activities: rows, orders: [[order({ symbol: 'BTC/USD' })]] });
		expect(fills.map(({ id, symbol, side, at }) => [id, symbol, side, at])).toEqual([
			['f-1', 'BTC/USD', 'sell', Date.parse('2026-10-08T15:20:01.123Z')],
			['f-2', 'BTC/USD', 'sell', Date.parse('2026-10-08T15:20:02.500Z')]
		]);
		expect(fills[0]).toMatchObject({ orderId: 'o-1', quantity: quantity('2'), price: price('60000.5') });
	});

	it.each<[string, Partial<WireReading>]>([
		['position KO: quantity', { positions: [position({ qty: '1.0000000001' })] }],
		['order o-1: filled', { orders: [[order({ filled_qty: 'some' })]] }],
		['order o-1: created', { orders: [[order({ created_at: null })]] }],
		['cash', { account: { ...account, cash: '' } }],
		['fill a-1: quantity', { activities: [activity({ activity_type: 'FILL', side: 'buy', price: '1' })] }],
		['fill a-1: side', { activities: [activity({ activity_type: 'FILL', qty: '1', price: '1' })] }]
	])('is a fault of the whole where it cannot be read: %s', (words, more) => {
		const read = mapped(more);
		expect(read).toMatchObject({ ok: false });
		expect(read.ok ? '' : read.error.message).toContain(`The account cannot be read: ${words} is`);
	});
});

import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { denialReasons } from '../../../src/lib/domain/risk.ts';
import { decide } from '../../../src/lib/engine/decide.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import type { EntryFacts } from '../../../src/lib/engine/riskFacts.ts';
import { reviewIntent } from '../../../src/lib/engine/riskReview.ts';
import {
	createBar,
	createConfig,
	createDecision,
	createDesk,
	createFacts,
	createLevels,
	createOrder,
	minuteAt,
	money,
	price,
	quantity,
	type Ask,
	type PlainSettings
} from '../../support/deskBuilders.ts';

/** The reasons against an entry of 10 at 100 that reserves 1000, but for what is given. */
function reasonsAgainst(facts: Partial<EntryFacts>, settings: PlainSettings = {}, ask: Ask = {}) {
	const intent = createOrder({ refPrice: price('100'), reserve: money('1000'), ...ask });
	const { verdict, approved } = reviewIntent(intent, createFacts(facts), createConfig(settings));
	expect(approved).toBe(verdict.approved ? intent : null);
	expect(verdict.approved).toBe(denialReasons(verdict).length === 0);
	return denialReasons(verdict);
}

const limits = { maxPositionFraction: '0.25', maxTotalExposure: '0.8', minTradeNotional: '1000' };
const counts = { maxOpenTrades: 3, maxTradesPerSymbol: 2 };
const settings = { ...limits, ...counts };
const short = { side: 'sell' } as const;
const others = { exposure: money('4000') };

describe('an entry', () => {
	it.each([
		['data as old as the limit', { dataAgeSeconds: 900 }, {}, []],
		['older data', { dataAgeSeconds: 900.001 }, {}, ['risk_data_unavailable']],
		['data of unknown age', { dataAgeSeconds: null }, {}, ['risk_data_unavailable']],
		['the least notional', {}, {}, []],
		['less notional', {}, { refPrice: price('99.9999') }, ['below_minimum_trade']],
		['no lot', {}, { quantity: quantity('0') }, ['below_minimum_trade']],
		['a position of the largest size', { heldValue: money('1500') }, {}, []],
		['a larger position', { heldValue: money('1500.00000000001') }, {}, ['position_limit']],
		['unknown value of the position', { heldValue: null }, {}, ['position_limit']],
		['the whole exposure', { ...others, pendingNotional: money('3000') }, {}, []],
		['more exposure', { ...others, pendingNotional: money('3000.01') }, {}, ['exposure_limit']],
		['unknown exposure', { exposure: null }, {}, ['exposure_limit']],
		['unknown equity', { equity: null }, {}, ['position_limit', 'exposure_limit', 'maintenance_margin']],
		['shorts of unknown value', { shortValue: null }, {}, ['maintenance_margin']],
		['shorts that equity just carries', { shortValue: money('33333.33') }, {}, []],
		['shorts that equity does not carry', { shortValue: money('33333.34') }, {}, ['maintenance_margin']],
		['a short that equity just carries', { shortValue: money('32333.33') }, short, []],
		['a short too many', { shortValue: money('32333.34') }, short, ['maintenance_margin']],
		['unknown free cash', { freeCash: null }, {}, ['insufficient_cash']],
		['the last open trade', { openTrades: 2 }, {}, []],
		['one open trade too many', { openTrades: 3 }, {}, ['open_trades_limit']],
		['the last trade of its symbol', { symbolTrades: 1 }, {}, []],
		['one trade of its symbol too many', { symbolTrades: 2 }, {}, ['symbol_trades_limit']],
		['all the free cash', { freeCash: money('1000') }, {}, []],
		['more than the free cash', { freeCash: money('999.999999999999') }, {}, ['insufficient_cash']]
	] as const)('with %s is reviewed', (_, facts, ask, expected) => {
		expect(reasonsAgainst(facts, settings, ask)).toEqual(expected);
	});

	it('meets no count where none is set', () => {
		expect(reasonsAgainst({ openTrades: 1_000, symbolTrades: 1_000 })).toEqual([]);
	});

	it('against which everything speaks hears every reason, in order', () => {
		const worst: Partial<EntryFacts> = {
			tradingState: 'halted',
			...{ dataAgeSeconds: 901, equity: money('1'), openTrades: 9, symbolTrades: 9, freeCash: money('0') }
		};
		expect(reasonsAgainst(worst, { ...settings, minTradeNotional: '1000.01' })).toEqual([
			...['halted', 'risk_data_unavailable', 'below_minimum_trade', 'position_limit', 'exposure_limit'],
			...['open_trades_limit', 'symbol_trades_limit', 'insufficient_cash']
		]);
	});
});

describe('an exit', () => {
	it.each([
		['all that can be closed', '10', '10', []],
		['a part of it', '4', '10', []],
		['more than can be closed', '10', '9.999999999', ['not_reducing']],
		['anything where nothing can be closed', '10', '0', ['not_reducing']],
		['nothing', '0', '10', ['not_reducing']]
	] as const)('of %s is reviewed', (_, asked, left, expected) => {
		const intent = createOrder({ side: 'sell', purpose: 'exit', quantity: quantity(asked) });
		const facts = {
			purpose: 'exit',
			tradingState: 'active',
			closable: quantity(left),
			follows: false,
			warnings: []
		} as const;
		expect(denialReasons(reviewIntent(intent, facts, createConfig()).verdict)).toEqual(expected);
	});
});

describe('the trading state', () => {
	const exitReasons = (
		tradingState: EntryFacts['tradingState'],
		cause: 'sell_market' | 'stop_loss',
		asked: string
	) => {
		const intent = createOrder({ side: 'sell', purpose: 'exit', cause, quantity: quantity(asked) });
		const facts = {
			purpose: 'exit',
			tradingState,
			closable: quantity('10'),
			follows: false,
			warnings: []
		} as const;
		return denialReasons(reviewIntent(intent, facts, createConfig()).verdict);
	};

	it.each([
		['active', [], [], []],
		['reducing', ['reducing'], [], []],
		['halted', ['halted'], ['halted'], []]
	] as const)('%s lets an entry, a SELL and a fired stop pass or not', (state, entry, sell, stop) => {
		expect(reasonsAgainst({ tradingState: state })).toEqual(entry);
		for (const asked of ['10', '4']) {
			expect(exitReasons(state, 'sell_market', asked)).toEqual(sell);
			expect(exitReasons(state, 'stop_loss', asked)).toEqual(stop);
		}
		expect(exitReasons(state, 'stop_loss', '11')).toEqual(['not_reducing']);
	});
});

const levels = createLevels({ stopLoss: '95', takeProfit: '110', trailing: '0.02' });
const typesOf = (events: readonly BookEvent[]) => events.map(({ type }) => type);

/** A desk that holds 10 XYZ from 100, guarded, then is set to a state. */
function guardedDesk(tradingState: EntryFacts['tradingState']) {
	const desk = createDesk();
	desk.hold('XYZ', '100 100 100 100', { levels });
	const changed = { type: 'TradingStateChanged', at: minuteAt(1), state: tradingState } as const;
	evolve(desk.state, { ...changed, level: 'pause', by: 'switch', reason: 'test' });
	return desk;
}

describe('through the desk', () => {
	it('a SELL that is denied leaves the protection armed, which still fires', () => {
		const desk = guardedDesk('halted');
		const armed = desk.state.book.protectionBySymbol.get('XYZ');
		const decision = createDecision({ id: 'sell', action: 'SELL', at: minuteAt(1) });
		const { events, effects } = decide(desk.state, { type: 'TakeDecision', at: minuteAt(1), decision });
		expect(typesOf(events)).toEqual(['DecisionTaken', 'OrderInitialized', 'OrderDenied']);
		expect(effects).toEqual([]);
		for (const event of events) evolve(desk.state, event);
		expect(desk.state.book.protectionBySymbol.get('XYZ')).toEqual(armed);
		expect([desk.state.book.exitsBySymbol.size, desk.state.book.orders.size]).toEqual([0, 0]);
		desk.complete('XYZ', createBar('99 99 94 95', 1));
		expect(desk.state.book.positionBySymbol.size).toBe(0);
	});

	it('what guards stands down while a SELL is out, and is gone when it is filled', () => {
		const desk = guardedDesk('reducing');
		desk.take(createDecision({ id: 'sell', action: 'SELL', at: minuteAt(1) }));
		desk.complete('XYZ', createBar('90 90 90 90', 0));
		expect(desk.state.book.positionBySymbol.size).toBe(1);
		desk.complete('XYZ', createBar('94 99 94 95', 1));
		expect(desk.state.book.positionBySymbol.size).toBe(0);
		expect(desk.state.book.protectionBySymbol.has('XYZ')).toBe(false);
	});

	it('the same decision twice makes one order, denied, open or filled', () => {
		for (const tradingState of ['active', 'halted'] as const) {
			const desk = guardedDesk(tradingState);
			const buy = createDecision({ id: 'abc', symbol: 'ABC', at: minuteAt(1) });
			desk.mark('ABC', '50', minuteAt(1));
			desk.take(buy);
			desk.take(buy);
			desk.complete('ABC', createBar('50 50 50 50', 1));
			desk.take(buy);
			const made = desk.events.filter(
				(event) => event.type === 'OrderInitialized' && event.intent.symbol === 'ABC'
			);
			const refused = desk.events.flatMap((event) =>
				event.type === 'DecisionRefused' ? [event.reason] : []
			);
			expect(made).toHaveLength(1);
			expect(refused).toEqual(['duplicate_decision', 'duplicate_decision']);
		}
	});
});

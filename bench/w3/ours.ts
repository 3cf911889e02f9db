// W3 on the engine of the desk, as a person's orders go through it: each is sized, reviewed by every check, recorded, sent to the
// simulator, filled by the quote that follows, and posted to the ledger. Bundled into .build. node .build/orders.mjs
import { createSimulator } from '../../src/lib/adapters/simulator/simulator.ts';
import type { BookConfig } from '../../src/lib/domain/bookConfig.ts';
import {
	moneyToNumber,
	negate,
	parseMoney,
	parseQuantity,
	parseRatio,
	subtract,
	zeroMoney,
	type Money,
	type Quantity
} from '../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { createInstrument } from '../../src/lib/domain/instrument.ts';
import { postMove, type Posting } from '../../src/lib/domain/ledger.ts';
import type { OrderRequest } from '../../src/lib/domain/orderRequest.ts';
import type { Result } from '../../src/lib/domain/result.ts';
import { canCross } from '../../src/lib/engine/errands.ts';
import { evolve } from '../../src/lib/engine/evolve.ts';
import { createState, type EngineState } from '../../src/lib/engine/state.ts';
import { runQuote, runTurn, type Desk } from '../../src/lib/engine/turn.ts';
import { defaultConfig } from '../../src/lib/schema/bookConfig.ts';
import { measure } from '../lib/measure.mjs';
import {
	cash,
	commission,
	count,
	createOrders,
	digestOf,
	firstPrice,
	limits,
	slippage,
	symbols
} from './workload.mjs';

/** A unit of the stream, 1e-4 dollars, in those of prices. */
const units = 1e5;
/** 9:30 in New York on a Monday; with an order each 20 ms the last one comes before the close. */
const opensAt = Date.UTC(2026, 2, 2, 14, 30);
const millisecondsAnOrder = 20;

/** The usual settings, but for what everybody does alike: shares of equity are so large that they deny nothing. */
const config: BookConfig = {
	...defaultConfig,
	startingCash: exact(parseMoney, cash / 1e4),
	fillModel: {
		...defaultConfig.fillModel,
		slippage: exact(parseRatio, slippage / 1e6),
		commission: { ...defaultConfig.fillModel.commission, rate: exact(parseRatio, commission / 1e6) }
	},
	sizing: {
		maxPositionFraction: exact(parseRatio, 1),
		maxTotalExposure: exact(parseRatio, 1),
		minTradeNotional: zeroMoney
	},
	risk: {
		...defaultConfig.risk,
		maxOpenTrades: null,
		maxTradesPerSymbol: null,
		maxPositionQuantity: exact(parseQuantity, limits.maxPosition)
	},
	allowShort: true
};

function exact<Kind>(parse: (text: string) => Result<Kind, unknown>, value: number): Kind {
	const parsed = parse(String(value));
	if (!parsed.ok) throw new Error(`${String(value)} is no exact decimal`);
	return parsed.value;
}

const names = Array.from({ length: symbols }, (_, one) => `S${String(one)}`);
const instruments = names.map((name) => createInstrument(name, 'us_equity'));
const quantities = Array.from({ length: limits.maxQuantity + 1 }, (_, size) => exact(parseQuantity, size));
const stream = createOrders();
const quotes = {
	bid: Float64Array.from(stream.bid, (price) => price * units),
	ask: Float64Array.from(stream.ask, (price) => price * units)
};

/** What a run leaves: what each order was filled for, and what its fills posted. */
interface Trace {
	readonly filled: Int32Array;
	readonly ledger: Posting[];
	realised: Money;
	denied: number;
	/** The order of the stream that is under way. */
	order: number;
}

function open(): { readonly desk: Desk; readonly trace: Trace } {
	const priced = instruments.map((instrument) => ({ instrument, interval: '1m' as const }));
	const state = createState(config, priced);
	const { startingCash, fillModel, margin } = config;
	const venue = createSimulator({
		...{ cash: startingCash, model: fillModel, margin, instruments },
		canCross: () => canCross(state)
	});
	const trace: Trace = {
		filled: new Int32Array(count),
		ledger: [],
		realised: zeroMoney,
		denied: 0,
		order: 0
	};
	const desk: Desk = {
		state,
		venue,
		record: (event, { book }) => record(trace, event, book.account.realisedGross)
	};
	evolve(state, {
		...{ type: 'BookOpened', at: opensAt, config, instruments: priced, day: null },
		source: { type: 'history', startsAt: opensAt }
	});
	for (let one = 0; one < symbols; one++) {
		const last = firstPrice * units;
		runQuote(desk, names[one] ?? '', one, { at: opensAt, bid: last, ask: last, last });
	}
	return { desk, trace };
}

function record(trace: Trace, event: BookEvent, realised: Money): void {
	if (event.type === 'OrderDenied') trace.denied++;
	if (event.type !== 'OrderFilled') return;
	const { at, quantity, price, fee, side } = event.fill;
	const signed = side === 'buy' ? quantity : negate(quantity);
	trace.filled[trace.order] = (trace.filled[trace.order] ?? 0) + toWhole(signed);
	const gained = subtract(realised, trace.realised);
	trace.realised = realised;
	trace.ledger.push(...postMove({ type: 'fill', at, quantity: signed, price, fee, realised: gained }));
}

const toWhole = (quantity: Quantity): number => Number(quantity) / 1e9;

function orderOf(i: number): OrderRequest {
	return {
		symbol: names[stream.symbol[i] ?? 0] ?? '',
		side: stream.direction[i] === 1 ? 'buy' : 'sell',
		size: { by: 'quantity', quantity: quantities[stream.quantity[i] ?? 0] ?? exact(parseQuantity, 0) },
		type: 'market',
		limitPrice: null,
		stopPrice: null,
		trail: null,
		timeInForce: 'day',
		expiresAt: null,
		extendedHours: false,
		reduceOnly: false,
		legs: null,
		otherStop: null,
		strategy: '',
		reason: '',
		tag: ''
	};
}

function run({ desk, trace }: ReturnType<typeof open>) {
	for (let i = 0; i < count; i++) {
		trace.order = i;
		const at = opensAt + (i + 1) * millisecondsAnOrder;
		const order = orderOf(i);
		runTurn(desk, { type: 'SubmitOrder', at, request: `r${String(i)}`, order });
		const [bid, ask] = [quotes.bid[i] ?? NaN, quotes.ask[i] ?? NaN];
		const quote = { at: at + millisecondsAnOrder / 2, bid, ask, last: (bid + ask) / 2 };
		runQuote(desk, order.symbol, stream.symbol[i] ?? 0, quote);
	}
	return { state: desk.state, trace };
}

/** What was posted to cash, which is what the account has more than at first. */
function postedCash(ledger: readonly Posting[]): Money {
	let posted = zeroMoney;
	for (const { account, debit, credit } of ledger)
		if (account === 'cash') posted = subtract(posted, subtract(credit, debit));
	return posted;
}

function describe({ state, trace }: { readonly state: EngineState; readonly trace: Trace }) {
	const { book } = state;
	if (postedCash(trace.ledger) !== subtract(book.account.cash, book.config.startingCash))
		throw new Error('the ledger is not the account');
	return {
		filled: trace.filled.filter((quantity) => quantity !== 0).length,
		denied: trace.denied,
		cash: moneyToNumber(book.account.cash) * 1e4,
		realised: moneyToNumber(book.account.realisedGross) * 1e4,
		positions: digestOf(
			names.map((name) => toWhole(book.positionBySymbol.get(name)?.quantity ?? toQuantity(0)))
		),
		orders: digestOf(trace.filled)
	};
}

const toQuantity = (size: number): Quantity => exact(parseQuantity, size);

measure(2, run, describe, open);

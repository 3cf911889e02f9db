import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import {
	add,
	isZero,
	multiply,
	priceToUnits,
	subtract,
	unitsToPrice,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../../domain/decimal.ts';
import type { Fill } from '../../domain/fill.ts';
import { feeOf, slippedPrice } from '../../domain/fillModel.ts';
import { orderToFillId, type ClientOrderId } from '../../domain/ids.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { FiredOn, InlineVenue, RejectionReason, RestingState, VenueReport } from '../../domain/venue.ts';
import { createHoldings, type Holdings } from './holdings.ts';
import { marketPrice, matchFired, quoteRange, type Match } from './matching.ts';
import { nextOnBar, nextOnQuote, type Market, type OrderTurn } from './orderActs.ts';
import { leftToFill, RestingOrders, type RestingOrder } from './restingOrders.ts';

/** What a simulator is opened with. */
export interface SimulatorSetup {
	readonly cash: Money;
	/** What is held and what rests already, when a book goes on; nothing when it is new. */
	readonly holdings?: ReadonlyMap<string, Quantity>;
	readonly resting?: readonly RestingState[];
	/** Looked up at each fill: a model that changes holds from then on. */
	readonly model: FillModel;
	readonly instruments: readonly Instrument[];
}

/** A price to trade at: `seenAt` when the desk sees it, `label` the timestamp of its bar or quote. */
interface Trade {
	readonly price: Price;
	readonly seenAt: Instant;
	readonly label: Instant;
	readonly guardsFrom: Instant;
}

/** Opens a simulated venue: it accepts what is well formed, rests it, and fills it on the bars and quotes that follow. */
export function createSimulator(setup: SimulatorSetup): InlineVenue {
	return new Simulator(setup);
}

class Simulator implements InlineVenue {
	readonly #setup: SimulatorSetup;
	readonly #instrumentBySymbol: ReadonlyMap<string, Instrument>;
	readonly #resting: RestingOrders;
	readonly #holdings: Holdings;
	readonly #taken = new Set<ClientOrderId>();
	/** The last price of each symbol that was looked at, for what trades at the close. */
	readonly #lastBySymbol = new Map<string, number>();

	constructor(setup: SimulatorSetup) {
		this.#setup = setup;
		this.#instrumentBySymbol = new Map(setup.instruments.map((one) => [one.symbol, one]));
		this.#resting = new RestingOrders((symbol) => this.#instrumentOf(symbol));
		this.#holdings = createHoldings(setup.cash, setup.holdings);
		for (const state of setup.resting ?? []) {
			this.#taken.add(state.intent.id);
			this.#resting.add(state);
		}
	}

	readonly submit: InlineVenue['submit'] = (intent, at, firedOn) => {
		const instrument = this.#instrumentBySymbol.get(intent.symbol);
		if (instrument === undefined) return [rejected(intent, at, 'unknown_symbol')];
		if (this.#taken.has(intent.id)) return [rejected(intent, at, 'duplicate_order')];
		this.#taken.add(intent.id);
		const accepted: VenueReport = { type: 'OrderAccepted', orderId: intent.id, at };
		const order = this.#resting.add({
			...{ intent, filled: zeroQuantity, fills: 0, isElected: false, mark: null }
		});
		if (firedOn === null) return [accepted];
		return [accepted, this.#settle(order, firedTrade(intent, firedOn, instrument, this.#setup.model))];
	};

	readonly cancel: InlineVenue['cancel'] = (orderId, at) => {
		const order = this.#resting.get(orderId);
		if (order === undefined) return [];
		this.#resting.remove(order);
		return [{ type: 'OrderCanceled', orderId, at, reason: 'by_hand' }];
	};

	readonly replace: InlineVenue['replace'] = (intent, at) => {
		const { id: orderId, quantity, limitPrice, stopPrice, trail } = intent;
		const order = this.#resting.get(orderId);
		if (order === undefined) return [{ type: 'RequestRefused', orderId, at, reason: 'order_ended' }];
		if (quantity <= order.filled) return [{ type: 'RequestRefused', orderId, at, reason: 'below_filled' }];
		const { intent: before } = order;
		order.intent = intent;
		const isRepriced =
			limitPrice !== before.limitPrice || stopPrice !== before.stopPrice || trail !== before.trail;
		if (isRepriced) this.#resting.reprice(order, at);
		const terms = { quantity, limitPrice, stopPrice, trail };
		return [{ type: 'OrderReplaced', orderId, at, terms }];
	};

	readonly matchBar: InlineVenue['matchBar'] = (symbol, bar, turn) => {
		const market = this.#marketOf(symbol);
		if (market === null) return [];
		market.shelf.admit(bar.startsAt, bar.open);
		const next = (): OrderTurn | null => nextOnBar(market, bar, turn === 'last');
		const reports = this.#actUntilHeard(market, next, tradeOnBar(bar), bar.completesAt);
		if (reports.length === 0 && turn === 'last') this.#pass(market, symbol, bar.low, bar.high, bar.close);
		return reports;
	};

	readonly matchQuote: InlineVenue['matchQuote'] = (symbol, quote) => {
		const market = this.#marketOf(symbol);
		if (market === null) return [];
		market.shelf.admit(quote.at, quote.last);
		const [low, high] = quoteRange(quote);
		const next = (): OrderTurn | null => nextOnQuote(market, quote, low, high);
		const reports = this.#actUntilHeard(market, next, tradeOnQuote(quote), quote.at);
		if (reports.length === 0) this.#pass(market, symbol, quote.last, quote.last, quote.last);
		return reports;
	};

	readonly endOrders: InlineVenue['endOrders'] = (at) =>
		this.#resting.endingBy(at).map((order) => this.#end(order, at));

	readonly mayTrade: InlineVenue['mayTrade'] = (symbol, low, high) =>
		this.#resting.shelfOf(symbol)?.mayTrade(low, high) ?? false;

	readonly nextEnd: InlineVenue['nextEnd'] = () => this.#resting.soonestEnd();

	readonly marks: InlineVenue['marks'] = () => {
		const marks: Record<string, number> = {};
		for (const order of this.#resting.all()) {
			const mark = this.#resting.shelfOf(order.intent.symbol)?.markOf(order) ?? null;
			if (mark !== null) marks[order.intent.id] = mark;
		}
		return marks;
	};

	#instrumentOf(symbol: string): Instrument {
		const instrument = this.#instrumentBySymbol.get(symbol);
		if (instrument === undefined) throw new Error(`no instrument ${symbol}`);
		return instrument;
	}

	#marketOf(symbol: string): Market | null {
		const shelf = this.#resting.shelfOf(symbol);
		if (shelf === undefined) return null;
		return { shelf, instrument: this.#instrumentOf(symbol), model: this.#setup.model };
	}

	/** A price has done all it does: trails follow it. */
	#pass({ shelf }: Market, symbol: string, low: number, high: number, last: number): void {
		shelf.moveMarks(low, high);
		this.#lastBySymbol.set(symbol, last);
	}

	/** Lets orders act on a price that is seen at `at`, one after another, until there is something to say. */
	#actUntilHeard(
		market: Market,
		next: () => OrderTurn | null,
		tradeOf: (price: Price, match: Match) => Trade,
		at: Instant
	): readonly VenueReport[] {
		for (let turn = next(); turn !== null; turn = next()) {
			const { order, act } = turn;
			if (act.type === 'giveUp') {
				this.#resting.remove(order);
				return [{ type: 'OrderCanceled', orderId: order.intent.id, at, reason: act.reason }];
			}
			if (act.type === 'trade') return this.#trade(market, order, act.match, tradeOf, at);
			// It is tested by the prices that come after the one which began it.
			order.savedMark = act.mark;
			order.notBefore = at;
			market.shelf.replace(order, act.mark);
		}
		return [];
	}

	#trade(
		{ shelf }: Market,
		order: RestingOrder,
		match: Match,
		tradeOf: (price: Price, match: Match) => Trade,
		at: Instant
	): readonly VenueReport[] {
		const { phase, price, electedAt } = match;
		if (electedAt === null) return price === null ? [] : [this.#settle(order, tradeOf(price, match))];
		order.isElected = true;
		const elected: VenueReport = { type: 'OrderElected', orderId: order.intent.id, at, price: electedAt };
		if (price !== null) return [elected, this.#settle(order, tradeOf(price, match))];
		// What of the bar came after its stop was reached is not known.
		if (phase === 'stop') order.notBefore = at;
		shelf.replace(order, priceToUnits(electedAt));
		return [elected];
	}

	/** Fills the order, or rejects it when cash or holdings do not cover it at this moment. */
	#settle(order: RestingOrder, { price, seenAt, label, guardsFrom }: Trade): VenueReport {
		const { intent } = order;
		const { symbol, side } = intent;
		const quantity = leftToFill(order);
		const fee = feeOf(this.#setup.model, quantity, price);
		const notional = multiply(quantity, price);
		const refusal =
			side === 'buy'
				? this.#holdings.buy(symbol, quantity, add(notional, fee))
				: this.#holdings.sell(symbol, quantity, subtract(notional, fee));
		if (refusal !== null) {
			this.#resting.remove(order);
			return rejected(intent, seenAt, refusal);
		}
		order.filled = add(order.filled, quantity);
		order.fills++;
		if (isZero(leftToFill(order))) this.#resting.remove(order);
		const fill: Fill = {
			id: orderToFillId(intent.id, order.fills),
			orderId: intent.id,
			decisionId: intent.decisionId,
			...{ cause: intent.cause, symbol, side, quantity, price, fee },
			at: seenAt,
			bar: label,
			guardsFrom
		};
		return { type: 'OrderFilled', fill };
	}

	/** An order for the close trades at the last price there was; any other is over. */
	#end(order: RestingOrder, at: Instant): VenueReport {
		const { intent } = order;
		const orderId = intent.id;
		if (intent.timeInForce === 'cls') {
			const price = this.#closingPrice(intent);
			if (price !== null) return this.#settle(order, { price, seenAt: at, label: at, guardsFrom: at });
			this.#resting.remove(order);
			return { type: 'OrderCanceled', orderId, at, reason: 'auction_missed' };
		}
		this.#resting.remove(order);
		const { at: endedAt, reason } = intent.ends ?? { at, reason: 'expires_at' };
		return { type: 'OrderExpired', orderId, at: endedAt, reason };
	}

	#closingPrice({ symbol, side, limitPrice }: ApprovedIntent): Price | null {
		const last = this.#lastBySymbol.get(symbol);
		if (last === undefined) return null;
		const price = unitsToPrice(last);
		if (limitPrice !== null) {
			const isAsGood = side === 'buy' ? price <= limitPrice : price >= limitPrice;
			return isAsGood ? price : null;
		}
		return slippedPrice(this.#setup.model, this.#instrumentOf(symbol), price, side);
	}
}

/** An entry at the open is guarded on its own bar, one inside the bar from the next bar on. */
function tradeOnBar(bar: Bar): (price: Price, match: Match) => Trade {
	return (price, { phase }) => barTrade(price, bar, phase === 'open' ? bar.startsAt : bar.completesAt);
}

function tradeOnQuote({ at }: Quote): (price: Price) => Trade {
	return (price) => ({ price, seenAt: at, label: at, guardsFrom: at });
}

function barTrade(price: Price, bar: Bar, guardsFrom: Instant): Trade {
	return { price, seenAt: bar.completesAt, label: bar.label, guardsFrom };
}

/** An exit that a trigger fired: on its bar at the price of the rule, on its quote as a market order. */
function firedTrade(
	intent: ApprovedIntent,
	firedOn: FiredOn,
	instrument: Instrument,
	model: FillModel
): Trade {
	switch (firedOn.type) {
		case 'bar':
			return barTrade(matchFired(intent, firedOn, instrument, model), firedOn.bar, firedOn.bar.completesAt);
		case 'quote':
			return tradeOnQuote(firedOn.quote)(marketPrice(intent.side, firedOn.quote, instrument, model));
	}
}

function rejected(intent: ApprovedIntent, at: Instant, reason: RejectionReason): VenueReport {
	return { type: 'OrderRejected', orderId: intent.id, at, reason };
}

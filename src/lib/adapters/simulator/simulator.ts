import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import {
	absolute,
	add,
	higher,
	isZero,
	lower,
	negate,
	priceToUnits,
	subtract,
	zeroQuantity,
	type Quantity
} from '../../domain/decimal.ts';
import { addCharges, chargeOf, noCharges, type Charged } from '../../domain/fees.ts';
import type { Instrument } from '../../domain/instrument.ts';
import { goesThroughZero } from '../../domain/opening.ts';
import type { CancelReason, Shortfall } from '../../domain/order.ts';
import { madeAtOf } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { FiredOn, InlineVenue, LastOf, RejectionReason, VenueReport } from '../../domain/venue.ts';
import { leftFor, meetingOf, type Trading } from './depthUse.ts';
import { createHoldings, type Holdings } from './holdings.ts';
import { showingOfBar, showingOfQuote, type Market, type Showing } from './market.ts';
import { priceOf, type Match } from './matching.ts';
import { endedOnTheWay, giveUpReason, nextOnBar, nextOnQuote, type OrderTurn } from './orderActs.ts';
import { joinQueue, serveQueue } from './queue.ts';
import { hasRested, leftToFill, openable, type RestingOrder } from './restingOrder.ts';
import { RestingOrders } from './restingOrders.ts';
import { createInstrumentSearch, type SimulatorSetup } from './simulatorSetup.ts';
import {
	fillOf,
	firedTrade,
	tradeAtClose,
	tradeOnBar,
	tradeOnQuote,
	type Trade,
	type Trader
} from './trade.ts';
import { VolumeUse } from './volumeUse.ts';

/** Opens a simulated venue: it accepts what is well formed, rests it, and fills it on the bars and quotes that follow. */
export function createSimulator(setup: SimulatorSetup): InlineVenue {
	return new Simulator(setup);
}

class Simulator implements InlineVenue {
	readonly #setup: SimulatorSetup;
	readonly #find: (symbol: string) => Instrument | undefined;
	readonly #resting: RestingOrders;
	readonly #holdings: Holdings;
	readonly #volumeUse = new VolumeUse();

	constructor(setup: SimulatorSetup) {
		this.#setup = setup;
		this.#find = createInstrumentSearch(setup);
		this.#resting = new RestingOrders((symbol) => this.#instrumentOf(symbol));
		this.#holdings = createHoldings(setup);
		for (const state of setup.resting ?? []) {
			const order = this.#resting.add(state);
			// What it has closed before is not held any more.
			const opened = lower(state.filled, absolute(this.#holdings.held(state.intent.symbol)));
			if (goesThroughZero(state.intent) && isZero(this.#closable(state.intent))) order.opened = opened;
		}
	}

	readonly submit: InlineVenue['submit'] = (intent, at, firedOn) => {
		const instrument = this.#find(intent.symbol);
		if (instrument === undefined) return [rejected(intent, at, 'unknown_symbol')];
		if (this.#resting.knows(intent.id)) return [rejected(intent, at, 'duplicate_order')];
		const late = endedOnTheWay(intent, at);
		if (late !== null) return [late];
		const accepted: VenueReport = { type: 'OrderAccepted', orderId: intent.id, at };
		const order = this.#resting.add({
			intent,
			filled: zeroQuantity,
			fills: 0,
			isElected: false,
			costs: noCharges,
			mark: null
		});
		if (firedOn === null || isLastAlone(firedOn)) return [accepted];
		const trade = firedTrade(intent, firedOn, this.#setup.model);
		const left = leftFor(order, trade, this.#trading(instrument));
		// What finds nothing left rests as the market order that it is.
		return left !== null && isZero(left) ? [accepted] : [accepted, ...this.#settle(order, trade)];
	};

	readonly cancel: InlineVenue['cancel'] = (orderId, at) => {
		const order = this.#resting.get(orderId);
		return order === undefined ? [] : [this.#takeBack(order, 'by_hand', at)];
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
		else if (order.ahead !== null && quantity > before.quantity) this.#resting.sendLast(order);
		return [{ type: 'OrderReplaced', orderId, at, terms: { quantity, limitPrice, stopPrice, trail } }];
	};

	readonly matchBar: InlineVenue['matchBar'] = (symbol, bar, turn) => {
		const market = this.#marketOf(symbol, showingOfBar(bar));
		if (market === null) return [];
		joinQueue(market.shelf.admit(bar.startsAt, bar.open, turn === 'extended'), market);
		const next = (): OrderTurn | null => nextOnBar(market, bar, turn);
		const reports = this.#actUntilHeard(market, next, tradeOnBar(bar));
		if (reports.length === 0 && turn === 'last') market.shelf.moveMarks(bar.low, bar.high);
		return reports;
	};

	readonly matchQuote: InlineVenue['matchQuote'] = (symbol, quote, isExtended = false) => {
		const market = quote.isLastAlone === true ? null : this.#marketOf(symbol, showingOfQuote(quote));
		if (market === null) return [];
		joinQueue(market.shelf.admit(madeAtOf(quote), quote.last, isExtended), market);
		const next = () => nextOnQuote(market, quote, isExtended);
		const reports = this.#actUntilHeard(market, next, tradeOnQuote(quote));
		if (reports.length === 0) market.shelf.moveMarks(quote.last, quote.last);
		return reports;
	};

	readonly endOrders: InlineVenue['endOrders'] = (at, lastOf) =>
		this.#resting.endingBy(at).flatMap((order) => this.#end(order, at, lastOf));

	readonly mayTrade: InlineVenue['mayTrade'] = (symbol, place, low, high) => {
		const { above, below } = this.#resting.quietOf(symbol, place);
		return low <= above || high >= below;
	};

	readonly nextEnd: InlineVenue['nextEnd'] = () => this.#resting.soonestEnd();

	readonly marks: InlineVenue['marks'] = () => this.#resting.marks();

	#instrumentOf(symbol: string): Instrument {
		const instrument = this.#find(symbol);
		if (instrument === undefined) throw new Error(`no instrument ${symbol}`);
		return instrument;
	}

	#marketOf(symbol: string, showing: Showing): Market | null {
		const shelf = this.#resting.shelfOf(symbol);
		if (shelf === undefined) return null;
		const { model, seed = 0 } = this.#setup;
		const instrument = this.#instrumentOf(symbol);
		const { offerTo, shownTo } = showing;
		const trading = this.#trading(instrument);
		const left: Market['leftFor'] = (order, pricing) =>
			leftFor(order, { pricing, offer: offerTo(order.intent.side) }, trading);
		return { shelf, instrument, model, seed, offerTo, shownTo, leftFor: left };
	}

	#trading(instrument: Instrument): Trading {
		return { instrument, model: this.#setup.model, volumeUse: this.#volumeUse };
	}

	/** Lets orders act on a price that is seen at `at`, one after another, until there is something to say. */
	#actUntilHeard(market: Market, next: () => OrderTurn | null, trader: Trader): readonly VenueReport[] {
		const at = trader.seenAt;
		for (let turn = next(); turn !== null; turn = next()) {
			const { order, act } = turn;
			if (act.type === 'giveUp') return [this.#takeBack(order, act.reason, at)];
			if (act.type === 'trade') return this.#trade(market, order, act.match, trader);
			if (act.type === 'queue') {
				serveQueue(order, market, this.#volumeUse);
				continue;
			}
			order.savedMark = act.mark;
			// What of the bar came after the price that began it is not known.
			if (!act.isAtOpen) order.notBefore = at;
			market.shelf.replace(order, act.mark);
		}
		return [];
	}

	#trade(
		market: Market,
		order: RestingOrder,
		match: Match,
		{ startsAt, seenAt: at, tradeOf }: Trader
	): readonly VenueReport[] {
		const { phase, pricing, electedAt } = match;
		const trade = pricing === null ? null : tradeOf(order.intent, pricing, phase);
		if (electedAt === null) return trade === null ? [] : this.#settle(order, trade);
		order.isElected = true;
		order.restsFrom = startsAt;
		joinQueue([order], market);
		const elected: VenueReport = { type: 'OrderElected', orderId: order.intent.id, at, price: electedAt };
		const reports = trade === null ? [elected] : [elected, ...this.#settle(order, trade)];
		// What of the bar came after its stop was reached is not known.
		if (trade === null && phase === 'stop') order.notBefore = at;
		// What is left of it is no stop any more.
		if (this.#resting.get(order.intent.id) === order) market.shelf.replace(order, priceToUnits(electedAt));
		return reports;
	}

	/** Fills as much of the order as the volume gives, or refuses it when cash or holdings do not cover that at this moment. */
	#settle(order: RestingOrder, trade: Trade): readonly VenueReport[] {
		const { intent } = order;
		const { symbol, side } = intent;
		const { seenAt, offer } = trade;
		const { model } = this.#setup;
		const instrument = this.#instrumentOf(symbol);
		const trading = this.#trading(instrument);
		const left = leftToFill(order);
		const offered = lower(left, leftFor(order, trade, trading) ?? left);
		const closable = this.#closable(intent);
		const opens = openable(order, offered);
		const quantity = this.#cutToHeld(intent, offered, add(closable, opens));
		const meeting = meetingOf(order, trade, trading, quantity);
		const price = priceOf(trade.pricing, intent, instrument, model, meeting);
		const role = hasRested(order, trade) ? 'maker' : 'taker';
		const charged: Charged = { side, quantity, price, role, at: seenAt, before: order.costs };
		const charge = chargeOf(model, instrument, charged);
		const settled = {
			symbol,
			side,
			quantity: subtract(quantity, charge.feeQuantity),
			price,
			fee: charge.fee,
			opens,
			at: seenAt
		};
		const lacks = this.#isOfFormer(intent) ? 'no_position' : this.#holdings.settle(settled);
		if (lacks !== null) return [this.#refuse(order, lacks, seenAt)];
		const { walked } = meeting;
		if (offer !== null) this.#volumeUse.take(symbol, offer, side, quantity, walked !== null);
		order.filled = add(order.filled, quantity);
		order.opened = add(order.opened, higher(subtract(quantity, closable), zeroQuantity));
		order.fills++;
		// What fills at all has come to the head of its queue.
		if (order.ahead !== null) order.ahead = zeroQuantity;
		order.costs = addCharges(order.costs, charge);
		const fill = fillOf(trade, intent, order.fills, { quantity, price, role, charge, walked });
		const isCut = quantity < offered;
		const reason = isZero(leftToFill(order)) ? null : isCut ? 'no_position' : giveUpReason(intent);
		if (isZero(leftToFill(order))) this.#resting.remove(order);
		const filled: VenueReport = { type: 'OrderFilled', fill };
		return reason === null ? [filled] : [filled, this.#takeBack(order, reason, seenAt)];
	}

	/** How much an order closes of what is held the other way. */
	#closable({ side, symbol }: ApprovedIntent): Quantity {
		const held = this.#holdings.held(symbol);
		return higher(side === 'sell' ? held : negate(held), zeroQuantity);
	}

	/** Whether the position that an exit was asked to close is over: it does not close the next one. */
	#isOfFormer(intent: ApprovedIntent): boolean {
		if (intent.purpose !== 'exit' || goesThroughZero(intent)) return false;
		return intent.madeAt < this.#holdings.heldSince(intent.symbol);
	}

	/** An exit that another has crossed on its way trades what is left, and no more; one through zero opens no more than was approved. */
	#cutToHeld(intent: ApprovedIntent, quantity: Quantity, most: Quantity): Quantity {
		// It was on its way itself, at a time when this took longer than now.
		const wasCrossed = intent.actsFrom > intent.madeAt;
		const mayBeCut = wasCrossed || this.#setup.canCross?.() === true || goesThroughZero(intent);
		return intent.purpose !== 'exit' || !mayBeCut || isZero(most) ? quantity : lower(quantity, most);
	}

	/** What has traded is not rejected any more: its rest is taken back. */
	#refuse(order: RestingOrder, lacks: Shortfall, at: Instant): VenueReport {
		if (order.fills > 0) return this.#takeBack(order, lacks, at);
		this.#resting.remove(order);
		return rejected(order.intent, at, lacks);
	}

	#takeBack(order: RestingOrder, reason: CancelReason, at: Instant): VenueReport {
		this.#resting.remove(order);
		return { type: 'OrderCanceled', orderId: order.intent.id, at, reason };
	}

	/** An order for the close trades at the last price of its session; any other is over. */
	#end(order: RestingOrder, at: Instant, lastOf: LastOf): readonly VenueReport[] {
		const { intent } = order;
		if (intent.timeInForce === 'cls') {
			const trade = tradeAtClose(intent, lastOf(intent.symbol), at);
			if (trade !== null) return this.#settle(order, trade);
			return [this.#takeBack(order, 'auction_missed', at)];
		}
		this.#resting.remove(order);
		const { at: endedAt, reason } = intent.ends ?? { at, reason: 'expires_at' };
		return [{ type: 'OrderExpired', orderId: intent.id, at: endedAt, reason }];
	}
}

/** Whether nobody is known who would trade at what fired. */
function isLastAlone(firedOn: FiredOn): boolean {
	return firedOn.type === 'quote' && firedOn.quote.isLastAlone === true;
}

function rejected(intent: ApprovedIntent, at: Instant, reason: RejectionReason): VenueReport {
	return { type: 'OrderRejected', orderId: intent.id, at, reason };
}

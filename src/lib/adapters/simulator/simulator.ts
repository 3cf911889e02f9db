import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import type { Bar } from '../../domain/bar.ts';
import type { FillModel } from '../../domain/bookConfig.ts';
import { add, multiply, subtract, type Money, type Price, type Quantity } from '../../domain/decimal.ts';
import type { Fill } from '../../domain/fill.ts';
import { feeOf } from '../../domain/fillModel.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { OrderIntent } from '../../domain/order.ts';
import type { Quote } from '../../domain/quote.ts';
import type { Instant } from '../../domain/time.ts';
import type { FiredOn, InlineVenue, RejectionReason, VenueReport } from '../../domain/venue.ts';
import { createHoldings, type Holdings } from './holdings.ts';
import { actsOn, marketPrice, matchFired, matchOrder, matchQuote, type Match } from './matching.ts';
import { createRestingOrders } from './restingOrders.ts';

/** What a simulator is opened with. */
export interface SimulatorSetup {
	readonly cash: Money;
	/** What is held and what rests already, when a book goes on; nothing when it is new. */
	readonly holdings?: ReadonlyMap<string, Quantity>;
	readonly resting?: readonly ApprovedIntent[];
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
	const { cash, instruments } = setup;
	const instrumentBySymbol = new Map(instruments.map((instrument) => [instrument.symbol, instrument]));
	const resting = createRestingOrders();
	const holdings = createHoldings(cash, setup.holdings);
	const taken = new Set<ClientOrderId>();
	for (const intent of setup.resting ?? []) {
		taken.add(intent.id);
		resting.add(intent);
	}

	function submit(intent: ApprovedIntent, at: Instant, firedOn: FiredOn | null): readonly VenueReport[] {
		const instrument = instrumentBySymbol.get(intent.symbol);
		if (instrument === undefined) return [rejected(intent, at, 'unknown_symbol')];
		if (taken.has(intent.id)) return [rejected(intent, at, 'duplicate_order')];
		taken.add(intent.id);
		const accepted: VenueReport = { type: 'OrderAccepted', orderId: intent.id, at };
		if (firedOn === null) {
			resting.add(intent);
			return [accepted];
		}
		const { model } = setup;
		return [accepted, settle(intent, firedTrade(intent, firedOn, instrument, model), model, holdings)];
	}

	function cancel(orderId: ClientOrderId, at: Instant): readonly VenueReport[] {
		const intent = resting.get(orderId);
		if (intent === undefined) return [];
		resting.remove(intent);
		return [{ type: 'OrderCanceled', orderId, at }];
	}

	/** Fills the resting orders of a symbol that `tradeOn` finds a price for, oldest first. */
	function matchResting(symbol: string, tradeOn: TradeOn): readonly VenueReport[] {
		const instrument = instrumentBySymbol.get(symbol);
		if (instrument === undefined) return [];
		const reports: VenueReport[] = [];
		for (const intent of resting.ofSymbol(symbol)) {
			const trade = tradeOn(intent, instrument, setup.model);
			if (trade === null) continue;
			resting.remove(intent);
			reports.push(settle(intent, trade, setup.model, holdings));
		}
		return reports;
	}

	function endOrders(at: Instant): readonly VenueReport[] {
		return resting.endingBy(at).map((intent) => {
			resting.remove(intent);
			const { at: endedAt, reason } = intent.ends ?? { at, reason: 'expires_at' };
			return { type: 'OrderExpired', orderId: intent.id, at: endedAt, reason };
		});
	}

	return {
		submit,
		cancel,
		matchBar: (symbol, bar) =>
			matchResting(symbol, (intent, instrument, model) => barFill(intent, bar, instrument, model)),
		matchQuote: (symbol, quote) =>
			matchResting(symbol, (intent, instrument, model) => quoteFill(intent, quote, instrument, model)),
		endOrders,
		isResting: (symbol) => resting.hasSymbol(symbol),
		nextEnd: () => resting.soonestEnd()
	};
}

type TradeOn = (intent: ApprovedIntent, instrument: Instrument, model: FillModel) => Trade | null;

function barFill(intent: OrderIntent, bar: Bar, instrument: Instrument, model: FillModel): Trade | null {
	const match = actsOn(intent, bar) ? matchOrder(intent, bar, instrument, model) : null;
	return match === null ? null : tradeOf(match, bar);
}

/** A quote older than the order fills nothing. */
function quoteFill(
	intent: OrderIntent,
	quote: Quote,
	instrument: Instrument,
	model: FillModel
): Trade | null {
	const price = intent.madeAt <= quote.at ? matchQuote(intent, quote, instrument, model) : null;
	return price === null ? null : quoteTrade(price, quote);
}

/** An entry at the open is guarded on its own bar, one inside the bar from the next bar on. */
function tradeOf({ price, isAtOpen }: Match, bar: Bar): Trade {
	return barTrade(price, bar, isAtOpen ? bar.startsAt : bar.completesAt);
}

function barTrade(price: Price, bar: Bar, guardsFrom: Instant): Trade {
	return { price, seenAt: bar.completesAt, label: bar.label, guardsFrom };
}

function quoteTrade(price: Price, { at }: Quote): Trade {
	return { price, seenAt: at, label: at, guardsFrom: at };
}

/** An exit that a trigger fired: on its bar at the price of the rule, on its quote as a market order. */
function firedTrade(intent: OrderIntent, firedOn: FiredOn, instrument: Instrument, model: FillModel): Trade {
	switch (firedOn.type) {
		case 'bar':
			return barTrade(matchFired(intent, firedOn, instrument, model), firedOn.bar, firedOn.bar.completesAt);
		case 'quote':
			return quoteTrade(marketPrice(intent.side, firedOn.quote, instrument, model), firedOn.quote);
	}
}

/** Fills the whole order, or rejects it when cash or holdings do not cover it at this moment. */
function settle(
	intent: ApprovedIntent,
	{ price, seenAt, label, guardsFrom }: Trade,
	model: FillModel,
	holdings: Holdings
): VenueReport {
	const { symbol, side, quantity } = intent;
	const fee = feeOf(model, quantity, price);
	const notional = multiply(quantity, price);
	const refusal =
		side === 'buy'
			? holdings.buy(symbol, quantity, add(notional, fee))
			: holdings.sell(symbol, quantity, subtract(notional, fee));
	if (refusal !== null) return rejected(intent, seenAt, refusal);
	const fill: Fill = {
		orderId: intent.id,
		decisionId: intent.decisionId,
		cause: intent.cause,
		symbol,
		side,
		quantity,
		price,
		fee,
		at: seenAt,
		bar: label,
		guardsFrom
	};
	return { type: 'OrderFilled', fill };
}

function rejected(intent: ApprovedIntent, at: Instant, reason: RejectionReason): VenueReport {
	return { type: 'OrderRejected', orderId: intent.id, at, reason };
}

import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import type { OrderIntent } from '../../src/lib/domain/order.ts';
import { fromMoney, fromNinth, fromText, halfUp, times, type Exact } from './exactNumber.ts';
import type { PlainConfig, RandomRun } from './randomRun.ts';

/** A limit that an approved order passes, by the judge's own reckoning. */
export interface Violation {
	readonly orderId: string;
	readonly limit: keyof PlainConfig | 'cash';
}

interface Ledger {
	cash: Exact;
	readonly quantityBySymbol: Map<string, Exact>;
	readonly entries: Map<string, OrderIntent>;
}

/** What the market showed last of a symbol at an instant. */
interface Seen {
	readonly price: Exact;
	readonly at: number;
}

/**
 * Follows the events of a run with arithmetic of its own, and holds every approved entry against the limits as they
 * were at that moment: prices from the bars, cash and holdings from the fills, open orders from their events.
 */
export function judgeEntries(
	run: RandomRun,
	events: readonly BookEvent[],
	config: PlainConfig
): readonly Violation[] {
	const ledger: Ledger = {
		cash: fromText(config.startingCash),
		quantityBySymbol: new Map(),
		entries: new Map()
	};
	const violations: Violation[] = [];
	for (const event of events) {
		switch (event.type) {
			case 'OrderInitialized':
				if (event.intent.purpose !== 'entry' || !event.verdict.approved) break;
				for (const limit of brokenLimits(run, ledger, event.intent, config)) {
					violations.push({ orderId: event.intent.id, limit });
				}
				ledger.entries.set(event.intent.id, event.intent);
				break;
			case 'OrderFilled':
				settle(ledger, event.fill);
				break;
			case 'OrderExpired':
			case 'OrderRejected':
			case 'OrderCanceled':
				ledger.entries.delete(event.orderId);
				break;
			default:
		}
	}
	return violations;
}

function settle(ledger: Ledger, fill: Fill): void {
	const signed = fill.side === 'buy' ? fromNinth(fill.quantity) : -fromNinth(fill.quantity);
	ledger.cash -= times(signed, fromNinth(fill.price)) + fromMoney(fill.fee);
	const after = (ledger.quantityBySymbol.get(fill.symbol) ?? 0n) + signed;
	if (after === 0n) ledger.quantityBySymbol.delete(fill.symbol);
	else ledger.quantityBySymbol.set(fill.symbol, after);
	ledger.entries.delete(fill.orderId);
}

function brokenLimits(
	run: RandomRun,
	ledger: Ledger,
	intent: OrderIntent,
	config: PlainConfig
): readonly Violation['limit'][] {
	const last = lastSeen(run, intent.symbol, intent.madeAt);
	if (last === null) return ['maxDataAgeSeconds'];
	const notional = times(fromNinth(intent.quantity), last.price);
	const values = [...ledger.quantityBySymbol].map(([symbol, quantity]) =>
		times(quantity, lastSeen(run, symbol, intent.madeAt)?.price ?? 0n)
	);
	const held = sum(values);
	const equity = ledger.cash + held;
	const pending = [...ledger.entries.values()];
	const onOrder = sum(pending.map((one) => times(fromNinth(one.quantity), fromNinth(one.refPrice ?? 0n))));
	const heldOfSymbol = times(ledger.quantityBySymbol.get(intent.symbol) ?? 0n, last.price);
	const reserved = sum(pending.map((one) => reserveOf(one, fromNinth(one.refPrice ?? 0n), config)));
	const ofSymbol = pending.filter(({ symbol }) => symbol === intent.symbol).length;
	const isHeld = ledger.quantityBySymbol.has(intent.symbol);
	const open = new Set([
		...ledger.quantityBySymbol.keys(),
		...pending.map(({ symbol }) => symbol),
		intent.symbol
	]);
	const broken: readonly (readonly [boolean, Violation['limit']])[] = [
		[intent.madeAt - last.at > config.maxDataAgeSeconds * 1000, 'maxDataAgeSeconds'],
		[notional < fromText(config.minTradeNotional), 'minTradeNotional'],
		[heldOfSymbol + notional > times(equity, fromText(config.maxPositionFraction)), 'maxPositionFraction'],
		[held + onOrder + notional > times(equity, fromText(config.maxTotalExposure)), 'maxTotalExposure'],
		[open.size > config.maxOpenTrades, 'maxOpenTrades'],
		[(isHeld ? 1 : 0) + ofSymbol + 1 > config.maxTradesPerSymbol, 'maxTradesPerSymbol'],
		[reserveOf(intent, last.price, config) > ledger.cash - reserved, 'cash']
	];
	return broken.filter(([isBroken]) => isBroken).map(([, limit]) => limit);
}

/** The last close that was complete at an instant. */
function lastSeen({ series }: RandomRun, symbol: string, at: number): Seen | null {
	const bars = series.find((one) => one.symbol === symbol);
	if (bars === undefined) return null;
	for (let index = bars.length - 1; index >= 0; index--) {
		const completesAt = bars.completesAt[index] ?? NaN;
		if (completesAt <= at) return { price: fromNinth(BigInt(bars.close[index] ?? 0)), at: completesAt };
	}
	return null;
}

function reserveOf(intent: OrderIntent, reference: Exact, config: PlainConfig): Exact {
	const quantity = fromNinth(intent.quantity);
	const slipped = halfUp(times(reference, fromText('1') + fromText(config.slippage)), 4n);
	const price = intent.limitPrice === null ? slipped : fromNinth(intent.limitPrice);
	const variable =
		times(fromText(config.perShare), quantity) + times(fromText(config.rate), times(quantity, price));
	const minimum = fromText(config.minimum);
	return times(quantity, price) + halfUp(variable > minimum ? variable : minimum, 2n);
}

function sum(values: readonly Exact[]): Exact {
	return values.reduce((total, value) => total + value, 0n);
}

import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { Fill } from '../../src/lib/domain/fill.ts';
import type { OrderIntent } from '../../src/lib/domain/order.ts';
import type { CheckName } from '../../src/lib/domain/risk.ts';
import { fromMoney, fromNinth, fromText, times, type Exact } from './exactNumber.ts';
import type { RandomRun } from './randomRun.ts';

/** Limits in plain text, and the sectors of symbols; those that are not given are off. */
export interface PlainLimits {
	readonly maxTradeNotional?: string;
	readonly maxPositionRisk?: string;
	readonly maxPositionQuantity?: string;
	readonly maxSectorExposure?: string;
	readonly maxGrossExposure?: string;
	readonly maxNetExposure?: string;
	readonly maxLeverage?: string;
	readonly maxOpenRisk?: string;
	readonly minStopDistance?: string;
	readonly maxPriceDistance?: string;
	readonly maxOrdersPerInstant?: number;
	readonly maxOrders?: number;
	readonly orderWindowSeconds?: number;
	readonly duplicateSeconds?: number;
	readonly requiresStop?: boolean;
	readonly restricted?: readonly string[];
	readonly sectors?: Readonly<Record<string, string>>;
	readonly maxStrategyPositions?: number;
	readonly maxStrategyExposure?: string;
	readonly maxStrategyTrades?: number;
	readonly maxStrategyDayLoss?: string;
	readonly maxReplaces?: number;
}

/** An entry that was reviewed: what the engine said of it, and which limits it breaks by the judge's own reckoning. */
export interface Judged {
	readonly orderId: string;
	readonly approved: boolean;
	readonly denied: readonly CheckName[];
	readonly broken: readonly CheckName[];
}

interface Holding {
	quantity: Exact;
	readonly strategy: string;
	stop: Exact | null;
}

interface Seen {
	cash: Exact;
	readonly held: Map<string, Holding>;
	readonly open: Map<string, OrderIntent>;
	readonly strategies: Map<string, string>;
	readonly traded: Map<string, number>;
	sent: readonly OrderIntent[];
}

const zero: Exact = 0n;

/** Follows a run that buys alone, by its events and bars, and judges each entry as it is reviewed. */
export function judgeLimits(
	run: RandomRun,
	events: readonly BookEvent[],
	limits: PlainLimits
): readonly Judged[] {
	const seen: Seen = {
		cash: fromText(run.config.startingCash),
		...{ held: new Map(), open: new Map(), strategies: new Map(), traded: new Map(), sent: [] }
	};
	const judged: Judged[] = [];
	for (const event of events) {
		if (event.type === 'OrderInitialized' && event.intent.purpose === 'entry') {
			const { intent, verdict } = event;
			const broken = brokenBy(run, seen, intent, limits);
			// Before the first price there is nothing to reckon with, and the rest is not judged.
			const isPriced = !broken.includes('dataAge');
			const failed = verdict.checks.filter(({ passed }) => !passed).map(({ check }) => check);
			const denied = failed.filter((check) => isPriced || check === 'dataAge');
			judged.push({ orderId: intent.id, approved: verdict.approved, denied, broken });
			if (verdict.approved) {
				seen.open.set(intent.id, intent);
				seen.sent = [...seen.sent, intent];
			}
		}
		follow(seen, event);
	}
	return judged;
}

function follow(seen: Seen, event: BookEvent): void {
	switch (event.type) {
		case 'DecisionTaken':
			seen.strategies.set(event.decision.id, event.decision.strategy);
			return;
		case 'OrderFilled':
			settle(seen, event.fill);
			return;
		case 'OrderExpired':
		case 'OrderRejected':
		case 'OrderCanceled':
			seen.open.delete(event.orderId);
			return;
		case 'TriggerArmed':
			if (event.trigger.kind === 'stop_loss') {
				setStop(seen, event.trigger.symbol, event.trigger.levels.at(-1)?.value ?? null);
			}
			return;
		case 'LevelMoved':
			if (event.kind === 'stop_loss') setStop(seen, event.symbol, event.level);
			return;
		case 'ProtectionCanceled':
			setStop(seen, event.symbol, null);
			return;
		case 'TriggerFired':
		case 'TriggerCanceled':
			if (event.triggerId.includes('stop_loss')) setStop(seen, event.symbol, null);
			return;
		case 'DayBegan':
			seen.traded.clear();
			return;
		default:
	}
}

function setStop({ held }: Seen, symbol: string, level: bigint | null): void {
	const holding = held.get(symbol);
	if (holding !== undefined) holding.stop = level === null ? null : fromNinth(level);
}

function settle(seen: Seen, fill: Fill): void {
	const signed = fill.side === 'buy' ? fromNinth(fill.quantity) : 0n - fromNinth(fill.quantity);
	seen.cash = seen.cash - times(signed, fromNinth(fill.price)) - fromMoney(fill.fee);
	const strategy = seen.strategies.get(fill.decisionId) ?? '';
	const holding = seen.held.get(fill.symbol);
	const after = (holding?.quantity ?? zero) + signed;
	if (after === 0n) seen.held.delete(fill.symbol);
	else if (holding === undefined) seen.held.set(fill.symbol, { quantity: after, strategy, stop: null });
	else holding.quantity = after;
	seen.open.delete(fill.orderId);
	seen.traded.set(strategy, (seen.traded.get(strategy) ?? 0) + 1);
}

function brokenBy(
	run: RandomRun,
	seen: Seen,
	intent: OrderIntent,
	limits: PlainLimits
): readonly CheckName[] {
	const { symbol, madeAt: now } = intent;
	const last = lastClose(run, symbol, now);
	if (last === null) return ['dataAge'];
	const quantity = fromNinth(intent.quantity);
	const worthOf = (of: string, holding: Holding) => times(holding.quantity, lastClose(run, of, now) ?? zero);
	const held = [...seen.held].map(([of, holding]) => ({ of, holding, worth: worthOf(of, holding) }));
	const open = [...seen.open.values()].map((one) => ({
		of: one.symbol,
		strategy: seen.strategies.get(one.decisionId) ?? '',
		quantity: fromNinth(one.quantity),
		worth: times(fromNinth(one.quantity), fromNinth(one.refPrice ?? 0n)),
		risk: times(fromNinth(one.quantity), unitRisk(one, fromNinth(one.refPrice ?? 0n)))
	}));
	const equity = seen.cash + sum(held.map(({ worth }) => worth));
	const notional = times(quantity, last);
	const risk = times(quantity, unitRisk(intent, last));
	const gross = sum([...held, ...open].map(({ worth }) => worth)) + notional;
	const riskHeld = held.map(({ of, holding }) => {
		const price = lastClose(run, of, now) ?? zero;
		const distance = holding.stop === null ? price : price > holding.stop ? price - holding.stop : 0n;
		return { of, risk: times(holding.quantity, distance) };
	});
	const risks = [...riskHeld, ...open];
	const sectorOf = (of: string) => limits.sectors?.[of] ?? `only ${of}`;
	const inSector = [...held, ...open].filter(({ of }) => sectorOf(of) === sectorOf(symbol));
	const strategy = seen.strategies.get(intent.decisionId) ?? '';
	const ownHeld = held.filter(({ holding }) => holding.strategy === strategy);
	const ownOpen = open.filter((one) => one.strategy === strategy);
	const own = sum([...ownHeld, ...ownOpen].map(({ worth }) => worth)) + notional;
	const ofSymbol = <Row extends { readonly of: string }>(rows: readonly Row[]) =>
		rows.filter(({ of }) => of === symbol);
	const units =
		sum(ofSymbol(held).map(({ holding }) => holding.quantity)) +
		sum(ofSymbol(open).map((one) => one.quantity));
	const since = (seconds: number) => seen.sent.filter(({ madeAt }) => madeAt > now - seconds * 1000).length;
	const same = seen.sent.filter((one) => one.symbol === symbol && one.quantity === intent.quantity).at(-1);
	const stop = intent.levels.stopLoss === null ? null : fromNinth(intent.levels.stopLoss);
	const price = intent.limitPrice === null ? last : fromNinth(intent.limitPrice);
	const share = (fraction: string | undefined) =>
		fraction === undefined ? null : times(equity, fromText(fraction));
	const over = (measured: bigint, limit: bigint | null) => limit !== null && measured > limit;
	const overCount = (measured: number, limit: number | undefined) => limit !== undefined && measured > limit;
	const away = price > last ? price - last : last - price;
	const broken: readonly (readonly [boolean, CheckName])[] = [
		[over(notional, share(limits.maxTradeNotional)), 'tradeNotional'],
		[over(sum(ofSymbol(risks).map((one) => one.risk)) + risk, share(limits.maxPositionRisk)), 'positionRisk'],
		[over(units + quantity, textOrNull(limits.maxPositionQuantity)), 'positionQuantity'],
		[
			over(sum(inSector.map(({ worth }) => worth)) + notional, share(limits.maxSectorExposure)),
			'sectorExposure'
		],
		[over(gross, textOrNull(limits.maxGrossExposure)), 'grossExposure'],
		[over(gross, share(limits.maxNetExposure)), 'netExposure'],
		[over(gross, share(limits.maxLeverage)), 'leverage'],
		[over(sum(risks.map((one) => one.risk)) + risk, share(limits.maxOpenRisk)), 'openRisk'],
		[limits.requiresStop === true && stop === null, 'stopMissing'],
		[
			stop !== null &&
				limits.minStopDistance !== undefined &&
				nearly(price - stop, price) < fromText(limits.minStopDistance),
			'stopSide'
		],
		[
			intent.limitPrice !== null &&
				limits.maxPriceDistance !== undefined &&
				nearly(away, last) > fromText(limits.maxPriceDistance),
			'priceDistance'
		],
		[limits.restricted?.includes(symbol) === true, 'restricted'],
		[
			overCount(seen.sent.filter(({ madeAt }) => madeAt === now).length + 1, limits.maxOrdersPerInstant),
			'ordersPerInstant'
		],
		[overCount(since(limits.orderWindowSeconds ?? 60) + 1, limits.maxOrders), 'orderRate'],
		[
			limits.duplicateSeconds !== undefined &&
				same !== undefined &&
				now - same.madeAt < limits.duplicateSeconds * 1000,
			'duplicateOrder'
		],
		[overCount(ownHeld.length + ownOpen.length + 1, limits.maxStrategyPositions), 'strategyPositions'],
		[over(own, share(limits.maxStrategyExposure)), 'strategyExposure'],
		[
			overCount((seen.traded.get(strategy) ?? 0) + ownOpen.length + 1, limits.maxStrategyTrades),
			'strategyTrades'
		]
	];
	return broken.filter(([isBroken]) => isBroken).map(([, check]) => check);
}

/** What a unit loses down to its stop; all of its price without one, or with one on the wrong side. */
function unitRisk({ limitPrice, levels }: OrderIntent, last: Exact): Exact {
	const price = limitPrice === null ? last : fromNinth(limitPrice);
	const stop = levels.stopLoss === null ? null : fromNinth(levels.stopLoss);
	return stop === null || stop > price ? price : price - stop;
}

const textOrNull = (text: string | undefined) => (text === undefined ? null : fromText(text));

/** A part of a whole to nine decimals, to the nearest. */
export function nearly(part: bigint, whole: bigint): bigint {
	const ninth = (part * 1_000_000_000n * 2n + (part < 0n ? -whole : whole)) / (whole * 2n);
	return fromNinth(ninth);
}

/** The last close that was complete at an instant. */
function lastClose({ series }: RandomRun, symbol: string, at: number): Exact | null {
	const bars = series.find((one) => one.symbol === symbol);
	if (bars === undefined) return null;
	for (let index = bars.length - 1; index >= 0; index--) {
		if ((bars.completesAt[index] ?? NaN) <= at) return fromNinth(BigInt(bars.close[index] ?? 0));
	}
	return null;
}

function sum(values: readonly Exact[]): Exact {
	return values.reduce((total, value) => total + value, zero);
}

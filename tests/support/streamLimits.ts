import type { OrderIntent, OrderSide } from '../../src/lib/domain/order.ts';
import type { CheckName } from '../../src/lib/domain/risk.ts';
import { fromNinth, fromText, times, type Exact } from './exactNumber.ts';
import { nearly, type PlainLimits } from './limitJudge.ts';

/** What is held of a symbol, who opened it, and what guards it. */
export interface Holding {
	quantity: Exact;
	readonly strategy: string;
	stop: Exact | null;
	trail: { readonly fraction: Exact; readonly mark: Exact } | null;
}

/** An order that is out, and what of it has not traded. */
export interface OpenOrder {
	intent: OrderIntent;
	left: Exact;
}

/** What the judge knows. */
export interface Books {
	cash: Exact;
	readonly last: Map<string, Exact>;
	readonly held: Map<string, Holding>;
	readonly open: Map<string, OpenOrder>;
	readonly strategyOf: Map<string, string>;
	/** By strategy: its trades of the day, and what its fills have moved in cash less what it held when the day began. */
	readonly days: Map<string, { trades: number; gained: Exact }>;
	readonly sent: {
		readonly at: number;
		readonly symbol: string;
		readonly side: OrderSide;
		readonly quantity: Exact;
	}[];
	readonly replacedAt: number[];
	readonly filled: Set<string>;
}

/** What is asked: an order that opens so much, through zero of what is held or not, in place of another or not. */
export interface Asked {
	readonly intent: OrderIntent;
	readonly quantity: Exact;
	readonly at: number;
	readonly replaced: OpenOrder | null;
	readonly isThrough: boolean;
}

/** What is held or on order of a symbol: worth unsigned, and risk. */
interface Claim {
	readonly of: string;
	readonly strategy: string;
	readonly side: OrderSide;
	readonly isHeld: boolean;
	readonly hasFilled: boolean;
	readonly quantity: Exact;
	readonly worth: Exact;
	readonly risk: Exact;
}

/** The limits that an order breaks. */
export function brokenLimits(books: Books, asked: Asked, limits: PlainLimits): readonly CheckName[] {
	const { intent, quantity, at, replaced } = asked;
	const { symbol, side } = intent;
	const last = books.last.get(symbol);
	if (last === undefined) return [];
	const claims = claimsOf(books, asked);
	const equity =
		books.cash + sum([...books.held].map(([of, one]) => times(one.quantity, books.last.get(of) ?? 0n)));
	const notional = times(quantity, fromNinth(intent.refPrice ?? 0n));
	const risk = times(quantity, unitRisk(intent));
	const worthOf = (some: readonly Claim[]) => sum(some.map(({ worth }) => worth)) + notional;
	const ofSymbol = claims.filter(({ of }) => of === symbol);
	const sectorOf = (of: string) => limits.sectors?.[of] ?? `only ${of}`;
	const held = claims.filter(({ isHeld }) => isHeld);
	// Entries of the other side may not fill.
	const net = sum(held.map((one) => (one.side === side ? one.worth : -one.worth)));
	const sameSide = claims.filter((one) => !one.isHeld && one.side === side);
	const strategy = books.strategyOf.get(intent.decisionId) ?? '';
	const own = claims.filter((one) => one.strategy === strategy);
	const share = (fraction: string | undefined) =>
		fraction === undefined ? null : times(equity, fromText(fraction));
	const over = (measured: Exact, limit: Exact | null) => limit !== null && measured > limit;
	const overCount = (measured: number, limit: number | undefined) => limit !== undefined && measured > limit;
	const amount = (given: string | undefined) => (given === undefined ? null : fromText(given));
	const isNew = replaced === null;
	const since = (seconds: number) => books.sent.filter((one) => one.at > at - seconds * 1000).length;
	const same = books.sent.findLast(
		(one) => one.symbol === symbol && one.side === side && one.quantity === quantity
	);
	const today = books.days.get(strategy) ?? { trades: 0, gained: 0n };
	const worthNow = [...books.held]
		.filter(([, one]) => one.strategy === strategy)
		.map(([of, one]) => times(one.quantity, books.last.get(of) ?? 0n));
	const price = openingPrice(intent);
	const distances = stopDistances(intent).map((distance) => nearly(distance, price));
	const far = [intent.limitPrice, intent.stopPrice]
		.filter((given) => given !== null)
		.map((given) => nearly(away(fromNinth(given), last), last));
	const gross = worthOf(claims);
	const broken: readonly (readonly [boolean, CheckName])[] = [
		[over(notional, share(limits.maxTradeNotional)), 'tradeNotional'],
		[over(sum(ofSymbol.map((one) => one.risk)) + risk, share(limits.maxPositionRisk)), 'positionRisk'],
		[
			over(sum(ofSymbol.map((one) => one.quantity)) + quantity, amount(limits.maxPositionQuantity)),
			'positionQuantity'
		],
		[
			over(
				worthOf(claims.filter(({ of }) => sectorOf(of) === sectorOf(symbol))),
				share(limits.maxSectorExposure)
			),
			'sectorExposure'
		],
		[over(gross, amount(limits.maxGrossExposure)), 'grossExposure'],
		[over(net + worthOf(sameSide), share(limits.maxNetExposure)), 'netExposure'],
		[over(gross, share(limits.maxLeverage)), 'leverage'],
		[over(sum(claims.map((one) => one.risk)) + risk, share(limits.maxOpenRisk)), 'openRisk'],
		[limits.requiresStop === true && distances.length === 0, 'stopMissing'],
		[
			limits.minStopDistance !== undefined &&
				distances.some((one) => one < fromText(limits.minStopDistance ?? '')),
			'stopSide'
		],
		[
			limits.maxPriceDistance !== undefined &&
				far.some((one) => one > fromText(limits.maxPriceDistance ?? '')),
			'priceDistance'
		],
		[limits.restricted?.includes(symbol) === true, 'restricted'],
		[
			isNew && overCount(books.sent.filter((one) => one.at === at).length + 1, limits.maxOrdersPerInstant),
			'ordersPerInstant'
		],
		[isNew && overCount(since(limits.orderWindowSeconds ?? 60) + 1, limits.maxOrders), 'orderRate'],
		[
			!isNew && overCount(books.replacedAt.filter((one) => one > at - 60_000).length + 1, limits.maxReplaces),
			'replaceRate'
		],
		[
			isNew &&
				limits.duplicateSeconds !== undefined &&
				same !== undefined &&
				at - same.at < limits.duplicateSeconds * 1000,
			'duplicateOrder'
		]
	];
	const ofStrategy: readonly (readonly [boolean, CheckName])[] = [
		[overCount(own.length + 1, limits.maxStrategyPositions), 'strategyPositions'],
		[over(worthOf(own), share(limits.maxStrategyExposure)), 'strategyExposure'],
		[over(-(today.gained + sum(worthNow)), share(limits.maxStrategyDayLoss)), 'strategyDayLoss'],
		[
			isNew &&
				overCount(
					today.trades + own.filter((one) => !one.isHeld && !one.hasFilled).length + 1,
					limits.maxStrategyTrades
				),
			'strategyTrades'
		]
	];
	return [...broken, ...(strategy === '' ? [] : ofStrategy)].filter(([is]) => is).map(([, check]) => check);
}

/** What is held and on order, as if an order that is replaced were not there, and a position that is closed on the way. */
function claimsOf(
	{ held, last, open, strategyOf, filled }: Books,
	{ intent, replaced, isThrough }: Asked
): readonly Claim[] {
	const positions = [...held]
		.filter(([of]) => !isThrough || of !== intent.symbol)
		.map(([of, holding]): Claim => {
			const { quantity, strategy } = holding;
			const units = quantity < 0n ? -quantity : quantity;
			const now = last.get(of) ?? 0n;
			const side = quantity < 0n ? 'sell' : 'buy';
			const risk = times(units, riskOfHolding(holding, now));
			return {
				of,
				strategy,
				side,
				isHeld: true,
				hasFilled: true,
				quantity: units,
				worth: times(units, now),
				risk
			};
		});
	const entries = [...open.values()].flatMap((order): readonly Claim[] => {
		const { intent: one, left } = order;
		const whole = one.purpose === 'entry' ? left : min(left, fromNinth(one.beyond));
		if (order === replaced || whole <= 0n) return [];
		const { symbol: of, side } = one;
		const strategy = strategyOf.get(one.decisionId) ?? '';
		const worth = times(whole, fromNinth(one.refPrice ?? 0n));
		const risk = times(whole, unitRisk(one));
		return [
			{ of, strategy, side, isHeld: false, hasFilled: filled.has(one.id), quantity: whole, worth, risk }
		];
	});
	return [...positions, ...entries];
}

/** What a unit that is held loses down to the nearest of its stops; one that is passed already costs nothing more. */
function riskOfHolding({ quantity, stop, trail }: Holding, now: Exact): Exact {
	const isLong = quantity > 0n;
	const one = fromText('1');
	const trailed =
		trail === null ? null : times(trail.mark, isLong ? one - trail.fraction : one + trail.fraction);
	const distances = [stop, trailed]
		.filter((level) => level !== null)
		.map((level) => (isLong ? now - level : level - now))
		.map((distance) => (distance < 0n ? 0n : distance));
	return distances.length === 0 ? now : distances.reduce(min);
}

/** How far the stops that an order brings are from its price, below zero on the wrong side. */
function stopDistances(intent: OrderIntent): readonly Exact[] {
	const { stopLoss, trailing } = intent.levels;
	const price = openingPrice(intent);
	const fixed = stopLoss === null ? [] : [fromNinth(stopLoss)];
	return [
		...fixed.map((stop) => (intent.side === 'buy' ? price - stop : stop - price)),
		...(trailing === null ? [] : [times(price, fromNinth(trailing))])
	];
}

/** What a unit of an order risks: down to its nearest stop on the right side, all of its price without one. */
function unitRisk(intent: OrderIntent): Exact {
	const guarding = stopDistances(intent).filter((distance) => distance >= 0n);
	return guarding.length === 0 ? openingPrice(intent) : guarding.reduce(min);
}

function openingPrice({ limitPrice, stopPrice, refPrice }: OrderIntent): Exact {
	return fromNinth(limitPrice ?? stopPrice ?? refPrice ?? 0n);
}

const min = (a: Exact, b: Exact): Exact => (a < b ? a : b);
const away = (a: Exact, b: Exact): Exact => (a > b ? a - b : b - a);
const sum = (values: readonly Exact[]): Exact => values.reduce((total, value) => total + value, 0n);

import { failed, ok, type Result } from '../domain/result.ts';
import { isObject, type JsonObject } from './json.ts';
import { nameLocks } from './lockUpcast.ts';

/** Lifts the fields of an entry from one version to the next; its `v` stays as it was written. */
export type UpcastStep = (entry: JsonObject) => JsonObject;

/** The steps by the version they lift from. */
export type UpcastSteps = ReadonlyMap<number, UpcastStep>;

/** Version 1 did not say what fired a trigger. */
const nameFiring: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'TriggerFired') return entry;
	return { ...entry, event: { ...event, on: null } };
};

/** Version 2 did not say what a unit of an entry was expected to cost. */
const nameExpected: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'OrderInitialized') return entry;
	const { sizing } = event;
	if (sizing === undefined || !isObject(sizing)) return entry;
	return { ...entry, event: { ...event, sizing: { ...sizing, expected: null } } };
};

/** Version 3 knew orders that trade at the market or at a limit, in one fill, and cancels that a person asked for. */
const nameTerms: UpcastStep = (entry) => {
	const { event } = entry;
	return event !== undefined && isObject(event) ? { ...entry, event: termsOf(event) } : entry;
};

function termsOf(event: JsonObject): JsonObject {
	const { intent, fill } = event;
	if (event['type'] === 'OrderInitialized' && intent !== undefined && isObject(intent)) {
		const timeInForce = intent['type'] === 'limit' ? 'day' : 'gtc';
		const none = { stopPrice: null, trail: null, legs: null, group: null };
		const actsFrom = intent['madeAt'] ?? null;
		return { ...event, intent: { ...intent, ...none, timeInForce, extendedHours: false, actsFrom } };
	}
	if (event['type'] === 'OrderFilled' && fill !== undefined && isObject(fill)) {
		const { orderId } = fill;
		return { ...event, fill: { ...fill, id: typeof orderId === 'string' ? `${orderId}.1` : null } };
	}
	const isCancel = event['type'] === 'CancelRequested' || event['type'] === 'OrderCanceled';
	return isCancel ? { ...event, reason: 'by_hand' } : event;
}

/** Version 4 filled whatever a market offered as a whole. */
const nameVolumeShare: UpcastStep = (entry) => withFillModel(entry, () => ({ volumeShare: null }));

/** Version 7 knew slippage in basis points, one rate for all, and fees that are paid in money. */
const nameCosts: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event)) return entry;
	const { fill } = event;
	if (event['type'] === 'OrderFilled' && fill !== undefined && isObject(fill)) {
		return { ...entry, event: { ...event, fill: { ...fill, feeQuantity: '0' } } };
	}
	return withFillModel(entry, ({ commission }) => ({
		...formerCosts,
		...(commission !== undefined && isObject(commission)
			? { commission: { ...commission, makerRate: null, takerRate: null } }
			: {})
	}));
};

const formerCosts: JsonObject = {
	slippageModel: 'bps',
	slippageTerms: { spreadFraction: '0.5', volumeImpact: '0.1', rootImpact: '1', rangeShare: '0.1' },
	regulatory: { isOn: false, secRate: '0.0000278', tafPerShare: '0.000166', tafMost: '8.3' },
	cryptoFee: 'money'
};

/** In version 8 everything came to its venue at once. */
const nameLatency: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event)) return entry;
	const { type } = event;
	const isSent = type === 'OrderSubmitted' || type === 'CancelRequested' || type === 'ReplaceRequested';
	if (isSent) return { ...entry, event: { ...event, arrivesAt: null } };
	const { config } = event;
	if (type !== 'BookOpened' || config === undefined || !isObject(config)) return entry;
	return { ...entry, event: { ...event, config: { ...config, latency: noLatency } } };
};

/** Version 12 did not say how a fill was reckoned. */
const nameReckoning: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'OrderFilled') return entry;
	const { fill } = event;
	if (fill === undefined || !isObject(fill)) return entry;
	return { ...entry, event: { ...event, fill: { ...fill, reckoned: null } } };
};

/** Version 13 filled limits that rest as soon as they were touched. */
const nameQueue: UpcastStep = (entry) =>
	withFillModel(entry, () => ({ queueAhead: null, limitFillProbability: '1' }));

/** Version 14 filled at one price, whatever the quantity. */
const nameDepth: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'OrderFilled') {
		return withFillModel(entry, () => ({ depthLevels: null, depthTerms: firstDepth }));
	}
	const { fill } = event;
	if (fill === undefined || !isObject(fill)) return entry;
	const { reckoned } = fill;
	if (reckoned === undefined || !isObject(reckoned)) return entry;
	const { met } = reckoned;
	if (met === undefined || !isObject(met) || met['type'] === 'close') return entry;
	const lifted = { ...reckoned, met: { ...met, levels: null } };
	return { ...entry, event: { ...event, fill: { ...fill, reckoned: lifted } } };
};

const firstDepth: JsonObject = { first: '1', growth: '1', spacing: '0.0001' };

/** Version 15 did not say where days begin. */
const nameDay: UpcastStep = (entry) => {
	const { event } = entry;
	const opens = event !== undefined && isObject(event) && event['type'] === 'BookOpened';
	return opens ? { ...entry, event: { ...event, day: null } } : entry;
};

/** Version 16 let a stop-limit that was jumped over wait for ten seconds. */
const namePatience: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'BookOpened') return entry;
	const { config } = event;
	if (config === undefined || !isObject(config)) return entry;
	const { orders } = config;
	if (orders === undefined || !isObject(orders)) return entry;
	const lifted = { ...config, orders: { ...orders, escalationSeconds: 10 } };
	return { ...entry, event: { ...event, config: lifted } };
};

/** Version 18 knew no halt of a symbol, version 21 no book that stands for an account: what they wrote is as it was. */
const asItWas: UpcastStep = (entry) => entry;

const noDelay: JsonObject = { base: 0, jitter: 0 };
const noLatency: JsonObject = { submit: noDelay, replace: noDelay, cancel: noDelay };

/** Version 10 did not say who had changed the trading state, nor how far it was stopped. */
const nameLevel: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'TradingStateChanged') return entry;
	const { state } = event;
	const level = state === 'active' ? null : state === 'reducing' ? 'pause' : 'reduce_only';
	return { ...entry, event: { ...event, level, by: null } };
};

/** Version 5 made market orders where no price was given, and let orders wait for a session. */
const nameOrderPolicy: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'BookOpened') return entry;
	const { config } = event;
	if (config === undefined || !isObject(config)) return entry;
	const orders = { entryLimitOffset: null, queuesWhenClosed: true };
	return { ...entry, event: { ...event, config: { ...config, orders } } };
};

/** An entry that opens a book, with further members of its fill model. */
function withFillModel(entry: JsonObject, membersOf: (fillModel: JsonObject) => JsonObject): JsonObject {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'BookOpened') return entry;
	const { config } = event;
	if (config === undefined || !isObject(config)) return entry;
	const { fillModel } = config;
	if (fillModel === undefined || !isObject(fillModel)) return entry;
	const lifted = { ...config, fillModel: { ...fillModel, ...membersOf(fillModel) } };
	return { ...entry, event: { ...event, config: lifted } };
}

/** Version 6 did not say which prices were seen before a fill. */
const nameSeen: UpcastStep = (entry) => {
	const { event } = entry;
	const filled = event !== undefined && isObject(event) && event['type'] === 'OrderFilled';
	return filled ? { ...entry, event: { ...event, seen: null } } : entry;
};

/** Version 9 knew long positions alone. */
const nameShorts: UpcastStep = (entry) => {
	const { event } = entry;
	return event !== undefined && isObject(event) ? { ...entry, event: longOf(event) } : entry;
};

function longOf(event: JsonObject): JsonObject {
	const members = {
		config: { allowShort: false, margin: { shortInitial: '0.5', shortMaintenance: '0.3' } },
		intent: { beyond: '0' },
		asked: { beyond: '0' },
		trigger: { guards: 'long' }
	} satisfies JsonObject;
	const lifted = Object.entries(members).flatMap(([name, added]) => {
		const found = event[name];
		return found !== undefined && isObject(found) ? [[name, { ...found, ...added }]] : [];
	});
	return { ...event, ...(Object.fromEntries(lifted) as JsonObject) };
}

/** Version 11 knew three limits of the risk review. */
const nameLimits: UpcastStep = (entry) => withRisk(entry, laterLimits);

/** All that came with version 12, off. */
const laterLimits: JsonObject = {
	...{ maxTradeNotional: null, maxPositionRisk: null, maxPositionQuantity: null, maxSectorExposure: null },
	...{ maxGrossExposure: null, maxNetExposure: null, maxLeverage: null, maxOpenRisk: null },
	...{ minStopDistance: null, maxPriceDistance: null, maxSpread: null },
	...{ maxQuoteAgeSeconds: null, maxPositionAgeSeconds: null },
	...{ maxOrdersPerInstant: null, maxOrders: null, maxReplaces: null, duplicateSeconds: null },
	...{ maxStrategyPositions: null, maxStrategyExposure: null },
	...{ maxStrategyDayLoss: null, maxStrategyTrades: null },
	...{ orderWindowSeconds: 60, replaceWindowSeconds: 60 },
	...{ oldPricesPass: false, requiresStop: false, restricted: [], sectors: [] }
};

/** Version 17 knew no limit of an order in money, no time after which trading stops, and no entries that a person confirms. */
const nameFirstDay: UpcastStep = (entry) => {
	const { event } = entry;
	if (event === undefined || !isObject(event)) return entry;
	const { config, sizing } = event;
	if (event['type'] === 'OrderInitialized' && sizing !== undefined && isObject(sizing)) {
		return { ...entry, event: { ...event, sizing: { orderCap: null, ...sizing } } };
	}
	if (event['type'] !== 'BookOpened' || config === undefined || !isObject(config)) return entry;
	const { risk } = config;
	if (risk === undefined || !isObject(risk)) return entry;
	const lifted = { maxTradeMoney: null, stopsAfterSeconds: null, confirmEntries: false, ...risk };
	return { ...entry, event: { ...event, config: { ...config, risk: lifted } } };
};

/** Version 20 knew no circuit breakers. */
const nameBreakers: UpcastStep = (entry) => withRisk(entry, laterBreakers);

/** All that came with version 21, off. */
const laterBreakers: JsonObject = {
	...{ maxDayLoss: null, maxDayLossMoney: null, maxDayDrawdown: null, maxPeakDrawdown: null },
	...{ maxDayTrades: null, maxLossStreak: null, maxErrors: null, maxLimitOverrun: null },
	...{ errorWindowSeconds: 60, recheckSeconds: 10, breakerPolicy: 'reduce' }
};

/** An entry that opens a book, with further limits of the risk review. */
function withRisk(entry: JsonObject, limits: JsonObject): JsonObject {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'BookOpened') return entry;
	const { config } = event;
	if (config === undefined || !isObject(config)) return entry;
	const { risk } = config;
	if (risk === undefined || !isObject(risk)) return entry;
	return { ...entry, event: { ...event, config: { ...config, risk: { ...limits, ...risk } } } };
}

const steps: readonly UpcastStep[] = [
	...[nameFiring, nameExpected, nameTerms, nameVolumeShare, nameOrderPolicy],
	...[nameSeen, nameCosts, nameLatency, nameShorts, nameLevel],
	...[nameLimits, nameReckoning, nameQueue, nameDepth, nameDay],
	...[namePatience, nameFirstDay, asItWas, nameLocks, nameBreakers],
	...[asItWas]
];

/** The steps there are by the version they lift from; version 1 is the first. */
export const entrySteps: UpcastSteps = new Map(steps.map((step, index) => [index + 1, step]));

/** Why an entry cannot be lifted: a build to come wrote it, or it has no version that ever was. */
export type VersionFault =
	| { readonly type: 'newer_version'; readonly version: number; readonly newest: number }
	| { readonly type: 'unreadable_field'; readonly path: string; readonly expected: string };

/** The entry in the form of version `newest`, step by step from its own version `v`. */
export function upcast(
	entry: JsonObject,
	newest: number,
	steps: UpcastSteps
): Result<JsonObject, VersionFault> {
	const version = entry['v'];
	if (typeof version !== 'number' || !Number.isInteger(version) || version < 1) {
		return failed({ type: 'unreadable_field', path: 'v', expected: 'a version from 1' });
	}
	if (version > newest) return failed({ type: 'newer_version', version, newest });
	let lifted = entry;
	for (let from = version; from < newest; from++) {
		const step = steps.get(from);
		if (step === undefined) throw new Error(`no step lifts an entry of version ${String(from)}`);
		lifted = step(lifted);
	}
	return ok(lifted);
}

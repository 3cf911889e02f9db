import { add } from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import {
	orderToFillId,
	type ClientOrderId,
	type DecisionId,
	type TriggerId
} from '../../../src/lib/domain/ids.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import { checkTable, saysOf, type CheckName, type CheckResult } from '../../../src/lib/domain/risk.ts';
import type { Sizing } from '../../../src/lib/domain/sizing.ts';
import type { JournalEntry } from '../../../src/lib/journal/entry.ts';
import {
	createConfig,
	createDecision,
	createLevels,
	createOrder,
	money,
	price,
	quantity,
	ratio
} from '../../support/deskBuilders.ts';
import { runNaively } from '../../support/naiveLoop.ts';
import { makeRandomRun, runEvents, toBookConfig } from '../../support/randomRun.ts';
import { makeCommands, makeSessionRun, thanksgiving } from '../../support/sessionRun.ts';
import { brokerEventsAt, livePrices, otherBrokerEvents } from './brokerSamples.ts';
import { otherStopping, stoppingByType } from './stoppingSamples.ts';

const at = Date.UTC(2024, 2, 4, 15);
const orderId = 'd.one' as ClientOrderId;
const decisionId = 'one' as DecisionId;
const triggerId = 'd.one.stop_loss' as TriggerId;
const marks = [{ symbol: 'XYZ', quantity: quantity('10'), price: price('100') }];
const levels = createLevels({ stopLoss: '90', takeProfit: '120.5', trailing: '0.05' });
const order = createOrder({
	...{ limitPrice: price('99.5'), refPrice: price('100'), reserve: money('995.35'), levels },
	ends: { at: at + 60_000, reason: 'session_close' }
});

const valueByUnit = {
	...({ state: 'reducing', routing: 'exits_only', standing: 'different' } as const),
	...{ seconds: 12.5, count: 3 },
	money: add(money('1000'), money('0.000000000000000001')),
	quantity: quantity('-0.000000001'),
	ratio: ratio('-0.000000001')
} as const;

/** A result of every check, each in its unit. */
const checks = Object.entries(checkTable).map(([check, { unit, reason }]): CheckResult => {
	const value = valueByUnit[unit];
	const name = check as CheckName;
	const of = saysOf(name) ? { of: 'Energy' } : {};
	return { check: name, passed: false, reason, measured: value, limit: value, ...of };
});
const unmeasured = checks.map((check): CheckResult => ({
	...check,
	passed: true,
	...{ measured: null, limit: null }
}));

const sizing: Sizing = {
	...{ by: 'fraction', refPrice: price('100'), equity: money('10000'), requested: money('1000') },
	...{
		positionCap: money('-5'),
		room: money('8500'),
		orderCap: money('500'),
		budget: money('1000'),
		quantity: quantity('10')
	},
	...{ expected: price('100.05'), reserve: money('1000.85') }
};

/** One event of each type with everything given; the compiler asks for one when a type is added. */
const eventByType: { readonly [Type in BookEvent['type']]: Extract<BookEvent, { type: Type }> } = {
	BookOpened: {
		...{
			type: 'BookOpened',
			at,
			config: createConfig({
				...{ maxOpenTrades: 4, maxTradesPerSymbol: 1, volumeShare: '0.1' },
				...{ queueAhead: '1.5', limitFillProbability: '0.25' },
				...{ depthLevels: 5, depthTerms: { first: '0.5', growth: '1.5', spacing: '0.0002' } },
				locks: {
					stopGuardStops: 3,
					cooldownSeconds: 60,
					lowProfitBelow: ratio('0'),
					drawdownLimit: ratio('0.1')
				},
				risk: {
					restricted: ['ABC'],
					sectors: { XYZ: 'Energy' },
					maxPositionQuantity: quantity('100'),
					maxTradeMoney: money('500')
				}
			})
		},
		source: { type: 'generated', seed: 7, symbols: 20, startsAt: at },
		instruments: [
			{ instrument: createInstrument('XYZ', 'us_equity'), interval: '1d' },
			{ instrument: createInstrument('BTC', 'crypto'), interval: '1m' }
		],
		day: 19_786
	},
	DecisionQueued: {
		...{ type: 'DecisionQueued', at },
		decision: createDecision({
			...{ confidence: 0.1, size: { by: 'quantity', quantity: quantity('2.5') } },
			...{ entryPrice: price('99.5'), levels, strategy: 's', reason: 'r', tag: 't', expiresAt: at }
		})
	},
	DecisionTaken: { type: 'DecisionTaken', at, decision: createDecision() },
	DecisionRefused: { type: 'DecisionRefused', at, decisionId, symbol: 'XYZ', reason: 'halted' },
	DecisionHeld: { type: 'DecisionHeld', at, decisionId, symbol: 'XYZ', outcome: 'levels_updated' },
	OrderInitialized: {
		...{ type: 'OrderInitialized', at, intent: order, sizing, verdict: { approved: false, checks } }
	},
	OrderDenied: { type: 'OrderDenied', at, orderId, reasons: ['position_limit', 'insufficient_cash'] },
	OrderSubmitted: { type: 'OrderSubmitted', at, orderId, arrivesAt: at + 120 },
	OrderRequested: {
		...{ type: 'OrderRequested', at, request: 'q3', decisionId },
		order: {
			...{
				symbol: 'XYZ',
				side: 'buy',
				size: { by: 'notional', notional: money('1000') },
				type: 'stop_limit'
			},
			...{ limitPrice: price('101'), stopPrice: price('100.5'), trail: null, timeInForce: 'gtd' },
			...{ expiresAt: at + 60_000, extendedHours: true, reduceOnly: false, otherStop: null },
			legs: {
				takeProfit: price('120'),
				stopLoss: {
					...{ stopPrice: null, limitPrice: null },
					trail: { by: 'fraction', fraction: ratio('0.05'), activation: price('110') }
				}
			},
			...{ strategy: 's', reason: 'why', tag: 't' }
		}
	},
	CancelRequested: { type: 'CancelRequested', at, orderId, arrivesAt: at + 40, reason: 'follows_position' },
	ReplaceRequested: {
		type: 'ReplaceRequested',
		at,
		orderId,
		asked: order,
		arrivesAt: null,
		reason: 'by_hand'
	},
	OrderElected: { type: 'OrderElected', at, orderId, price: price('100.5') },
	OrderReplaced: {
		...{ type: 'OrderReplaced', at, orderId },
		terms: {
			...{ quantity: quantity('5'), limitPrice: null, stopPrice: null },
			trail: { by: 'amount', amount: price('2'), activation: null }
		}
	},
	RequestRefused: { type: 'RequestRefused', at, orderId, reason: 'below_filled' },
	CloseRequested: { type: 'CloseRequested', at, request: 'q1', symbol: 'XYZ', quantity: quantity('5') },
	CommandRefused: {
		...{ type: 'CommandRefused', at, request: 'q2', command: 'ChangeProtection', subject: 'XYZ' },
		reason: 'level_passed'
	},
	OrderAccepted: { type: 'OrderAccepted', at, orderId },
	OrderRejected: { type: 'OrderRejected', at, orderId, reason: 'duplicate_order' },
	OrderFilled: {
		type: 'OrderFilled',
		fill: {
			id: orderToFillId(orderId, 2),
			...{ orderId, decisionId, cause: 'closed_by_hand', symbol: 'XYZ', side: 'sell' },
			...{ quantity: quantity('10'), price: price('101.25'), fee: money('0.35') },
			...{ feeQuantity: quantity('0.001'), at, bar: at - 60_000, guardsFrom: at },
			reckoned: {
				met: {
					type: 'bar',
					open: price('101.3'),
					high: price('102'),
					low: price('100.5'),
					from: price('101.3'),
					levels: [
						{ price: price('101.3'), quantity: quantity('6') },
						{ price: price('101.175'), quantity: quantity('4') }
					]
				},
				...{ by: 'walking', role: 'taker' },
				reckoned: { commission: money('0.2'), sec: money('0.02814'), taf: money('0.00166') },
				charged: { commission: money('0.35'), sec: money('0.03'), taf: money('0.01') }
			}
		},
		seen: { low: price('100.5'), high: price('102') }
	},
	OrderCanceled: { type: 'OrderCanceled', at, orderId, reason: 'fill_or_kill' },
	OrderExpired: { type: 'OrderExpired', at, orderId, reason: 'expires_at' },
	TriggerArmed: {
		...{ type: 'TriggerArmed', at },
		trigger: {
			...{ id: triggerId, symbol: 'XYZ', guards: 'short', kind: 'trailing_stop', highWater: price('101') },
			fractions: [{ from: at, value: ratio('0.05') }]
		}
	},
	LevelMoved: {
		...{ type: 'LevelMoved', at, from: at + 60_000, symbol: 'XYZ', kind: 'take_profit' },
		level: price('130')
	},
	TrailMoved: { type: 'TrailMoved', at, from: at + 60_000, symbol: 'XYZ', fraction: ratio('0.03') },
	HighWaterRaised: { type: 'HighWaterRaised', at, symbol: 'XYZ', mark: price('102') },
	TriggerFired: {
		...{ type: 'TriggerFired', at, triggerId, symbol: 'XYZ', level: price('97') },
		on: {
			type: 'quote',
			bid: price('96.97'),
			ask: price('97.01'),
			last: price('96.98'),
			from: price('96.97')
		}
	},
	TriggerCanceled: { type: 'TriggerCanceled', at, triggerId, symbol: 'XYZ' },
	ProtectionCanceled: { type: 'ProtectionCanceled', at, symbol: 'XYZ' },
	SnapshotTaken: {
		...{ type: 'SnapshotTaken', endsDay: true },
		snapshot: {
			...{ at, cash: money('-0.000000000000000001'), positionsValue: money('1000'), equity: money('1000') },
			...{ unrealised: money('-3.5'), realisedGross: money('12'), fees: money('0.7') }
		},
		marks
	},
	DayBegan: { type: 'DayBegan', at, day: 19_786, equity: money('1000.5'), marks },
	MarketUnwatched: { type: 'MarketUnwatched', at, from: at - 3_600_000, guarded: ['XYZ'] },
	SettingsChanged: {
		...{ type: 'SettingsChanged', at, request: 'q3', reason: 'by hand' },
		changes: [
			{ key: 'sizing.maxPositionFraction', from: '0.1', to: '0.08' },
			{ key: 'risk.maxOpenTrades', from: 'off', to: '4' },
			{ key: 'slippageBps', from: '5', to: '0.00001' }
		]
	},
	TradingStateChanged: {
		...{ type: 'TradingStateChanged', at, state: 'halted', level: 'flatten', by: 'switch' },
		reason: 'by "hand"\n\u2028'
	},
	SignalOnlySet: { type: 'SignalOnlySet', at, isOn: true, by: 'console' },
	...stoppingByType,
	...brokerEventsAt(at, order),
	DecisionCanceled: { type: 'DecisionCanceled', at, decision: createDecision() },
	ConfirmationAsked: { type: 'ConfirmationAsked', at, decision: createDecision() },
	DecisionConfirmed: { type: 'DecisionConfirmed', at, request: 'q4', decisionId, symbol: 'XYZ' },
	DecisionDismissed: { type: 'DecisionDismissed', at, request: 'q5', decision: createDecision() }
};

const stopLoss = {
	id: triggerId,
	symbol: 'XYZ',
	guards: 'long',
	kind: 'stop_loss',
	levels: [{ from: at, value: price('90') }]
} as const;

/** Events of each type, with everything given and with what may be null or empty. */
export const eventSamples: readonly BookEvent[] = [
	...Object.values(eventByType),
	{
		...eventByType.BookOpened,
		config: createConfig({ feeDecimals: null }),
		source: { type: 'bars', startsAt: at }
	},
	{ ...eventByType.BookOpened, source: { type: 'history', startsAt: at }, instruments: [], day: null },
	{ ...eventByType.DecisionTaken, decision: createDecision({ action: 'SELL', size: null }) },
	{
		...eventByType.OrderInitialized,
		intent: createOrder(),
		...{ sizing: null, verdict: { approved: true, checks: unmeasured } }
	},
	{ ...eventByType.OrderInitialized, sizing: { ...sizing, refPrice: null, equity: null, expected: null } },
	{ ...eventByType.TriggerArmed, trigger: stopLoss },
	{
		...eventByType.TriggerFired,
		on: { type: 'bar', open: price('98'), high: price('98.2'), low: price('96.5'), from: price('97') }
	},
	...[null, livePrices(at)].map((on) => ({ ...eventByType.TriggerFired, on })),
	{ ...eventByType.TradingStateChanged, state: 'active', level: null, by: null },
	...otherStopping,
	...otherBrokerEvents(at),
	{ ...eventByType.SnapshotTaken, marks: [], endsDay: false }
];

/** What a run of random decisions says, and one of sessions with orders taken back and states changed by hand. */
export function eventsOfRuns(seed: number): readonly BookEvent[] {
	const run = makeSessionRun(seed);
	const config = { ...toBookConfig({ ...run.config, maxDataAgeSeconds: 100 }), extendedHours: false };
	const commands = makeCommands(run, seed);
	const session = runNaively({ config, series: run.series, commands, sessions: thanksgiving });
	return [...runEvents(makeRandomRun(seed, 3, 80)).events, ...session.events];
}

/** Entries of events in order, numbered from 1. */
export function toEntries(events: readonly BookEvent[]): readonly JournalEntry[] {
	return events.map((event, index) => {
		return { seq: index + 1, epoch: 2, recordedAt: at + index, causedBy: Math.max(1, index), event };
	});
}

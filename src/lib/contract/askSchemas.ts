import { routings } from '../domain/brokerEvents.ts';
import { breakerNames } from '../domain/breakers.ts';
import { curveRanges } from '../domain/curveRange.ts';
import { killLevels } from '../domain/killSwitch.ts';
import { orderTypes, timesInForce } from '../domain/orderTerms.ts';
import { failed, ok, type Result } from '../domain/result.ts';
import { forbiddenCharacter } from '../schema/textField.ts';
import { z } from '../schema/zod.ts';
import { candlesSchema } from './candles.ts';
import type { DeskRequests, RequestFault, RequestName } from './deskApi.ts';
import { journalKinds } from './journalSearch.ts';
import { figureKeys } from './explainView.ts';
import { profileNames } from './riskProfiles.ts';
import { orderColumns, orderStatuses } from './orderHistory.ts';

const text = (limit: number) =>
	z.string().check(
		z.maxLength(limit),
		z.refine((given) => !forbiddenCharacter.test(given), 'text without control characters')
	);
const typed = z.optional(text(64));
const id = text(200);
const request = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/));
const limit = z.optional(z.int().check(z.positive()));
const file = z.object({ name: text(255), content: z.instanceof(Blob) });
const nothing = z.strictObject({});
const relay = z.optional(text(2_000));
const askedBy = z.enum(['switch', 'key', 'flag', 'console']);
const isFileHandle = (given: unknown): boolean =>
	typeof given === 'object' && given !== null && 'name' in given && 'getFile' in given;
// A table of sectors is a long text.
const typedSettings = z.record(text(64), text(100_000));

const fileImport = z.strictObject({
	...{ name: text(255), text: z.string().check(z.maxLength(100_000)), apply: z.boolean(), request }
});

const orderKey = z.enum(orderColumns.map(({ key }) => key));
const orderSort = z.strictObject({ key: orderKey, descending: z.boolean() });
const orderFilter = z.strictObject({
	symbol: z.optional(id),
	side: z.optional(z.enum(['buy', 'sell'])),
	statuses: z.optional(z.array(z.enum(orderStatuses)).check(z.maxLength(orderStatuses.length))),
	strategy: z.optional(text(200)),
	...{ from: z.optional(text(32)), to: z.optional(text(32)), text: z.optional(text(200)) }
});
const place = z.int().check(z.nonnegative());

const ticket = z.strictObject({
	symbol: text(64),
	action: z.enum(['BUY', 'SELL', 'HOLD']),
	...{ sizePct: typed, quantity: typed, entryPrice: typed, stopLoss: typed, takeProfit: typed },
	...{ trailingStopPct: typed, confidence: typed, strategy: typed, tag: typed },
	reason: z.optional(text(500))
});

const order = z.strictObject({
	...{ symbol: text(64), side: z.enum(['buy', 'sell']), type: z.optional(z.enum(orderTypes)) },
	...{ quantity: typed, notional: typed, limitPrice: typed, stopPrice: typed, trailPct: typed },
	...{ trailAmount: typed, activationPrice: typed, timeInForce: z.optional(z.enum(timesInForce)) },
	...{ expiresAt: typed, extendedHours: z.optional(z.boolean()), reduceOnly: z.optional(z.boolean()) },
	...{ takeProfit: typed, stopLoss: typed, stopLossLimit: typed, stopLossTrailPct: typed },
	...{ strategy: typed, tag: typed, reason: z.optional(text(500)) }
});

/** The shape of every request. What a person typed into a field is judged by the schema of decisions, with better words. */
const askSchemas: { readonly [Name in RequestName]: z.ZodMiniType } = {
	decide: z.strictObject({ ticket, request }),
	preview: z.strictObject({ ticket }),
	submitOrder: z.strictObject({ order, request }),
	previewOrder: z.strictObject({ order }),
	replaceOrder: z.strictObject({
		...{ orderId: id, quantity: typed, limitPrice: typed, stopPrice: typed, request },
		...{ trailPct: typed, trailAmount: typed }
	}),
	cancelOrders: z.strictObject({
		...{ symbol: z.optional(id), side: z.optional(z.enum(['buy', 'sell'])), request },
		purpose: z.optional(z.enum(['entry', 'exit']))
	}),
	explain: z.strictObject({
		figure: z.enum(figureKeys),
		subject: z.optional(id),
		...{ ticket: z.optional(ticket), order: z.optional(order) }
	}),
	takeFiles: z.strictObject({ files: z.array(file).check(z.minLength(1), z.maxLength(500)), request }),
	close: z.strictObject({ symbol: id, quantity: typed, request }),
	cancel: z.strictObject({ orderId: id, request }),
	cancelDecision: z.strictObject({ decisionId: id, request }),
	confirmDecision: z.strictObject({ decisionId: id, request }),
	dismissDecision: z.strictObject({ decisionId: id, request }),
	protect: z.strictObject({
		...{ symbol: id, stopLoss: typed, takeProfit: typed, trailingStopPct: typed, request }
	}),
	halt: z.strictObject({ level: z.enum(killLevels), by: askedBy, reason: text(200) }),
	resume: z.strictObject({ word: z.string(), by: askedBy, reason: text(200) }),
	setSignalOnly: z.strictObject({ isOn: z.boolean(), by: askedBy }),
	locks: nothing,
	setLock: z.strictObject({ symbol: z.optional(id), seconds: typed, reason: text(200), request }),
	liftLock: z.strictObject({ number: z.int().check(z.positive()), reason: text(200), request }),
	breakers: nothing,
	resetBreaker: z.strictObject({ breaker: z.enum(breakerNames), reason: text(200), request }),
	watchHaltFile: z.strictObject({ file: z.nullable(z.custom(isFileHandle)) }),
	settings: nothing,
	previewSettings: z.strictObject({ changes: typedSettings }),
	changeSettings: z.strictObject({ changes: typedSettings, reason: z.optional(text(200)), request }),
	settingHistory: z.strictObject({ limit }),
	exportSettings: nothing,
	importSettings: fileImport,
	profiles: nothing,
	applyProfile: z.strictObject({ name: z.enum(profileNames), request }),
	undoSettings: z.strictObject({ seq: z.int().check(z.nonnegative()), request }),
	exportLimits: nothing,
	importLimits: fileImport,
	setClock: z.strictObject({ speed: z.optional(z.number()), isPaused: z.optional(z.boolean()) }),
	advance: z.strictObject({ to: z.enum(['step', 'nextOpen']) }),
	createBook: z.strictObject({
		name: z.string(),
		market: z.optional(z.enum(['generated', 'alpaca'])),
		seed: z.optional(z.number()),
		symbols: z.optional(z.number()),
		startingCash: typed,
		settings: z.optional(z.enum(['defaults', 'chosen']))
	}),
	chooseBook: z.strictObject({ id }),
	renameBook: z.strictObject({ id, name: z.string() }),
	resetBook: nothing,
	archiveBook: z.strictObject({ id }),
	bookWorths: nothing,
	deleteBook: z.strictObject({ id, typed: z.string() }),
	setWatchlist: z.strictObject({ symbols: z.array(id).check(z.maxLength(500)) }),
	findAssets: z.strictObject({ text: text(100) }),
	followSymbols: z.strictObject({
		symbols: z.array(text(64)).check(z.minLength(1), z.maxLength(50)),
		request
	}),
	orders: z.strictObject({ limit }),
	order: z.strictObject({ id }),
	story: z.strictObject({ order: z.optional(id), decision: z.optional(id) }),
	findOrders: z.strictObject({
		...{ filter: orderFilter, sort: orderSort, from: place },
		count: z.int().check(z.positive(), z.maximum(500)),
		hold: z.optional(z.strictObject({ id, at: place }))
	}),
	exportOrders: z.strictObject({
		...{ filter: orderFilter, sort: orderSort },
		columns: z.array(orderKey).check(z.minLength(1), z.maxLength(orderColumns.length))
	}),
	triggers: z.strictObject({ limit }),
	fills: z.strictObject({ symbol: z.optional(id), limit }),
	candles: candlesSchema,
	news: z.strictObject({ symbol: id }),
	equityCurve: z.strictObject({ range: z.enum(curveRanges) }),
	risk: nothing,
	riskCourse: nothing,
	riskHistory: z.strictObject({ limit }),
	refusals: z.strictObject({ limit }),
	trades: z.strictObject({ limit }),
	strategies: nothing,
	ledger: z.strictObject({ limit }),
	history: z.strictObject({ limit }),
	journal: z.strictObject({ before: z.optional(z.int()), limit }),
	journalSearch: z.strictObject({
		...{ text: z.optional(text(200)), symbol: z.optional(id), kind: z.optional(z.enum(journalKinds)) },
		day: z.optional(z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/))),
		...{ before: z.optional(z.int()), after: z.optional(z.int()), limit }
	}),
	journalEntry: z.strictObject({ seq: z.int().check(z.positive()) }),
	verify: nothing,
	rebuild: nothing,
	exportFile: z.strictObject({
		what: z.enum(['journal', 'trades', 'orders', 'ledger']),
		bookId: z.optional(id)
	}),
	importJournal: z.strictObject({ file }),
	cancelTask: nothing,
	connection: nothing,
	connectAlpaca: z.strictObject({
		...{ keyId: text(200), secret: text(200), passphrase: z.optional(text(200)), relay }
	}),
	unlockAlpaca: z.strictObject({ passphrase: text(200), relay }),
	examineAlpaca: z.strictObject({ relay }),
	forgetAlpaca: nothing,
	openAccountBook: z.strictObject({ request }),
	setRouting: z.strictObject({
		...{ request, routing: z.enum(routings), typed: z.optional(z.string()), reason: z.optional(text(200)) }
	}),
	reconcile: nothing,
	acceptAccount: z.strictObject({ request, typed: z.string(), reason: text(200) }),
	reconciliations: z.strictObject({ before: z.optional(z.int()), limit }),
	accountFacts: nothing,
	restPlan: nothing,
	restProtection: z.strictObject({ request })
};

/** Reads a request of a page or the console; one of another shape is refused, naming the first member that is wrong. */
export function readAsk<Name extends RequestName>(
	name: Name,
	ask: unknown
): Result<DeskRequests[Name]['ask'], RequestFault> {
	if (!Object.hasOwn(askSchemas, name)) return failed({ message: `There is no request ${String(name)}.` });
	const read = z.safeParse(askSchemas[name], ask);
	if (read.success) return ok(ask as DeskRequests[Name]['ask']);
	const [issue] = read.error.issues;
	const place = [name, ...(issue?.path ?? [])].map(String).join('.');
	return failed({ message: `${place} is not as it should be${issueText(issue)}.` });
}

function issueText(issue: z.core.$ZodIssue | undefined): string {
	if (issue?.code === 'unrecognized_keys') return `: ${issue.keys.join(', ')} is not known`;
	if (issue?.code === 'invalid_value') return `: expected ${issue.values.map(String).join(' or ')}`;
	if (issue?.code === 'invalid_type') return `: expected ${issue.expected}`;
	return issue?.code === 'too_big' ? `: at most ${String(issue.maximum)}` : '';
}

import type { Answer, DeskRequests, RequestName } from '../contract/deskApi.ts';
import type { TicketFields } from '../contract/askFields.ts';
import type {
	AccountView,
	BookChoice,
	DeskView,
	PositionView,
	SettingView,
	TriggerView
} from '../contract/deskView.ts';
import type { FigureKey } from '../contract/explainView.ts';
import { createAccountCalls, type AccountCalls } from './consoleAccount.ts';
import { createAccountingCalls, type AccountingCalls } from './consoleAccounting.ts';
import { createAssetCalls, type AssetCalls } from './consoleAssets.ts';
import { createKillCalls, type KillCalls } from './consoleKill.ts';
import { createConfirmCalls, type ConfirmCalls } from './consoleConfirm.ts';
import { createProfileCalls, type ProfileCalls } from './consoleProfiles.ts';
import { createConsoleOrder, type ConsoleOrder } from './consoleOrders.ts';
import { createRiskCalls, type RiskCalls } from './consoleRisk.ts';
import type { DeskClient, Given } from './deskClient.svelte.ts';

/** A number as it is typed on a console: exact as a text, or a plain number. */
type Typed = string | number;

/** The levels of a position; an empty text takes one away, what is absent stays. */
interface TypedLevels {
	readonly stopLoss?: Typed;
	readonly takeProfit?: Typed;
	readonly trailingStopPct?: Typed;
}

/** Settings by their path; a limit that is off is `null` or `off`. */
type TypedSettings = Readonly<Record<string, Typed | boolean | null>>;

type TypedTicket = Pick<TicketFields, 'symbol' | 'action'> & {
	readonly [Field in keyof Omit<TicketFields, 'symbol' | 'action'>]?: Typed;
};

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Limit = { readonly limit?: number };

/** The desk as the developer console has it: each call resolves to its answer, or rejects with a sentence. */
export interface BlotterConsole
	extends AccountCalls, AccountingCalls, AssetCalls, KillCalls, RiskCalls, ConfirmCalls, ProfileCalls {
	/** Prints every call and what it does. */
	help(): Promise<void>;
	portfolio(): Promise<{ readonly account: AccountView; readonly positions: readonly PositionView[] }>;
	history(ask?: Limit): AnswerOf<'history'>;
	pnl(): Promise<
		Pick<
			AccountView,
			'unrealised' | 'realisedGross' | 'realisedNet' | 'fees' | 'dayChange' | 'dayChangeFraction'
		>
	>;
	positions(): Promise<readonly PositionView[]>;
	close(symbol: string, quantity?: Typed): AnswerOf<'close'>;
	orders(ask?: Limit): AnswerOf<'orders'>;
	readonly order: ConsoleOrder;
	/** Everything about an order by its id, or about a decision. */
	story(of: string | Given<'story'>): AnswerOf<'story'>;
	fills(ask?: Given<'fills'>): AnswerOf<'fills'>;
	candles(ask: Given<'candles'>): AnswerOf<'candles'>;
	news(symbol: string): AnswerOf<'news'>;
	journal(ask?: Given<'journal'>): AnswerOf<'journal'>;
	/** A slice of a search: the next one asks for what is before `reached.seq`. */
	search(query?: Given<'journalSearch'>): AnswerOf<'journalSearch'>;
	entry(seq: number): AnswerOf<'journalEntry'>;
	readonly triggers: {
		list(): Promise<readonly TriggerView[]>;
		/** Those that fired or were canceled as well, the newest first. */
		history(ask?: Limit): AnswerOf<'triggers'>;
		create(symbol: string, levels: TypedLevels): AnswerOf<'protect'>;
		modify(symbol: string, levels: TypedLevels): AnswerOf<'protect'>;
		delete(symbol: string, kind: TriggerView['kind']): AnswerOf<'protect'>;
	};
	decide(fields: TypedTicket): AnswerOf<'decide'>;
	preview(fields: TypedTicket): AnswerOf<'preview'>;
	cancel(orderId: string): AnswerOf<'cancel'>;
	cancelDecision(decisionId: string): AnswerOf<'cancelDecision'>;
	/** The arithmetic of a number; `subject` is a symbol or the id of a trigger, a ticket's numbers take its fields. */
	explain(figure: FigureKey, subject?: string | TypedTicket): AnswerOf<'explain'>;
	readonly books: {
		list(): Promise<readonly BookChoice[]>;
		create(name: string, ask?: Omit<Given<'createBook'>, 'name'>): AnswerOf<'createBook'>;
		choose(id: string): AnswerOf<'chooseBook'>;
		rename(id: string, name: string): AnswerOf<'renameBook'>;
		reset(): AnswerOf<'resetBook'>;
		/** It is read from then on, and not continued. */
		archive(id: string): AnswerOf<'archiveBook'>;
		/** `typed` is the word `delete`. */
		delete(id: string, typed: string): AnswerOf<'deleteBook'>;
	};
	readonly settings: {
		/** Every setting with its value, its default and when it was changed last. */
		get(): AnswerOf<'settings'>;
		/** Changes settings by the path they have in a config.json: `{'sizing.maxPositionFraction': 0.08}`. */
		set(changes: TypedSettings): AnswerOf<'changeSettings'>;
		/** Puts these settings, or all of them, back to their defaults. */
		reset(keys?: readonly string[]): AnswerOf<'changeSettings'>;
		history(ask?: Limit): AnswerOf<'settingHistory'>;
		/** The settings as the text of a config.json. */
		export(): Promise<string>;
		/** Takes the text of a config.json; with `apply` false it only says what would change. */
		import(text: string, apply?: boolean): AnswerOf<'importSettings'>;
	};
	/** The book's own clock. */
	readonly clock: {
		set(pace: Given<'setClock'>): AnswerOf<'setClock'>;
		step(): AnswerOf<'advance'>;
		nextOpen(): AnswerOf<'advance'>;
	};
	/** Takes a file as if it was dropped: decisions, bars or settings. */
	take(name: string, text: string): AnswerOf<'takeFiles'>;
	/** The symbols that are followed, in their order. */
	watch(symbols: readonly string[]): AnswerOf<'setWatchlist'>;
	verify(): AnswerOf<'verify'>;
	rebuild(): AnswerOf<'rebuild'>;
	export(what: Given<'exportFile'>['what'], bookId?: string): AnswerOf<'exportFile'>;
	import(name: string, content: Blob): AnswerOf<'importJournal'>;
}

declare global {
	var blotter: BlotterConsole;
}

/** What the console needs of the client. */
type Desk = Pick<DeskClient, 'ask' | 'running'>;

const fieldByKind = {
	stop_loss: 'stopLoss',
	take_profit: 'takeProfit',
	trailing_stop: 'trailingStopPct'
} as const satisfies Record<TriggerView['kind'], keyof TypedLevels>;

/** Makes the console's desk over a client. */
export function createBlotterConsole(desk: Desk): BlotterConsole {
	const ask = async <Name extends RequestName>(name: Name, given: Given<Name>): AnswerOf<Name> => {
		await desk.running();
		return valueOf(await desk.ask(name, given));
	};
	return Object.freeze({
		help: printCalls,
		...readings(desk.running, ask),
		...createAccountingCalls(ask),
		...createAssetCalls(ask),
		...createKillCalls(ask),
		...createRiskCalls(ask),
		...createConfirmCalls(desk.running, ask),
		...createProfileCalls(ask),
		triggers: triggersOf(desk.running, ask),
		books: booksOf(desk.running, ask),
		settings: settingsOf(ask),
		...createAccountCalls(desk.running, ask),
		close: (symbol: string, quantity?: Typed) =>
			ask('close', quantity === undefined ? { symbol } : { symbol, quantity: String(quantity) }),
		decide: (fields: TypedTicket) => ask('decide', { ticket: ticketOf(fields) }),
		preview: (fields: TypedTicket) => ask('preview', { ticket: ticketOf(fields) }),
		cancel: (orderId: string) => ask('cancel', { orderId }),
		cancelDecision: (decisionId: string) => ask('cancelDecision', { decisionId }),
		explain: (figure: FigureKey, subject?: string | TypedTicket) =>
			ask('explain', { figure, ...subjectOf(subject) }),
		clock: Object.freeze({
			set: (pace: Given<'setClock'>) => ask('setClock', pace),
			step: () => ask('advance', { to: 'step' }),
			nextOpen: () => ask('advance', { to: 'nextOpen' })
		}),
		take: (name: string, text: string) => ask('takeFiles', { files: [{ name, content: new Blob([text]) }] }),
		watch: (symbols: readonly string[]) => ask('setWatchlist', { symbols }),
		verify: () => ask('verify', {}),
		rebuild: () => ask('rebuild', {}),
		export: (what: Given<'exportFile'>['what'], bookId?: string) =>
			ask('exportFile', bookId === undefined ? { what } : { what, bookId }),
		import: (name: string, content: Blob) => ask('importJournal', { file: { name, content } })
	});
}

/** Puts the console's desk where a person on the developer console finds it. */
export function installBlotterConsole(desk: Desk): void {
	Object.defineProperty(globalThis, 'blotter', {
		value: createBlotterConsole(desk),
		enumerable: true,
		configurable: true
	});
}

async function printCalls(): Promise<void> {
	const { consoleCalls } = await import('./consoleCalls.ts');
	const lines = consoleCalls.map(([call, does]) => `blotter.${call}\n    ${does}`);
	// Asked for on the console, answered on the console.
	// eslint-disable-next-line no-console
	console.info(lines.join('\n'));
}

type Running = () => Promise<DeskView>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

function readings(running: Running, ask: Ask) {
	return {
		portfolio: async () => {
			const { account, positions } = await running();
			return { account, positions };
		},
		pnl: async () => {
			const { account } = await running();
			const { unrealised, realisedGross, realisedNet, fees, dayChange, dayChangeFraction } = account;
			return { unrealised, realisedGross, realisedNet, fees, dayChange, dayChangeFraction };
		},
		positions: async () => (await running()).positions,
		history: (given: Limit = {}) => ask('history', given),
		orders: (given: Limit = {}) => ask('orders', given),
		order: createConsoleOrder(ask),
		story: (of: string | Given<'story'>) => ask('story', typeof of === 'string' ? { order: of } : of),
		fills: (given: Given<'fills'> = {}) => ask('fills', given),
		candles: (given: Given<'candles'>) => ask('candles', given),
		news: (symbol: string) => ask('news', { symbol }),
		journal: (given: Given<'journal'> = {}) => ask('journal', given),
		search: (query: Given<'journalSearch'> = {}) => ask('journalSearch', query),
		entry: (seq: number) => ask('journalEntry', { seq })
	};
}

function triggersOf(running: Running, ask: Ask): BlotterConsole['triggers'] {
	const protect = (symbol: string, levels: TypedLevels) => ask('protect', { symbol, ...textsOf(levels) });
	return Object.freeze({
		list: async () => (await running()).triggers,
		history: (given: Limit = {}) => ask('triggers', given),
		create: protect,
		modify: protect,
		delete: (symbol: string, kind: TriggerView['kind']) =>
			protect(symbol, { [Object.hasOwn(fieldByKind, kind) ? fieldByKind[kind] : kind]: '' })
	});
}

function booksOf(running: Running, ask: Ask): BlotterConsole['books'] {
	return Object.freeze({
		list: async () => (await running()).books,
		create: (name: string, given: Omit<Given<'createBook'>, 'name'> = {}) =>
			ask('createBook', { ...given, name }),
		choose: (id: string) => ask('chooseBook', { id }),
		rename: (id: string, name: string) => ask('renameBook', { id, name }),
		reset: () => ask('resetBook', {}),
		archive: (id: string) => ask('archiveBook', { id }),
		delete: (id: string, typed: string) => ask('deleteBook', { id, typed })
	});
}

function settingsOf(ask: Ask): BlotterConsole['settings'] {
	const set = (changes: TypedSettings | null | undefined) => {
		const texts = Object.entries(changes ?? {}).map(([key, value]) => [key, String(value ?? 'off')] as const);
		return ask('changeSettings', { changes: Object.fromEntries(texts) });
	};
	return Object.freeze({
		get: () => ask('settings', {}),
		set,
		reset: async (keys?: readonly string[]) => {
			const { settings } = await ask('settings', {});
			const known = settings.filter(({ key }) => keys === undefined || keys.includes(key));
			const unknown = (keys ?? []).filter((key) => !known.some((setting) => setting.key === key));
			const defaults = known.map((setting) => [setting.key, typedWithUnit(setting)] as const);
			return set(Object.fromEntries([...defaults, ...unknown.map((key) => [key, ''] as const)]));
		},
		history: (given: Limit = {}) => ask('settingHistory', given),
		export: async () => (await ask('exportSettings', {})).text,
		import: (text: string, apply = true) => ask('importSettings', { name: 'config.json', text, apply })
	});
}

/** A default as it is typed: a percentage has its sign. */
function typedWithUnit({ kind, defaultTyped }: SettingView): string {
	return kind === 'percent' ? `${defaultTyped} %` : defaultTyped;
}

// What is not given at all is refused by the worker, as any other shape is.
function ticketOf(given: TypedTicket | null | undefined): TicketFields {
	const { symbol, action, ...fields }: Partial<TypedTicket> = given ?? {};
	return { symbol, action, ...textsOf(fields) } as TicketFields;
}

function subjectOf(subject: string | TypedTicket | null | undefined): Omit<Given<'explain'>, 'figure'> {
	if (subject === undefined || subject === null) return {};
	return typeof subject === 'string' ? { subject } : { ticket: ticketOf(subject) };
}

function textsOf(
	fields: Readonly<Record<string, Typed | undefined>> | TypedLevels | null | undefined
): Record<string, string> {
	const given = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined && value !== null);
	return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

function valueOf<Name extends RequestName>(answer: Answer<Name>): DeskRequests[Name]['answer'] {
	if (answer.ok) return answer.value;
	const { message, messages = [] } = answer.error;
	throw new Error([message, ...messages].join('\n'));
}

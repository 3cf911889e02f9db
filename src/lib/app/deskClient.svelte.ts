import type {
	Answer,
	DeskApi,
	DeskRequests,
	DeskState,
	DeskTrouble,
	RequestName
} from '../contract/deskApi.ts';
import type { DeskView } from '../contract/deskView.ts';
import { failed } from '../domain/result.ts';
import { isHaltedBy } from './haltFlag.ts';

/** What a person gives to a request; the id that keeps it from being done twice is added here. */
export type Given<Name extends RequestName> = DeskRequests[Name]['ask'] extends { readonly request: string }
	? Omit<DeskRequests[Name]['ask'], 'request'>
	: DeskRequests[Name]['ask'];

type ActionName = {
	[Name in RequestName]: DeskRequests[Name]['ask'] extends { readonly request: string } ? Name : never;
}[RequestName];

const isAction: Readonly<Record<ActionName, true>> = {
	decide: true,
	submitOrder: true,
	replaceOrder: true,
	cancelOrders: true,
	takeFiles: true,
	close: true,
	cancel: true,
	cancelDecision: true,
	confirmDecision: true,
	dismissDecision: true,
	setLock: true,
	liftLock: true,
	protect: true,
	changeSettings: true,
	importSettings: true,
	applyProfile: true,
	undoSettings: true,
	importLimits: true,
	resetBreaker: true,
	openAccountBook: true,
	setRouting: true,
	acceptAccount: true,
	restProtection: true,
	followSymbols: true
};

/** What further changes something, or writes a file. */
const changesDesk: ReadonlySet<RequestName> = new Set<RequestName>([
	'halt',
	'resume',
	'setSignalOnly',
	'watchHaltFile',
	'createBook',
	'chooseBook',
	'renameBook',
	'resetBook',
	'deleteBook',
	'rebuild',
	'exportFile',
	'importJournal'
]);

/** Why a request changed nothing, as the page shows it. */
export interface Refusal {
	readonly message: string;
	readonly messages: readonly string[];
}

/** Prices are drawn this often at most, milliseconds: faster than that nobody reads. */
const drawsEvery = 100;

/** The desk as a page draws it: what the worker tells, and what came of the last thing that was asked. */
export class DeskClient {
	#state = $state.raw<DeskState>({ type: 'starting', step: 'Starting' });
	#refusal = $state.raw<Refusal | null>(null);
	#said = $state('');
	#undo = $state.raw<(() => void) | null>(null);
	#asking = 0;
	// Apart from the count: whoever asks in an effect must not depend on it.
	#isAsking = $state(false);
	readonly #connect: () => DeskApi;
	readonly #build: string;
	readonly #onDecided: () => void;
	#api: DeskApi | undefined;
	#isBroken = false;
	/** The newest of the prices that came since the last were drawn; undefined while there is time to draw at once. */
	#next: { state: DeskState | null } | undefined;
	#waiting: ((state: DeskState) => void)[] = [];
	/** Ids of requests whose answer never came: asked again, they keep their id. */
	#unanswered: Readonly<Record<string, string>> = {};

	/**
	 * `connect` starts the worker; it is called once, when it is needed first. `build` names this version of the app;
	 * `onDecided` hears of each decision that was taken.
	 */
	constructor(connect: () => DeskApi, build: string, onDecided: () => void = () => undefined) {
		this.#connect = connect;
		this.#build = build;
		this.#onDecided = onDecided;
	}

	get state(): DeskState {
		return this.#state;
	}
	/** What is shown, or null while there is nothing to show. */
	get view(): DeskView | null {
		return this.#state.type === 'running' ? this.#state.view : null;
	}
	get refusal(): Refusal | null {
		return this.#refusal;
	}
	/** What came of the last thing that was done, in a sentence. */
	get said(): string {
		return this.#said;
	}
	/** Takes back what was done last; null when nothing does. */
	get undo(): (() => void) | null {
		return this.#undo;
	}

	/** Whether something is asked that may change the desk, and not answered yet. */
	get isAsking(): boolean {
		return this.#isAsking;
	}

	/** Starts the desk's worker; nothing happens when it runs already. */
	start = (): void => void this.#begin();

	/** The desk once it runs; an error with the sentence of the trouble when it cannot. */
	running = async (): Promise<DeskView> => {
		this.start();
		const known = this.#next?.state ?? this.#state;
		const state =
			known.type === 'starting'
				? await new Promise<DeskState>((resolve) => this.#waiting.push(resolve))
				: known;
		if (state.type === 'running') return state.view;
		throw new Error(
			state.type === 'trouble' ? `${state.trouble.title}. ${state.trouble.message}` : state.step
		);
	};

	/** Asks the worker; what breaks on the way is a fault like any other. */
	ask = async <Name extends RequestName>(name: Name, given: Given<Name>): Promise<Answer<Name>> => {
		const key = JSON.stringify([name, given], sizeOfBlob);
		const { [key]: unanswered, ...others } = this.#unanswered;
		const request = unanswered ?? crypto.randomUUID();
		this.#unanswered = others;
		const ask = (name in isAction ? { ...given, request } : given) as DeskRequests[Name]['ask'];
		this.#count(name, 1);
		try {
			const api = this.#begin();
			if (api === undefined) throw new Error('The desk could not be started.');
			const answer = await api.ask(name, ask);
			if ((name === 'decide' || name === 'takeFiles') && answer.ok) this.#onDecided();
			return answer;
		} catch (error) {
			if (name in isAction) this.#unanswered = { ...this.#unanswered, [key]: request };
			return failed({ message: messageOf(error) });
		} finally {
			this.#count(name, -1);
		}
	};

	/** Asks, and shows what came of it: a sentence, with a way to take it back if there is one, or why nothing changed. */
	act = async <Name extends RequestName>(
		name: Name,
		given: Given<Name>,
		tell: (value: DeskRequests[Name]['answer']) => string,
		undo: (() => void) | null = null
	): Promise<Answer<Name>> => {
		this.#refusal = null;
		const answer = await this.ask(name, given);
		if (answer.ok) this.say(tell(answer.value), undo);
		else this.refuse(answer.error.message, answer.error.messages);
		return answer;
	};

	say = (text: string, undo: (() => void) | null = null): void => {
		this.#said = text;
		this.#undo = undo;
	};

	refuse = (message: string, messages: readonly string[] = []): void => {
		this.say('');
		this.#refusal = { message, messages };
	};

	dismissRefusal = (): void => {
		this.#refusal = null;
	};

	/** Tries again after a trouble. */
	retry = async (): Promise<void> => {
		await this.#begin()
			?.retry()
			.catch((error: unknown) => this.#breakDown(error));
	};

	#count(name: RequestName, change: 1 | -1): void {
		if (!(name in isAction) && !changesDesk.has(name)) return;
		this.#asking += change;
		this.#isAsking = this.#asking > 0;
	}

	#begin(): DeskApi | undefined {
		if (this.#api !== undefined || this.#isBroken) return this.#api;
		try {
			this.#api = this.#connect();
			this.#api
				.connect(this.#build, this.#take, isHaltedBy(globalThis.location?.search ?? ''))
				.catch((error: unknown) => this.#breakDown(error));
		} catch (error) {
			this.#breakDown(error);
		}
		return this.#api;
	}

	readonly #take = (state: DeskState): void => {
		// A worker that broke down may go on telling what is no longer so.
		if (this.#isBroken) return;
		if (this.#next !== undefined && state.type === 'running' && this.#state.type === 'running') {
			this.#next.state = state;
			return;
		}
		this.#show(state);
	};

	#show(state: DeskState): void {
		this.#state = state;
		this.#next = undefined;
		if (state.type === 'starting') return;
		for (const resolve of this.#waiting.splice(0)) resolve(state);
		const next: { state: DeskState | null } = { state: null };
		this.#next = next;
		setTimeout(() => {
			if (this.#next !== next) return;
			this.#next = undefined;
			if (next.state !== null) this.#show(next.state);
		}, drawsEvery);
	}

	#breakDown(error: unknown): void {
		this.#take({ type: 'trouble', trouble: troubleOf(messageOf(error)) });
		this.#isBroken = true;
	}
}

function troubleOf(message: string): DeskTrouble {
	return {
		kind: 'fault',
		title: 'The desk broke down',
		message,
		remedy: 'Reload the page. What the journal holds is kept on this device.',
		canExport: false,
		canRetry: false
	};
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const sizeOfBlob = (_: string, value: unknown): unknown => (value instanceof Blob ? value.size : value);

import type {
	Answer,
	DeskApi,
	DeskRequests,
	DeskState,
	DeskTrouble,
	RequestName
} from '../../lib/contract/deskApi.ts';
import { failed } from '../../lib/domain/result.ts';
import { createBreather } from '../breather.ts';
import { createAskRelay } from './askRelay.ts';
import { openDeskChannel, type DeskChannel, type DeskMessage } from './deskChannel.ts';
import { DeskSession } from './deskSession.ts';
import { createLeadership, type Leadership } from './leadership.ts';
import { outside } from './outside.ts';
import { noStorage, openStorage, type Storage } from './storage.ts';
import { storeTrouble } from './troubles.ts';
import { every, wallClock } from './wallClock.ts';

const beatEvery = 1000;
/** A leader that has been silent for this long is replaced, and one that was must not act any more. */
const silenceIsDeath = 5000;
/** A follower that has not been heard of for this long is not told any more. */
const followerGone = 6000;
const answersKept = 200;

const otherBuild: DeskTrouble = {
	kind: 'other_build',
	title: 'Another version runs the desk',
	message: 'The tab that runs the desk has another version of Blotter than this one.',
	remedy: 'Reload this tab. If that does not help, reload the other one.',
	canExport: false,
	canRetry: false
};

function deniedTrouble(error: unknown): DeskTrouble {
	const message = error instanceof Error ? error.message.replace(/\.$/, '') : String(error);
	// Where a site may keep nothing, it may not take a lock either.
	if (error instanceof DOMException) return noStorage(`The browser said: ${message}.`);
	return {
		kind: 'fault',
		title: 'The desk could not start',
		message: `${message}.`,
		remedy: 'Try again. If it fails again, reload this page: what the journal holds is kept on this device.',
		canExport: false,
		canRetry: true
	};
}

type AskMessage = Extract<DeskMessage, { type: 'ask' }>;

/** Whether a request carries the id of a person's action. */
function isAction(ask: unknown): boolean {
	return typeof ask === 'object' && ask !== null && 'request' in ask;
}

/**
 * The desk's part of a tab: it leads when it holds the lock of the profile, and otherwise follows the tab that does. A
 * follower shows what the leader shows and passes on what it is asked.
 */
export class DeskHost implements DeskApi {
	readonly #tab = crypto.randomUUID();
	#build = '';
	#isHalted = false;
	#tell: (state: DeskState) => void = () => undefined;
	#channel: DeskChannel | null = null;
	#leadership: Leadership | null = null;
	#session: DeskSession | null = null;
	#storage: Storage | null = null;
	#epoch = 0;
	/** Whether this holds the lock: also in a trouble, until a person tries again. */
	#isLeading = false;
	#giveUp: () => void = () => undefined;
	#shown: DeskState | null = null;
	#beatAt = 0;
	#tickAt = performance.now();
	#heardAt = performance.now();
	#heardEpoch = 0;
	#followerAt = -Infinity;
	/** Asked by other tabs while this one was still opening the desk. */
	#held: AskMessage[] = [];
	readonly #relay = createAskRelay((id, name, ask) =>
		this.#send({ type: 'ask', build: this.#build, tab: this.#tab, id, name, ask })
	);
	readonly #answers = new Map<string, Promise<Answer<RequestName>>>();

	connect(build: string, onState: (state: DeskState) => void, isHalted: boolean): Promise<void> {
		this.#build = build;
		this.#isHalted = isHalted;
		this.#tell = onState;
		onState({ type: 'starting', step: 'Looking for another tab' });
		this.#channel = openDeskChannel();
		this.#channel.listen((message) => this.#hear(message));
		this.#leadership = createLeadership({
			lead: () => this.#lead(),
			lost: () => this.#standDown(),
			denied: (error) => this.#tell({ type: 'trouble', trouble: deniedTrouble(error) })
		});
		this.#leadership.queue();
		this.#send({ type: 'here', tab: this.#tab });
		this.#heardAt = performance.now();
		setInterval(() => this.#beat(), beatEvery);
		return Promise.resolve();
	}

	ask<Name extends RequestName>(name: Name, ask: DeskRequests[Name]['ask']): Promise<Answer<Name>> {
		if (this.#session !== null) return this.#session.ask(name, ask);
		return this.#relay.ask(name, ask);
	}

	async retry(): Promise<void> {
		if (this.#session !== null && this.#storage !== null) await this.#session.retry();
		else if (this.#isLeading) this.#giveUp();
		else this.#leadership?.queue();
	}

	/** Leads until it gives up: opens the storage, becomes the leader of a new epoch, and runs the desk. */
	async #lead(): Promise<void> {
		this.#isLeading = true;
		this.#epoch = 0;
		this.#tell({ type: 'starting', step: 'Opening the journal' });
		const until = new Promise<void>((resolve) => {
			this.#giveUp = resolve;
		});
		this.#beatAt = performance.now();
		try {
			const trouble = await this.#begin();
			if (trouble !== null) this.#show({ type: 'trouble', trouble });
			await until;
			await this.#end();
		} finally {
			this.#isLeading = false;
		}
		// Whoever gave up stands in line again.
		this.#leadership?.queue();
	}

	async #begin(): Promise<DeskTrouble | null> {
		const storage = await openStorage((trouble) => this.#taken(trouble));
		if (!storage.ok) return storage.error;
		this.#storage = storage.value;
		const epoch = await storage.value.journal.takeEpoch();
		if (!epoch.ok) return storeTrouble(epoch.error);
		this.#epoch = epoch.value;
		const breather = createBreather(0);
		const { journal, books, vault, assets } = storage.value;
		const session: DeskSession = new DeskSession({
			...{ journal, books, epoch: epoch.value, isHalted: this.#isHalted },
			...{ wall: () => wallClock.now(), every },
			alpaca: { vault, assets, ...outside },
			breathe: async () => {
				await breather();
			},
			mayAct: (): boolean => this.#session === session && performance.now() - this.#beatAt < silenceIsDeath,
			newId: () => crypto.randomUUID(),
			newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 0,
			onView: (view, trouble, task) => {
				if (view !== null) this.#show({ type: 'running', role: 'leader', view, trouble });
				else if (trouble !== null) this.#show({ type: 'trouble', trouble });
				else this.#show({ type: 'starting', step: 'Opening the book', task });
			},
			onStoodDown: () => this.#giveUp()
		});
		// Before it starts, so that the way of its market can be stopped.
		this.#session = session;
		const started = session.start();
		this.#relay.takeOver((name, ask) => session.ask(name, ask as never));
		const held = this.#held;
		this.#held = [];
		for (const message of held) this.#answer(message);
		await started;
		return null;
	}

	async #end(): Promise<void> {
		this.#isLeading = false;
		const session = this.#session;
		this.#session = null;
		await session?.close();
		this.#storage?.close();
		this.#storage = null;
	}

	/** Another tab has taken the lock: this one writes nothing any more, and follows. */
	#standDown(): void {
		this.#isLeading = false;
		this.#session?.standDown();
		this.#session = null;
		this.#heardAt = performance.now();
		this.#giveUp();
	}

	#taken(trouble: DeskTrouble): void {
		this.#session?.standDown();
		this.#session = null;
		this.#storage = null;
		this.#show({ type: 'trouble', trouble });
	}

	#beat(): void {
		const now = performance.now();
		const wasAway = now - this.#tickAt > silenceIsDeath;
		this.#tickAt = now;
		if (this.#isLeading) {
			// After a freeze or a sleep another tab may lead: this one stands in line anew, and writes nothing before.
			if (wasAway) return this.#standDown();
			this.#beatAt = now;
			this.#send({ type: 'beat', build: this.#build, epoch: this.#epoch });
			return;
		}
		this.#send({ type: 'here', tab: this.#tab });
		// Nobody could be heard while this tab was away itself.
		if (wasAway) this.#heardAt = now;
		if (!this.#isLeading && now - this.#heardAt > silenceIsDeath) {
			this.#heardAt = now;
			this.#heardEpoch = 0;
			this.#leadership?.steal();
		}
	}

	/** Shows the page of this tab, and those of the others when there are any. */
	#show(state: DeskState): void {
		this.#shown = state;
		this.#tell(state);
		if (performance.now() - this.#followerAt > followerGone) return;
		this.#send({ type: 'state', build: this.#build, epoch: this.#epoch, state });
	}

	#send(message: DeskMessage): void {
		this.#channel?.send(message);
	}

	#hear(message: DeskMessage): void {
		switch (message.type) {
			case 'here':
				return this.#greet();
			case 'ask':
				return this.#answer(message);
			case 'answer':
				if (message.tab === this.#tab) this.#relay.settle(message.id, message.answer);
				return;
			case 'beat':
				this.#heed(message);
				return;
			case 'state':
				if (this.#heed(message)) this.#follow(message);
		}
	}

	/** Another tab is here: it is told from now on, and at once when it is new. */
	#greet(): void {
		const isNew = performance.now() - this.#followerAt > followerGone;
		this.#followerAt = performance.now();
		if (this.#isLeading && isNew && this.#shown !== null) this.#show(this.#shown);
	}

	/** Whether this follows whoever spoke: a leader of an epoch that is not past, of the same version of the app. */
	#heed({ epoch, build }: Extract<DeskMessage, { type: 'beat' | 'state' }>): boolean {
		if (this.#isLeading) {
			if (this.#session !== null && epoch > this.#epoch) this.#standDown();
			return false;
		}
		this.#heardAt = performance.now();
		if (epoch < this.#heardEpoch) return false;
		if (build !== this.#build) this.#tell({ type: 'trouble', trouble: otherBuild });
		if (epoch > this.#heardEpoch) this.#relay.repeat();
		this.#heardEpoch = epoch;
		return build === this.#build;
	}

	#follow({ state }: Extract<DeskMessage, { type: 'state' }>): void {
		// A try again is for the tab that leads.
		const trouble =
			state.type === 'starting' || state.trouble === null ? null : { ...state.trouble, canRetry: false };
		if (state.type === 'starting') this.#tell(state);
		else if (state.type === 'running') this.#tell({ ...state, role: 'follower', trouble });
		else if (trouble !== null) this.#tell({ type: 'trouble', trouble });
	}

	#answer(message: AskMessage): void {
		// One that was away may have been replaced: whoever leads now answers.
		if (performance.now() - this.#tickAt > silenceIsDeath) return this.#standDown();
		const session = this.#session;
		if (session === null) {
			if (this.#isLeading) this.#held.push(message);
			return;
		}
		const { tab, id, name, ask, build } = message;
		const isOther = build !== this.#build;
		const answer = isOther
			? Promise.resolve(failed({ message: otherBuild.message }))
			: (this.#answers.get(id) ?? session.ask(name, ask as never));
		if (!isOther && isAction(ask)) this.#answers.set(id, answer);
		for (const old of [...this.#answers.keys()].slice(0, -answersKept)) this.#answers.delete(old);
		void answer.then((settled) => {
			// What a leader that was replaced says is not the answer: the next leader is asked again.
			if (this.#session === session) this.#send({ type: 'answer', tab, id, answer: settled });
		});
	}
}

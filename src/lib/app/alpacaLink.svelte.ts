import type { ConnectionView, ConnectionWay } from '../contract/connection.ts';
import type { Answer } from '../contract/deskApi.ts';
import { keepWay, readWay } from './alpacaWay.ts';
import type { DeskClient } from './deskClient.svelte.ts';

type ConnectionAnswer = Answer<'connection'>;

/** While keys are tried the page looks this often, in milliseconds; else as often as calls run out. */
const whileTrying = 250;
const otherwise = 2_000;

/** The connection to Alpaca as its page shows it, and what is typed there; keys leave for the worker and are forgotten here. */
export class AlpacaLink {
	readonly #desk: DeskClient;
	readonly #relayAddress: () => string;
	#way = $state<ConnectionWay>(readWay());
	#view = $state.raw<ConnectionView | null>(null);
	#fault = $state<string | null>(null);
	#fields = $state.raw<Readonly<Record<string, string>>>({});
	#isBusy = $state(false);
	#isWatching = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	keyId = $state('');
	secret = $state('');
	keeps = $state(false);
	passphrase = $state('');

	/** `relayAddress` says, absolutely, where a relay of this site would be. */
	constructor(desk: DeskClient, relayAddress: () => string) {
		this.#desk = desk;
		this.#relayAddress = relayAddress;
	}

	get view(): ConnectionView | null {
		return this.#view;
	}

	/** The way that is wanted; that of the view is the one that was taken last. */
	get way(): ConnectionWay {
		return this.#way;
	}

	/** Why the last thing that was asked came to nothing. */
	get fault(): string | null {
		return this.#fault;
	}

	/** What is wrong, by field. */
	get fields(): Readonly<Record<string, string>> {
		return this.#fields;
	}

	get isBusy(): boolean {
		return this.#isBusy;
	}

	/** Looks again and again, until it is told to stop. */
	watch = (): (() => void) => {
		this.#isWatching = true;
		void this.#look();
		return () => {
			this.#isWatching = false;
			clearTimeout(this.#timer);
		};
	};

	connect = (): Promise<void> => {
		const { keyId, secret } = this;
		const given = this.keeps ? { passphrase: this.passphrase } : {};
		return this.#act(() => this.#desk.ask('connectAlpaca', { keyId, secret, ...given, ...this.#through() }));
	};

	unlock = (): Promise<void> => {
		const { passphrase } = this;
		return this.#act(() => this.#desk.ask('unlockAlpaca', { passphrase, ...this.#through() }));
	};

	tryAgain = (): Promise<void> => this.#act(() => this.#desk.ask('examineAlpaca', this.#through()));
	forget = (): Promise<void> => this.#act(() => this.#desk.ask('forgetAlpaca', {}));

	/** Keys that are there already are tried by the new way at once. */
	choose = (way: ConnectionWay): Promise<void> => {
		this.#way = way;
		this.#fault = null;
		keepWay(way);
		return this.#view === null || this.#view.keyHint === null ? Promise.resolve() : this.tryAgain();
	};

	#through(): { readonly relay?: string } {
		return this.#way === 'relay' ? { relay: this.#relayAddress() } : {};
	}

	async #act(ask: () => Promise<ConnectionAnswer>): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		this.#fault = null;
		this.#fields = {};
		this.#lookLater();
		const answer = await ask();
		this.#isBusy = false;
		if (answer.ok) {
			this.#view = answer.value;
			// What works is in the worker; here it is of no more use.
			if (answer.value.state !== 'failed') this.keyId = this.secret = this.passphrase = '';
		} else {
			this.#fields = answer.error.fields ?? {};
			this.#fault = Object.keys(this.#fields).length === 0 ? answer.error.message : null;
		}
	}

	async #look(): Promise<void> {
		const answer = await this.#desk.ask('connection', {});
		if (!this.#isWatching) return;
		if (answer.ok) this.#view = answer.value;
		this.#lookLater();
	}

	/** While keys are tried, each trial is shown as it ends. */
	#lookLater(): void {
		clearTimeout(this.#timer);
		if (!this.#isWatching) return;
		this.#timer = setTimeout(() => void this.#look(), this.#isBusy ? whileTrying : otherwise);
	}
}

import type { ConnectionView } from '../contract/connection.ts';
import type { Answer } from '../contract/deskApi.ts';
import type { DeskClient } from './deskClient.svelte.ts';

type ConnectionAnswer = Answer<'connection'>;

/** While keys are tried the page looks this often, in milliseconds; else as often as calls run out. */
const whileTrying = 250;
const otherwise = 2_000;

/** The connection to Alpaca as its page shows it, and what is typed there; keys leave for the worker and are forgotten here. */
export class AlpacaLink {
	readonly #desk: DeskClient;
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

	constructor(desk: DeskClient) {
		this.#desk = desk;
	}

	get view(): ConnectionView | null {
		return this.#view;
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
		return this.#act(() => this.#desk.ask('connectAlpaca', { keyId, secret, ...given }));
	};

	unlock = (): Promise<void> => {
		const { passphrase } = this;
		return this.#act(() => this.#desk.ask('unlockAlpaca', { passphrase }));
	};

	tryAgain = (): Promise<void> => this.#act(() => this.#desk.ask('examineAlpaca', {}));
	forget = (): Promise<void> => this.#act(() => this.#desk.ask('forgetAlpaca', {}));

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

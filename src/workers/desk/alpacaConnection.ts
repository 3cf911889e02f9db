import { CallBudget, paperLimits } from '../../lib/adapters/alpaca/callBudget.ts';
import { examine, type StreamTrial } from '../../lib/adapters/alpaca/doctor.ts';
import { HeldStreams } from '../../lib/adapters/alpaca/heldStreams.ts';
import { createTradingApi, type BodyForms, type TradingApi } from '../../lib/adapters/alpaca/tradingApi.ts';
import {
	alpacaBases,
	createTransport,
	streamUrl,
	type AlpacaBases,
	type StreamName,
	type Transport
} from '../../lib/adapters/alpaca/transport.ts';
import type { AccountSummary, ConnectionView, ProbeView } from '../../lib/contract/connection.ts';
import { tellProbe } from '../../lib/contract/connectionTexts.ts';
import { tellCondition } from '../../lib/contract/gateTexts.ts';
import type { RequestFault } from '../../lib/contract/deskApi.ts';
import { hintOfKey, type BrokerKeys } from '../../lib/domain/brokerKey.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import { judgeGate, type GateCondition, type GateFacts } from '../../lib/domain/readyGate.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { FeedStreamState } from '../../lib/ports/priceFeed.ts';
import { lookAtAccount, marketReaders, type AlpacaLink } from './alpacaLink.ts';
import { callFaultText } from './callFaultText.ts';
import type { ConnectionSetup } from './connectionSetup.ts';
import { createConnectionTrial } from './connectionTrial.ts';
import { basesBy, patience, formsOf, keysFault, refusal, summaryOf } from './connectionReading.ts';
import { resumeKeys } from './keyMemory.ts';

const noForms: BodyForms = { POST: 'plain', PATCH: 'plain' };

type Outcome = Result<ConnectionView, RequestFault>;

/** The way to a paper account: keys in memory, or locked on this device, and what was found with them. */
export class AlpacaConnection {
	readonly #setup: ConnectionSetup;
	readonly #budget: CallBudget;
	readonly #held = new HeldStreams();
	#api: TradingApi | null = null;
	#transport: Transport | null = null;
	#tryStream: StreamTrial | null = null;
	/** Where streams were found to open. */
	#streamUrls: Readonly<Partial<Record<StreamName, string>>> = {};
	#forms: BodyForms = noForms;
	#bases: AlpacaBases = alpacaBases;
	#isKept = false;
	#keyHint: string | null = null;
	#state: 'none' | 'trying' | 'connected' | 'failed' = 'none';
	#problem: string | null = null;
	#probes: readonly ProbeView[] = [];
	#clockAhead: number | null = null;
	#account: AccountSummary | null = null;
	#keys: BrokerKeys | null = null;
	#link: AlpacaLink | null = null;
	#triedAt: Instant | null = null;
	/** Counts what was begun, so that what was given up says nothing any more. */
	#attempt = 0;
	/** What was done last with the keys that are kept: one thing after another. */
	#stored: Promise<unknown> = Promise.resolve();

	constructor(setup: ConnectionSetup) {
		this.#setup = setup;
		this.#budget = new CallBudget(setup.clock, paperLimits, setup.chance);
	}

	/** Finds out whether keys are kept, and goes on with those of the session before. */
	async open(): Promise<void> {
		this.#isKept = await this.#setup.vault.isKept();
		void resumeKeys(this, this.#setup);
	}

	/** Where a stream is opened: where it was found to, else at Alpaca's own address. */
	streamUrl(name: StreamName): string {
		return this.#streamUrls[name] ?? streamUrl(alpacaBases, name);
	}

	/** The way to the account, from when it was first connected on until its keys are gone. */
	get link(): AlpacaLink | null {
		return this.#link;
	}

	/** What has to hold before an order may leave, as far as it is known now. */
	gate(): { readonly facts: GateFacts; readonly conditions: readonly GateCondition[] } {
		const facts = this.#gateFacts();
		return { facts, conditions: judgeGate(facts) };
	}

	/** Asks anew whether the account trades and how far the clocks are apart; what cannot be asked is not known any more. */
	async lookAgain(): Promise<void> {
		const link = this.#link;
		if (link === null) return;
		const found = await lookAtAccount(link, this.#setup.clock);
		if (this.#link !== link) return;
		this.#clockAhead = found.clockAhead;
		this.#account = found.account;
		this.#setup.onChange();
	}

	view(): ConnectionView {
		const { facts, conditions } = this.gate();
		return {
			state: this.#state === 'none' && this.#isKept ? 'locked' : this.#state,
			way: this.#bases === alpacaBases ? 'browser' : 'relay',
			...{ isKept: this.#isKept, keyHint: this.#keyHint, problem: this.#problem, probes: this.#probes },
			...{ clockAhead: this.#clockAhead, account: this.#account, triedAt: this.#triedAt },
			calls: this.#transport === null ? null : this.#budget.state(),
			gate: conditions.map((condition) => tellCondition(condition, facts))
		};
	}

	/** Whoever has a connection runs the desk. */
	#gateFacts(): GateFacts {
		const accountBlocks = this.#account?.blocks ?? null;
		return { ...this.#setup.book(), accountBlocks, leads: true, clockAhead: this.#clockAhead };
	}

	/** Tries a pair of keys, and keeps it under a passphrase where one is given and the keys work. `relay` is the address of one to use. */
	async connect(typed: BrokerKeys, passphrase: string, relay: string | null = null): Promise<Outcome> {
		const keys = { keyId: typed.keyId.trim(), secret: typed.secret.trim() };
		const fault = keysFault(keys);
		if (fault !== null) return fault;
		if (passphrase !== '' && passphrase.length < 8) {
			return refusal('passphrase', 'A passphrase has at least 8 characters.');
		}
		const tried = await this.#try(keys, relay);
		if (!tried.ok || this.#state !== 'connected' || passphrase === '') return tried;
		return this.#inTurn(async () => {
			const kept = await this.#setup.vault.keep(keys, passphrase, this.#setup.epoch);
			if (!kept.ok) return failed({ message: 'Connected, but the keys could not be kept on this device.' });
			this.#isKept = true;
			return this.#changed();
		});
	}

	/** Goes on with the keys of the session before; a relay that is not found is said like any other answer that did not come. */
	async resume(keys: BrokerKeys, relay: string | null): Promise<void> {
		const tried = await this.#try(keys, relay);
		if (tried.ok) return;
		this.#clear();
		this.#prepare(keys);
		this.#failWith(tried.error.message);
		this.#changed();
	}

	/** Opens the keys that are kept, and tries them. */
	async unlock(passphrase: string, relay: string | null = null): Promise<Outcome> {
		const attempt = this.#attempt;
		const opened = await this.#setup.vault.open(passphrase);
		if (attempt !== this.#attempt) return this.#changed();
		if (opened.ok) return this.#try(opened.value, relay);
		if (opened.error.type === 'wrong_passphrase') return refusal('passphrase', 'This is not the passphrase.');
		if (opened.error.type === 'empty') return failed({ message: 'No keys are kept on this device.' });
		return failed({ message: 'The keys that are kept could not be read.' });
	}

	/** Tries the keys there are anew, and the way with them. */
	async examineAgain(relay: string | null = null): Promise<Outcome> {
		if (this.#transport === null || this.#tryStream === null)
			return failed({ message: 'There are no keys to try.' });
		const attempt = this.#attempt;
		const bases = await basesBy(this.#setup, relay);
		if (attempt !== this.#attempt) return this.#changed();
		if (!bases.ok) return bases;
		this.#bases = bases.value;
		await this.#examine(this.#transport, this.#tryStream, ++this.#attempt);
		this.#hold(attempt + 1, relay);
		return this.#changed();
	}

	/** Gives up what goes on: this session asks nothing any more. */
	close(): void {
		this.#attempt++;
		this.#clear();
	}

	/** Forgets the keys in memory and on this device. */
	async forget(): Promise<Outcome> {
		this.close();
		this.#setup.memory.forget();
		return this.#inTurn(async () => {
			const done = await this.#setup.vault.forget(this.#setup.epoch);
			if (!done.ok)
				return failed({ message: 'The keys in memory are gone; those on this device could not be deleted.' });
			this.#isKept = false;
			return this.#changed();
		});
	}

	/** Does something with the keys that are kept once what was begun before is done: what is forgotten is not put away after it. */
	#inTurn(work: () => Promise<Outcome>): Promise<Outcome> {
		const done = this.#stored.then(work);
		this.#stored = done.catch(() => undefined);
		return done;
	}

	async #try(keys: BrokerKeys, relay: string | null): Promise<Outcome> {
		const before = this.#attempt;
		const bases = await basesBy(this.#setup, relay);
		// Keys that were forgotten meanwhile are not taken up again.
		if (before !== this.#attempt) return this.#changed();
		if (!bases.ok) return bases;
		const attempt = ++this.#attempt;
		this.#clear();
		this.#bases = bases.value;
		const { transport, tryStream } = this.#prepare(keys);
		await this.#examine(transport, tryStream, attempt);
		this.#hold(attempt, relay);
		return this.#changed();
	}

	/** What calls with keys, and tries streams with them. */
	#prepare(keys: BrokerKeys): { readonly transport: Transport; readonly tryStream: StreamTrial } {
		this.#keys = keys;
		const { fetch, clock } = this.#setup;
		const bases = () => this.#bases;
		const urlOf = (name: StreamName): string => this.streamUrl(name);
		const tryStream = createConnectionTrial(this.#setup, keys, { held: this.#held, bases, urlOf });
		const transport = createTransport({ fetch, clock, keys, patience, budget: this.#budget, bases });
		this.#api = createTradingApi(transport, () => this.#forms);
		this.#keyHint = hintOfKey(keys.keyId);
		[this.#transport, this.#tryStream] = [transport, tryStream];
		return { transport, tryStream };
	}

	/** Keys that work are held for the sessions to come, with the way that was tried last. */
	#hold(attempt: number, relay: string | null): void {
		if (attempt !== this.#attempt || this.#state !== 'connected' || this.#keys === null) return;
		this.#setup.memory.hold({ keys: this.#keys, relay }, this.#setup.epoch);
	}

	async #examine(transport: Transport, tryStream: StreamTrial, attempt: number): Promise<void> {
		this.#state = 'trying';
		this.#problem = null;
		this.#probes = [];
		this.#setup.onChange();
		const found = await examine({
			...{ transport, tryStream },
			now: () => this.#setup.clock.now(),
			randomId: this.#setup.newId,
			onProbe: ({ name, outcome, status, isHeld }) => {
				if (attempt !== this.#attempt) return;
				this.#probes = [...this.#probes, tellProbe(name, outcome, status, isHeld)];
				this.#setup.onChange();
			}
		});
		if (attempt !== this.#attempt) return;
		this.#clockAhead = found.clockAhead;
		this.#forms = formsOf(found);
		this.#streamUrls = found.streamUrls;
		this.#triedAt = this.#setup.clock.now();
		await this.#readAccount(attempt);
	}

	async #readAccount(attempt: number): Promise<void> {
		const [first] = this.#probes;
		if (first?.result !== 'works') return this.#failWith(first?.says ?? 'Nothing was tried.');
		const account = await this.#api?.account();
		if (attempt !== this.#attempt || account === undefined) return;
		if (!account.ok) return this.#failWith(callFaultText(account.error));
		this.#account = summaryOf(account.value);
		this.#state = 'connected';
		this.#link ??= this.#makeLink(this.#account);
	}

	#makeLink({ id, number }: AccountSummary): AlpacaLink | null {
		const [api, transport, keys] = [this.#api, this.#transport, this.#keys];
		if (api === null || transport === null || keys === null) return null;
		const way = {
			...{ transport, keys, openSocket: this.#setup.openSocket },
			streamAt: (name: StreamName) => this.streamUrl(name),
			noteStream: (name: StreamName, state: FeedStreamState) => this.#held.note(keys.keyId, name, state)
		};
		return {
			...{ ...way, accountId: id, accountNumber: number ?? id, api, budget: this.#budget },
			...marketReaders(way, this.#setup),
			forms: () => this.#forms,
			canReplace: () => this.#probes.find(({ name }) => name === 'replace')?.result === 'works'
		};
	}

	#failWith(problem: string): void {
		this.#state = 'failed';
		this.#problem = problem;
	}

	#clear(): void {
		this.#transport = this.#tryStream = null;
		this.#streamUrls = {};
		this.#link?.news.close();
		this.#keys = this.#link = this.#api = null;
		this.#forms = noForms;
		this.#state = 'none';
		this.#probes = [];
		this.#keyHint = this.#problem = this.#account = this.#clockAhead = this.#triedAt = null;
	}

	#changed(): Outcome {
		this.#setup.onChange();
		return ok(this.view());
	}
}

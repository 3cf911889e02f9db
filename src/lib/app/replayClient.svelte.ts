import type { GivenFile, LoadedRun, Progress, ReplayApi, RunFault } from '../contract/replayApi.ts';
import type { RunReport } from '../domain/runReport.ts';

/** What the worker is busy with; `isSlow` once it took long enough to be worth showing. */
export type Activity =
	| { readonly kind: 'idle' }
	| { readonly kind: 'loading' | 'running'; readonly progress: Progress | null; readonly isSlow: boolean };

type Busy = Exclude<Activity, { kind: 'idle' }>;

/** Where the bars come from: the invented sample, or files a person gave. */
export type BarsOrigin = 'sample' | 'yours';

/** A quick answer should not flicker: progress shows after this many milliseconds. */
const slowAfter = 400;

/** The state of a replay, for a page to draw: what is loaded, what goes on, what came of it. */
export class ReplayClient {
	#loaded = $state.raw<LoadedRun | null>(null);
	#report = $state.raw<RunReport | null>(null);
	#refusal = $state.raw<readonly string[] | null>(null);
	#runFault = $state.raw<RunFault | null>(null);
	#activity = $state.raw<Activity>({ kind: 'idle' });
	#origin = $state.raw<BarsOrigin>('sample');
	readonly #connect: () => ReplayApi;
	#api: ReplayApi | undefined;

	/** `connect` starts the worker; it is called once, when it is needed first. */
	constructor(connect: () => ReplayApi) {
		this.#connect = connect;
	}

	get loaded(): LoadedRun | null {
		return this.#loaded;
	}
	get report(): RunReport | null {
		return this.#report;
	}
	/** Why files were not taken, one sentence a fault. */
	get refusal(): readonly string[] | null {
		return this.#refusal;
	}
	get runFault(): RunFault | null {
		return this.#runFault;
	}
	get activity(): Activity {
		return this.#activity;
	}
	get origin(): BarsOrigin {
		return this.#origin;
	}

	/** Loads files a person gave; when they are refused, everything stays as it was. */
	take = (files: readonly GivenFile[]): Promise<void> => this.#load(() => Promise.resolve(files), 'yours');

	/** Loads the sample, fetched by `give`. */
	takeSample = (give: () => Promise<readonly GivenFile[]>): Promise<void> => this.#load(give, 'sample');

	/** Runs what is loaded. */
	run = async (): Promise<void> => {
		if (this.#activity.kind !== 'idle' || this.#loaded === null) return;
		this.#runFault = null;
		const outcome = await this.#occupy(
			'running',
			(api, onProgress) => api.run(onProgress),
			(message) => (this.#runFault = { type: 'fault', message })
		);
		if (outcome === undefined) return;
		if (outcome.ok) this.#report = outcome.value;
		else this.#runFault = outcome.error;
	};

	/** Ends a load or a run that goes on; nothing happens otherwise. */
	cancel = (): void => {
		if (this.#activity.kind !== 'idle') this.#api?.cancel();
	};

	dismissRefusal = (): void => {
		this.#refusal = null;
	};

	async #load(give: () => Promise<readonly GivenFile[]>, from: BarsOrigin): Promise<void> {
		if (this.#activity.kind !== 'idle') {
			this.#refusal = ['The desk is busy. Wait or cancel, then give the files again.'];
			return;
		}
		let names: readonly string[] = [];
		const outcome = await this.#occupy(
			'loading',
			async (api, onProgress) => {
				const files = await give();
				names = files.map(({ name }) => name);
				return api.load(files, onProgress);
			},
			(message) => (this.#refusal = [message])
		);
		if (outcome === undefined) return;
		if (outcome.ok) this.#accept(outcome.value, names, from);
		else if (outcome.error.type === 'refused') this.#refusal = outcome.error.messages;
	}

	#accept(loaded: LoadedRun, names: readonly string[], from: BarsOrigin): void {
		this.#loaded = loaded;
		this.#report = null;
		this.#refusal = null;
		this.#runFault = null;
		// Decisions or settings alone leave the bars, and with them the origin, as they were.
		if (from === 'sample' || loaded.bars.some(({ files: of }) => of.some((file) => names.includes(file))))
			this.#origin = from;
	}

	/** Runs `work` with the worker, keeps the activity current, and turns what breaks into a sentence. */
	async #occupy<Value>(
		kind: Busy['kind'],
		work: (api: ReplayApi, onProgress: (progress: Progress) => void) => Promise<Value>,
		onBroken: (message: string) => void
	): Promise<Value | undefined> {
		let busy: Busy = { kind, progress: null, isSlow: false };
		const show = (change: Partial<Busy>): void => {
			busy = { ...busy, ...change };
			this.#activity = busy;
		};
		show({});
		const timer = setTimeout(() => show({ isSlow: true }), slowAfter);
		try {
			this.#api ??= this.#connect();
			// A report may arrive after the end.
			return await work(this.#api, (progress) => {
				if (this.#activity === busy) show({ progress });
			});
		} catch (error) {
			onBroken(error instanceof Error ? error.message : String(error));
			return undefined;
		} finally {
			clearTimeout(timer);
			this.#activity = { kind: 'idle' };
		}
	}
}

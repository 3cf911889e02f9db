/** How far a new version of the app is: `asked` waits for what is under way, `loading` is about to reload. */
export type UpdateStage = 'none' | 'ready' | 'later' | 'asked' | 'loading';

/** What of the browser an update needs. */
export interface UpdateHost {
	readonly container: Pick<ServiceWorkerContainer, 'ready' | 'addEventListener'>;
	/** The path under which the app is served, with its last slash; other copies may live under one origin. */
	readonly base: string;
	readonly locks: Pick<LockManager, 'request'>;
	/** Loads the page anew. */
	readonly reload: () => void;
	/** Milliseconds since some moment. */
	readonly now: () => number;
	/** Does something in so many milliseconds. */
	readonly after: (milliseconds: number, act: () => void) => void;
}

/** Held by every tab in which something is under way. */
const lockName = 'blotter-under-way';
/** A desk may stay open for weeks: it looks for a new version this often at most, milliseconds. */
const looksEvery = 3_600_000;
/** Milliseconds after which a version that was told to take over, and has not, is offered again. */
const waitsFor = 10_000;

/**
 * A new version of the app, from when it is there until it runs. It takes over when a person says so, and in no tab before
 * what is under way in any of them is done; then all of them reload.
 */
export class AppUpdate {
	#stage = $state<UpdateStage>('none');
	#underWay = $state<string | null>(null);
	#host: UpdateHost | null = null;
	#registration: ServiceWorkerRegistration | null = null;
	#isReplaced = false;
	#lookedAt = 0;
	#letGo: (() => void) | null = null;
	#wish: AbortController | null = null;

	get stage(): UpdateStage {
		return this.#stage;
	}
	/** What a reload waits for; null when it is another tab's. */
	get underWay(): string | null {
		return this.#underWay;
	}

	/** Follows the versions of the app in this browser. */
	watch = async (host: UpdateHost): Promise<void> => {
		this.#host = host;
		host.container.addEventListener('message', ({ data }) => {
			if (data === `new ${host.base}`) this.#found();
			if (data === `in-use ${host.base}`) this.#replaced();
		});
		const registration = await host.container.ready;
		this.#registration = registration;
		this.#lookedAt = host.now();
		// A version can be in use while its worker still waits for the old one to end.
		const ask = (): void => registration.waiting?.postMessage('is-new');
		ask();
		const follow = (): void => {
			const { installing } = registration;
			installing?.addEventListener('statechange', () => {
				if (installing.state === 'installed') ask();
			});
		};
		follow();
		registration.addEventListener('updatefound', follow);
	};

	/** Looks for a new version, unless that was done a short while ago. */
	look = (): void => {
		if (this.#host === null || this.#registration === null) return;
		if (this.#host.now() - this.#lookedAt < looksEvery) return;
		this.#lookedAt = this.#host.now();
		// Without a network there is nothing to be found.
		this.#registration.update().catch(() => undefined);
	};

	/** Says what is under way in this tab, or null. */
	tell = (underWay: string | null): void => {
		this.#underWay = underWay;
		if (underWay === null) {
			this.#letGo?.();
			this.#letGo = null;
			if (this.#isReplaced) this.#reload();
			return;
		}
		if (this.#letGo !== null || this.#host === null) return;
		const held = new Promise<void>((resolve) => {
			this.#letGo = resolve;
		});
		void this.#host.locks.request(lockName, { mode: 'shared' }, () => held);
	};

	/** Lets the new version take over as soon as nothing is under way in any tab. */
	accept = (): void => {
		if (this.#host === null || this.#stage !== 'ready') return;
		this.#stage = 'asked';
		this.#wish = new AbortController();
		const { signal } = this.#wish;
		this.#host.locks
			.request(lockName, { mode: 'exclusive', signal }, () => {
				this.#stage = 'loading';
				this.#takeOver();
			})
			// Put off meanwhile.
			.catch(() => undefined);
	};

	/** Leaves the new version for later: at the latest it runs when every tab was closed. */
	putOff = (): void => {
		if (this.#stage === 'loading') return;
		this.#wish?.abort();
		this.#stage = 'later';
	};

	#takeOver(): void {
		this.#registration?.waiting?.postMessage('take-over');
		this.#host?.after(waitsFor, () => {
			if (!this.#isReplaced) this.#stage = 'ready';
		});
	}

	#found(): void {
		if (this.#stage === 'none' || this.#stage === 'later') this.#stage = 'ready';
	}

	#replaced(): void {
		this.#isReplaced = true;
		this.#stage = 'asked';
		if (this.#underWay === null) this.#reload();
	}

	#reload(): void {
		this.#stage = 'loading';
		this.#host?.reload();
	}
}

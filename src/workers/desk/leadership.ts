const lockName = 'blotter-desk';

/**
 * Hears how the wish to lead goes on. `lead` runs while this leads and ends when it gives up; `lost` when it was replaced;
 * `denied` when there is no lock to be had, or when leading failed.
 */
export interface Candidate {
	readonly lead: () => Promise<void>;
	readonly lost: () => void;
	readonly denied: (error: unknown) => void;
}

/** The one lock of a profile: whoever holds it leads. It is free as soon as its holder is gone. */
export interface Leadership {
	/** Waits in line for the lock. */
	queue(): void;
	/** Takes the lock from a holder that has fallen silent. */
	steal(): void;
}

export function createLeadership({ lead, lost, denied }: Candidate): Leadership {
	let waiting: AbortController | null = null;

	function hold(options: LockOptions): void {
		navigator.locks
			.request(lockName, options, async () => {
				waiting = null;
				await lead();
			})
			.catch((error: unknown) => {
				if (options.signal?.aborted === true) return;
				if (error instanceof DOMException && error.name === 'AbortError') lost();
				else denied(error);
			});
	}

	return {
		queue() {
			waiting?.abort();
			waiting = new AbortController();
			hold({ signal: waiting.signal });
		},
		steal() {
			waiting?.abort();
			waiting = null;
			hold({ steal: true });
		}
	};
}

let isAsked = false;

/** Asks the browser, once, not to clear the journal when it needs room. It may say no: then the export is the safe copy. */
export function keepStorage(): void {
	if (isAsked) return;
	isAsked = true;
	// Where it is missing the browser decides by itself.
	void (navigator.storage as StorageManager | undefined)?.persist().catch(() => undefined);
}

/** How dear a guess of the passphrase is: memory in KiB, passes over it, lanes (OWASP's second choice for argon2id). */
export interface KeyCost {
	readonly memory: number;
	readonly passes: number;
	readonly lanes: number;
}

/** A pair of keys at rest: AES-GCM under a key that argon2id makes of the passphrase. */
export interface SealedKeys {
	readonly version: 1;
	readonly cost: KeyCost;
	readonly salt: Uint8Array<ArrayBuffer>;
	readonly iv: Uint8Array<ArrayBuffer>;
	readonly sealed: Uint8Array<ArrayBuffer>;
}

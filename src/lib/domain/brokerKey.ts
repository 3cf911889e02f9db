/** A pair of keys of an account at a broker. */
export interface BrokerKeys {
	readonly keyId: string;
	readonly secret: string;
}

/** Whose key it is by how it begins: of a paper account, of a live one, of a broker's own clients, or not known. */
export type KeyKind = 'paper' | 'live' | 'broker' | 'unknown';

const kindByPrefix: Readonly<Record<string, KeyKind>> = { PK: 'paper', AK: 'live', CK: 'broker' };

/** The kind of a key id by its first two letters. */
export function kindOfKey(keyId: string): KeyKind {
	return kindByPrefix[keyId.slice(0, 2).toUpperCase()] ?? 'unknown';
}

/** Whether a text has only what keys are made of: a header takes no other letters, and a copied text may hide some. */
export function isPlainText(text: string): boolean {
	return /^[!-~]*$/.test(text);
}

/** Enough of a key id to tell it from others: its first two and last four letters. */
export function hintOfKey(keyId: string): string {
	return `${keyId.slice(0, 2)}…${keyId.slice(-4)}`;
}

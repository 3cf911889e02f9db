import type { Clock } from '../../../src/lib/ports/clock.ts';
import { testKeys } from './fixtures.ts';
import type { StandInLine } from './standInLine.ts';

/** One side of a conversation over a stream; `News` is what it passes on. */
export interface StreamTalk<News> {
	hear(text: string): void;
	tell(news: News): void;
	end(): void;
}

/** What a conversation is led with. */
export interface TalkSetup {
	readonly line: StandInLine;
	readonly clock: Clock;
	/** Whether it is refused because of another connection. */
	readonly isLimited: boolean;
}

/** An object of the wire; null for anything else. */
export function readMessage(text: string): Readonly<Record<string, unknown>> | null {
	try {
		const message: unknown = JSON.parse(text);
		const isObject = typeof message === 'object' && message !== null && !Array.isArray(message);
		return isObject ? (message as Record<string, unknown>) : null;
	} catch {
		return null;
	}
}

/** A field as text; empty where it is none. */
export function textIn(message: Readonly<Record<string, unknown>>, field: string): string {
	const value = message[field];
	return typeof value === 'string' ? value : '';
}

/** Whether these are the keys of the stand-in's account. */
export function isTestKeys(keyId: string, secret: string): boolean {
	return keyId === testKeys.keyId && secret === testKeys.secret;
}

import { shiftPoint } from '../domain/digits.ts';
import { lockValueText, textToLock, type Lock, type LockCause } from '../domain/locks.ts';
import { numberText } from './amounts.ts';
import { instantText } from './instantTexts.ts';

/** What sets a lock, behind `by`. */
export const lockCauseNames: Readonly<Record<LockCause, string>> = {
	stopGuard: 'the stop guard',
	cooldown: 'the cooldown',
	lowProfit: 'the low profit',
	windowDrawdown: 'the drawdown',
	person: 'a person'
};

/** What can be said of a lock without its number and its reason. */
type SaidLock = Pick<Lock, 'by' | 'symbol' | 'endsAt' | 'measured' | 'limit' | 'windowSeconds'>;

/** What a lock locks: a symbol, or all of them. */
export function lockedText({ symbol }: Pick<Lock, 'symbol'>): string {
	return symbol ?? 'all symbols';
}

/** Until when a lock holds: `until 2024-03-04 10:30 New York`, or until it is lifted. */
export function untilText({ endsAt }: Pick<Lock, 'endsAt'>): string {
	return endsAt === null ? 'until it is lifted' : `until ${instantText(endsAt)}`;
}

/** What the rule of a lock measured, in words that follow a colon; empty for a person. */
export function lockNumbersText({ by, measured, limit, windowSeconds }: SaidLock): string {
	const [found, allowed] = [measured, limit].map(lockValueText);
	const within = `in ${secondsText(windowSeconds ?? 0)}`;
	switch (by) {
		case 'stopGuard':
			return `${numberText(found ?? '')} losing ${found === '1' ? 'stop' : 'stops'} ${within}, limit ${numberText(allowed ?? '')}`;
		case 'cooldown':
			return `${secondsText(Number(allowed))} after a trade`;
		case 'lowProfit':
			return `trades ${within} earned ${percentText(found ?? '')} of what they were entered for, at least ${percentText(allowed ?? '')} is asked for`;
		case 'windowDrawdown':
			return `trades ${within} fell ${percentText(found ?? '')} from their peak, limit ${percentText(allowed ?? '')}`;
		case 'person':
			return '';
	}
}

/** A lock that was set, in a sentence. */
export function lockSetText(lock: Lock): string {
	const why = lock.by === 'person' ? lock.reason : lockNumbersText(lock);
	const head = `Locked ${lockedText(lock)} ${untilText(lock)} by ${lockCauseNames[lock.by]}`;
	return `${head}${why === '' ? '' : `: ${withoutStop(why)}`}.`;
}

/** A lock that a person lifted, in a sentence. */
export function lockLiftedText(lock: Lock, reason: string): string {
	const head = `Lock of ${lockedText(lock)} by ${lockCauseNames[lock.by]} lifted`;
	return `${head}${reason === '' ? '' : `: ${withoutStop(reason)}`}.`;
}

/** The lock that a result of the review names, in words: `all symbols by the stop guard until …: 3 losing stops …`. */
export function namedLockText(of: string): string {
	const lock = textToLock(of);
	if (lock === null) return of;
	const numbers = lockNumbersText(lock);
	const head = `${lockedText(lock)} by ${lockCauseNames[lock.by]} ${untilText(lock)}`;
	return numbers === '' ? head : `${head}: ${numbers}`;
}

function withoutStop(text: string): string {
	return text.replace(/[.\s]+$/, '');
}

function secondsText(seconds: number): string {
	return `${numberText(String(seconds))} s`;
}

function percentText(ratio: string): string {
	return `${numberText(shiftPoint(ratio, 2))} %`;
}

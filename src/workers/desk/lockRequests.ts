import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { LockView } from '../../lib/contract/lockRequests.ts';
import { lockSetText } from '../../lib/contract/lockTexts.ts';
import { holdsAt, lockUnits, lockValueText, type Lock, type LockValue } from '../../lib/domain/locks.ts';
import { ok } from '../../lib/domain/result.ts';
import { readWhole } from '../../lib/domain/riskLimits.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { Book } from '../../lib/engine/state.ts';
import { carryOut } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** The longest lock for a time, in seconds: a year. */
const longest = 31_536_000;

/** The locks that hold now. */
export function locks(context: DeskContext): Answer<'locks'> {
	const { state, clockAt } = context.running().runner.live();
	return ok(viewLocks(state.book, clockAt));
}

/** The locks of a book that hold at an instant, the oldest first. */
export function viewLocks(book: Book, at: Instant): readonly LockView[] {
	return book.locks.filter((lock) => holdsAt(lock, at)).map((lock) => viewLock(lock, at));
}

function viewLock(lock: Lock, at: Instant): LockView {
	const { number, symbol, by, setAt, endsAt, measured, limit, reason } = lock;
	const textOf = (value: LockValue) => (lockUnits[by] === null ? null : lockValueText(value));
	return {
		...{ number, symbol, by, setAt, endsAt, reason, text: lockSetText(lock) },
		secondsLeft: endsAt === null ? null : (endsAt - at) / 1000,
		...{ measured: textOf(measured), limit: textOf(limit) }
	};
}

/** Locks by hand, with a reason. */
export async function setLock(
	context: DeskContext,
	{ symbol = '', seconds = '', reason, request }: Ask<'setLock'>
): Promise<Answer<'setLock'>> {
	if (reason.trim() === '') return refused('Give a reason: it stands with the lock.');
	const given = seconds.trim();
	const time = given === '' ? null : readWhole(given);
	if (given !== '' && (time === null || time < 1 || time > longest)) {
		return refused(`Give whole seconds from 1 to ${String(longest)}, or none to lock until it is lifted.`);
	}
	return carryOut(context, (at) => ({
		...{ type: 'SetLock', at, request, symbol: symbol.trim() === '' ? null : symbol.trim() },
		endsAt: time === null ? null : at + time * 1000,
		reason: reason.trim()
	}));
}

/** Lifts a lock by hand, with a reason. */
export async function liftLock(
	context: DeskContext,
	{ number, reason, request }: Ask<'liftLock'>
): Promise<Answer<'liftLock'>> {
	if (reason.trim() === '') return refused('Give a reason: it stands in the journal.');
	return carryOut(context, (at) => ({ type: 'LiftLock', at, request, number, reason: reason.trim() }));
}

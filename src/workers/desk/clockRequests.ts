import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { ok } from '../../lib/domain/result.ts';
import { sessionAt, sessionClosingAfter } from '../../lib/domain/marketCalendar.ts';
import { refused, type DeskContext } from './deskContext.ts';
import type { RunningBook } from './runningBook.ts';
import { stopMessage } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

const fastest = 1000;

/** Why the clock of a book stands still; null when it can go on. */
function standsBecause({ record, readOnlyBecause }: RunningBook): string | null {
	if (record.source.type === 'alpaca')
		return 'The clock of this book is that of everybody: it has no pause, no speed and no steps.';
	return record.status === 'archived' ? 'This book is archived: its clock stands still.' : readOnlyBecause;
}

/** Sets how fast the book's clock goes, or stops it. */
export async function setClock(context: DeskContext, ask: Ask<'setClock'>): Promise<Answer<'setClock'>> {
	const { runner } = context.running();
	const now = runner.live();
	const { speed = now.speed, isPaused = now.isPaused } = ask;
	const stands = standsBecause(context.running());
	if (stands !== null) return refused(stands);
	if (!Number.isFinite(speed) || speed < 1 || speed > fastest) {
		return refused(`The speed goes from 1 to ${String(fastest)}.`);
	}
	const kept = await runner.setPace(speed, isPaused);
	if (!kept.ok) return refused(stopMessage(kept.error));
	context.show();
	return ok({ text: isPaused ? 'The clock is paused.' : `The clock goes at ${String(speed)} ×.` });
}

/** Takes one step of a paused market, or runs on to the next session's open. */
export async function advance(context: DeskContext, { to }: Ask<'advance'>): Promise<Answer<'advance'>> {
	const { runner } = context.running();
	const { clockAt, isPaused, market } = runner.live();
	const stands = standsBecause(context.running());
	if (stands !== null) return refused(stands);
	if (to === 'step') {
		if (!isPaused) return refused('Pause the clock to go step by step.');
		if (market.nextAt() === Infinity) return refused('No prices are left.');
		runner.runTo(market.nextAt());
		return ok({ text: 'One step.' });
	}
	if (market.nextAt() === Infinity) return refused('No prices are left.');
	if (sessionAt(clockAt) !== undefined) return refused('The market is open already.');
	const { open } = sessionClosingAfter(clockAt);
	return context.task('advance', async (progress) => {
		for (let at = clockAt; at < open;) {
			at = Math.min(open, at + 60_000);
			runner.runTo(at);
			while (!runner.isIdle()) if (await progress(at - clockAt, open - clockAt)) return refused('Stopped.');
			if (await progress(at - clockAt, open - clockAt)) return refused('Stopped.');
		}
		return ok({ text: 'The market opens.' });
	});
}

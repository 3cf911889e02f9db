import { flattenWord, resumeWord, type TradingView } from '../../contract/killSwitch.ts';
import { levelNames, sourceNames } from '../../contract/killTexts.ts';
import type { DeskView } from '../../contract/deskView.ts';
import type { KillLevel } from '../../domain/killSwitch.ts';
import { countOf } from './estimateText.ts';
import { newYorkTime } from './instantText.ts';

export { flattenWord, resumeWord };

/** The words of a trading state in the bar: behind its name what it still has to do. */
export function stateSuffix({ sweep, level }: TradingView): string {
	if (sweep === null) return '';
	if (sweep.outcome === 'clear') return level === 'flatten' ? ' · flat' : '';
	const left = `${String(sweep.leftCount)} left`;
	return sweep.outcome === 'gave_up' ? ` · not done, ${left}` : ` · ${left}`;
}

/** How far trading is stopped, by whom, since when and why, in a sentence; empty while it goes on. */
export function stoppedText({ level, by, since, reason, state, isStopped }: TradingView): string {
	if (!isStopped) return '';
	const how = level === null ? state : levelNames[level];
	const who = by === null ? '' : ` by ${sourceNames[by]}`;
	const when = since === null ? '' : ` since ${newYorkTime(since).time}`;
	return `Stopped${who}${when}: ${how}${reason === '' ? '' : ` (${reason})`}.`;
}

/** When trading stops itself, in a sentence; empty when it does not. */
export function timerText({ stopsAt }: TradingView): string {
	return stopsAt === null ? '' : `Entries pause by themselves at ${newYorkTime(stopsAt).time}.`;
}

/** Which breakers have tripped, behind the name of the state; empty when none has. */
export function breakerSuffix({ breakers }: TradingView): string {
	const [first, ...others] = breakers;
	if (first === undefined) return '';
	return others.length === 0 ? ` · ${first.title.toLowerCase()}` : ` · ${String(breakers.length)} breakers`;
}

/** Which breakers have tripped, since when and on what, in a sentence each, and where they are reset; empty when none has. */
export function breakersText({ breakers }: TradingView): string {
	if (breakers.length === 0) return '';
	const tripped = breakers.map(
		({ title, at, text }) => `Breaker tripped since ${newYorkTime(at).time}: ${title.toLowerCase()}, ${text}.`
	);
	return `${tripped.join(' ')} The page of risk resets ${breakers.length === 1 ? 'it' : 'them'}.`;
}

/** How far what a level takes back and closes has come; empty when there is nothing of that kind. */
export function sweepText({ sweep }: TradingView): string {
	if (sweep === null) return '';
	const isFlatten = sweep.level === 'flatten';
	if (sweep.outcome === 'clear')
		return isFlatten
			? 'Flat: no position and no open order, as the journal proves.'
			: 'No entry is open any more.';
	const left = `${countOf(sweep.leftCount, isFlatten ? 'thing' : 'order')} left: ${sweep.left}`;
	if (sweep.outcome === 'gave_up') return `Not done after ${countOf(sweep.round, 'round')}, ${left}.`;
	return `Round ${String(sweep.round)}, ${left}. Asked for again each second of the book’s time.`;
}

/** What a level does now, with its numbers. */
export function levelText(
	level: KillLevel,
	{ orders, positions }: Pick<DeskView, 'orders' | 'positions'>
): string {
	const entries = orders.filter(({ purpose }) => purpose === 'entry').length;
	switch (level) {
		case 'pause':
			return entries === 0
				? 'No new entry passes. Exits and protection go on.'
				: `No new entry passes. ${countOf(entries, 'open entry', 'open entries')} may still fill; exits and protection go on.`;
		case 'reduce_only':
			return 'Halts: nothing is decided any more. What you close or cancel yourself passes, and what guards positions fires.';
		case 'cancel_entries':
			return entries === 0
				? 'Halts. No entry is open that it would take back. Exits that rest stay.'
				: `Halts, and takes back ${countOf(entries, 'open entry', 'open entries')}. Exits that rest stay.`;
		case 'flatten':
			return `Halts, closes ${countOf(positions.length, 'position')} worth ${worthOf(positions)} and cancels ${countOf(orders.length, 'order')}, until nothing is left.`;
	}
}

function worthOf(positions: DeskView['positions']): string {
	const worths = positions.map(({ marketValue }) => Math.abs(Number(marketValue ?? 0)));
	return worths.reduce((sum, worth) => sum + worth, 0).toFixed(2);
}

/** The names of the levels as acts. */
export const levelActs: readonly { readonly level: KillLevel; readonly name: string }[] = [
	{ level: 'pause', name: 'Pause entries' },
	{ level: 'reduce_only', name: 'Halt, reduce only' },
	{ level: 'cancel_entries', name: 'Cancel open entries' },
	{ level: 'flatten', name: 'Flatten' }
];

/** What lets go again once trading goes on, a line each. */
export function rearmLines(view: DeskView): readonly string[] {
	const { tradingState, triggers, waiting, waitingCount, orders } = view;
	const from = `${tradingState.state}${tradingState.level === null ? '' : ` (${levelNames[tradingState.level]})`}`;
	const [first] = waiting;
	const next = first === undefined ? '' : `, the first of them ${first.action} ${first.symbol}`;
	const passed = tradingState.areGuardsStill
		? ', and one whose level was passed meanwhile fires on the next price'
		: '';
	return [
		tradingState.breakers.length === 0
			? `State ${from} → active: entries of decisions, strategies and orders pass again.`
			: `State ${from} → reducing: entries stay denied until the breakers are reset.`,
		`${countOf(triggers.length, 'trigger')} armed${passed}.`,
		`${countOf(waitingCount, 'waiting decision')}${next}.`,
		`${countOf(orders.length, 'open order')} may trade${tradingState.isSignalOnly ? '; decisions stay signals' : ''}.`
	];
}

/** A fault of the engine as a text to be copied. */
export function faultReport(
	trouble: { readonly title: string; readonly message: string; readonly stack?: string },
	view: Pick<DeskView, 'book' | 'seq' | 'head' | 'clock' | 'tradingState'> | null,
	about: readonly string[]
): string {
	const book =
		view === null
			? []
			: [
					`Book ${view.book.name} (${view.book.id}), entry ${String(view.seq)}, head ${view.head}`,
					`Clock ${new Date(view.clock.at).toISOString()}, trading state ${view.tradingState.state}`
				];
	return [trouble.title, trouble.message, ...book, ...about, trouble.stack ?? ''].join('\n').trim();
}

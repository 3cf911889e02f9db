import { formatDecimal } from '../domain/decimal.ts';
import type { BookEvent } from '../domain/events.ts';
import type { HaltSource, KillLevel, LeftBecause, SweepRest } from '../domain/killSwitch.ts';
import { countOf } from './countText.ts';

/** What a level of the kill switch is called. */
export const levelNames: Readonly<Record<KillLevel, string>> = {
	pause: 'pause entries',
	reduce_only: 'reduce only',
	cancel_entries: 'cancel open entries',
	flatten: 'flatten'
};

/** Who or what stopped trading, behind `by`. */
export const sourceNames: Readonly<Record<HaltSource, string>> = {
	switch: 'the switch',
	key: 'the key',
	flag: 'the address',
	file: 'the halt file',
	console: 'the console',
	engine: 'a fault of the engine',
	storage: 'a fault of the storage',
	check: 'a check that broke',
	breaker: 'a breaker',
	timer: 'the time that was set'
};

const leftTexts: Readonly<Record<LeftBecause, string>> = {
	not_asked: 'not asked for yet',
	cancel_pending: 'its cancel is not answered yet',
	cancel_refused: 'the venue refused its cancel',
	close_pending: 'its close has not filled yet',
	close_failed: 'its close was denied or rejected',
	market_closed: 'its market is closed',
	dry_run: 'dry run: nothing is sent'
};

/** Why an order or a position is still there, in words. */
export function leftText(because: LeftBecause): string {
	return leftTexts[because];
}

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;

/** How far trading is stopped, by whom and why: `Trading state halted (flatten) by the switch: news.` */
export function stateChangeText({ state, level, by, reason }: EventOf<'TradingStateChanged'>): string {
	const how = level === null ? '' : ` (${levelNames[level]})`;
	const who = by === null ? '' : ` by ${sourceNames[by]}`;
	return `Trading state ${state}${how}${who}${reason === '' ? '' : `: ${reason.replace(/\.$/, '')}`}.`;
}

/** What there was to take back or close before a round. */
export function sweepTriedText({ round, orders, positions }: EventOf<'SweepTried'>): string {
	return `Taking back and closing, round ${String(round)}: ${countOf(orders, 'open order')}, ${countOf(positions, 'position')}.`;
}

/** The proof that nothing is left, or what is. */
export function sweepEndedText({ level, outcome, rest }: EventOf<'SweepEnded'>): string {
	if (outcome === 'clear') {
		return level === 'flatten' ? 'Flat: no position and no open order.' : 'No entry is open any more.';
	}
	const left = restText(rest);
	return `${level === 'flatten' ? 'Not flat' : 'Entries are still open'}, and not tried any more. Left: ${left}.`;
}

const namedAtMost = 5;

/** What is left, each with its reason, the first of them by name. */
export function restText({ orders, positions }: SweepRest): string {
	const all = [
		...positions.map(
			({ symbol, quantity, because }) => `${formatDecimal(quantity)} ${symbol} (${leftText(because)})`
		),
		...orders.map(({ orderId, because }) => `order ${orderId} (${leftText(because)})`)
	];
	const more = all.length - namedAtMost;
	return more > 0 ? `${all.slice(0, namedAtMost).join(', ')} and ${String(more)} more` : all.join(', ');
}

/** What became of an order that stayed a signal; `denial` says what it would have been denied for, if anything. */
export function signalText(name: string, denial: string | null): string {
	const would = denial === null ? 'Every check passed' : `It would have been denied: ${denial}`;
	return `Signal only, ${name}: sized and reviewed, not sent. ${would.replace(/\.$/, '')}.`;
}

import type { BarSeries } from '../../src/lib/domain/bar.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { OrderIntent } from '../../src/lib/domain/order.ts';
import type { TradingState } from '../../src/lib/domain/risk.ts';
import type { Hours } from './sessionRun.ts';

/** A rule that an approved order breaks, or an order that should not be. */
export interface Misconduct {
	readonly orderId: string;
	readonly rule:
		'trading state' | 'data age' | 'beyond the position' | 'made twice' | 'fill without approval';
}

interface Seen {
	state: TradingState;
	readonly made: Set<string>;
	readonly approved: Map<string, OrderIntent>;
	readonly closing: Map<string, bigint>;
	readonly held: Map<string, bigint>;
}

/** What the judge knows beside the events. */
export interface Evidence {
	readonly series: readonly BarSeries[];
	readonly sessions: readonly Hours[];
	readonly maxDataAgeSeconds: number;
}

/**
 * Follows the events of a run and judges conduct rather than amounts: new risk in the active state only and on prices
 * fresh in session time, exits within what is held and not yet being closed, one order a decision, fills of approved orders.
 */
export function judgeConduct(events: readonly BookEvent[], evidence: Evidence): readonly Misconduct[] {
	const seen: Seen = {
		state: 'active',
		made: new Set(),
		approved: new Map(),
		closing: new Map(),
		held: new Map()
	};
	const found: Misconduct[] = [];
	for (const event of events) {
		for (const rule of judge(event, seen, evidence)) found.push({ orderId: orderOf(event), rule });
		follow(event, seen);
	}
	return found;
}

function orderOf(event: BookEvent): string {
	if (event.type === 'OrderInitialized') return event.intent.id;
	return event.type === 'OrderFilled' ? event.fill.orderId : '';
}

function judge(event: BookEvent, seen: Seen, evidence: Evidence): readonly Misconduct['rule'][] {
	if (event.type === 'OrderFilled') {
		return seen.approved.has(event.fill.orderId) ? [] : ['fill without approval'];
	}
	if (event.type !== 'OrderInitialized') return [];
	const { intent, verdict } = event;
	const twice: readonly Misconduct['rule'][] = seen.made.has(intent.id) ? ['made twice'] : [];
	if (!verdict.approved) return twice;
	return [
		...twice,
		...(intent.purpose === 'entry' ? judgeEntry(intent, seen, evidence) : judgeExit(intent, seen))
	];
}

function judgeEntry(intent: OrderIntent, { state }: Seen, evidence: Evidence): readonly Misconduct['rule'][] {
	const age = sessionAge(intent, evidence);
	const broken: readonly (readonly [boolean, Misconduct['rule']])[] = [
		[state !== 'active', 'trading state'],
		[age === null || age > evidence.maxDataAgeSeconds * 1000, 'data age']
	];
	return broken.filter(([isBroken]) => isBroken).map(([, rule]) => rule);
}

/** Session time since the last bar of the symbol was complete, counted second by second of the published hours. */
function sessionAge({ symbol, madeAt }: OrderIntent, { series, sessions }: Evidence): number | null {
	const bars = series.find((one) => one.symbol === symbol);
	const completed = [...(bars?.completesAt ?? [])].filter((at) => at <= madeAt);
	const from = completed.at(-1);
	if (from === undefined) return null;
	const overlaps = sessions.map(({ open, close }) => Math.min(close, madeAt) - Math.max(open, from));
	return overlaps.reduce((total, overlap) => total + Math.max(0, overlap), 0);
}

function judgeExit(intent: OrderIntent, seen: Seen): readonly Misconduct['rule'][] {
	const held = seen.held.get(intent.symbol) ?? 0n;
	const isAgainst = intent.side === (held < 0n ? 'buy' : 'sell');
	const free = (held < 0n ? -held : held) - (seen.closing.get(intent.symbol) ?? 0n);
	const isBeyond = !isAgainst || intent.quantity <= 0n || intent.quantity > free;
	const isHalted =
		seen.state === 'halted' && (intent.cause === 'sell_market' || intent.cause === 'buy_market');
	return [
		...(isBeyond ? (['beyond the position'] as const) : []),
		...(isHalted ? (['trading state'] as const) : [])
	];
}

function follow(event: BookEvent, seen: Seen): void {
	switch (event.type) {
		case 'TradingStateChanged':
			seen.state = event.state;
			return;
		case 'OrderInitialized':
			seen.made.add(event.intent.id);
			if (!event.verdict.approved) return;
			seen.approved.set(event.intent.id, event.intent);
			if (event.intent.purpose === 'exit') close(seen, event.intent, event.intent.quantity);
			return;
		case 'OrderFilled': {
			const { symbol, side, quantity, orderId } = event.fill;
			seen.held.set(symbol, (seen.held.get(symbol) ?? 0n) + (side === 'buy' ? quantity : 0n - quantity));
			release(seen, orderId);
			return;
		}
		case 'OrderCanceled':
		case 'OrderExpired':
		case 'OrderRejected':
			release(seen, event.orderId);
			return;
		default:
	}
}

function release(seen: Seen, orderId: string): void {
	const intent = seen.approved.get(orderId);
	if (intent?.purpose === 'exit') close(seen, intent, 0n - intent.quantity);
}

function close({ closing }: Seen, { symbol }: OrderIntent, quantity: bigint): void {
	closing.set(symbol, (closing.get(symbol) ?? 0n) + quantity);
}

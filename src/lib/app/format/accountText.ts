import { actTexts } from '../../contract/accountTexts.ts';
import { acceptWord, armWord, type AccountView, type RestLine } from '../../contract/accountView.ts';
import type { PositionView, TriggerView } from '../../contract/deskView.ts';
import { isLeftOver, type Difference, type Routing, type Standing } from '../../domain/brokerEvents.ts';
import type { OrderRow } from '../../domain/deskRows.ts';
import { decimalText } from './decimalText.ts';
import { countOf, countText } from './estimateText.ts';
import { orderTypeLine, triggerKindText } from './storyTexts.ts';
import { sideText } from './wordTexts.ts';

export { acceptWord, armWord };

/** The word that leaves positions without guards. */
export const leaveWord = 'unguarded';

/** How far orders go, as three choices, each with what it does. */
export const routingChoices: readonly {
	readonly routing: Routing;
	readonly label: string;
	readonly does: string;
}[] = [
	{
		routing: 'dry_run',
		label: 'Dry run',
		does: 'Everything is decided, sized and reviewed. Nothing is sent: each order ends here as “dry run”.'
	},
	{
		routing: 'exits_only',
		label: 'Exits only',
		does: 'Cancels, closes and what guards positions are sent. Entries are denied.'
	},
	{ routing: 'paper', label: 'Paper', does: 'Entries too are sent to your paper account.' }
];

const seconds = (milliseconds: number): string => `${String(Math.max(0, Math.round(milliseconds / 1000)))} s`;

/** When book and account were compared, and will be: `Compared 12 s ago, next in 18 s.` */
export function comparedText(
	{ comparedAt, nextAt }: Pick<AccountView, 'comparedAt' | 'nextAt'>,
	now: number
): string {
	if (comparedAt === null) return nextAt === null ? '' : `Compared in ${seconds(nextAt - now)}.`;
	const ago = now - comparedAt < 1000 ? 'just now' : `${seconds(now - comparedAt)} ago`;
	return nextAt === null ? `Compared ${ago}.` : `Compared ${ago}, next in ${seconds(nextAt - now)}.`;
}

/** How many positions cannot be acted for, and what mends it. */
export const unguardedText = (count: number): string =>
	`${countOf(count, 'position')} unguarded: the keys are locked, so ${count === 1 ? 'its' : 'their'} triggers cannot act. Unlock the keys.`;

/** Why triggers cannot act though the keys are there. */
export const clockAheadText =
	'This device’s clock is so far ahead of Alpaca’s that every price comes too old for triggers to act. Set the clock right, then reload this page.';

/** What is left for a person or is looked at again. */
export const leftOf = (differences: readonly Difference[]): readonly Difference[] =>
	differences.filter(isLeftOver);

/** How book and account stand, in a sentence. */
export function standingText({
	standing,
	differences
}: Pick<AccountView, 'standing' | 'differences'>): string {
	if (standing === 'unread') return 'Book and account were not compared since the start.';
	if (standing === 'equal') return 'Book and account are equal.';
	const left = leftOf(differences).length;
	return left === 0 ? 'Book and account differ.' : `Book and account differ in ${countOf(left, 'thing')}.`;
}

/** What of a position leaving is told by. */
export interface Held {
	readonly positions: readonly Pick<PositionView, 'symbol' | 'quantity' | 'guarded'>[];
	readonly triggers: readonly Pick<TriggerView, 'symbol' | 'kind' | 'level'>[];
	readonly orders: readonly OrderRow[];
}

/** Whether something would be left behind. */
export const isHeld = ({ positions, orders }: Held): boolean => positions.length > 0 || orders.length > 0;

/** What happens to a position or an order when the book is left in a way. */
export interface LeaveLine {
	readonly key: string;
	readonly what: string;
	readonly then: string;
}

/** How a book of an account is left. */
export type LeaveWay = 'guard' | 'rest' | 'flatten' | 'unguarded';

/** What happens to each position and each order in which way; `plan` is what resting comes to. */
export function leaveLines(held: Held, way: LeaveWay, plan: readonly RestLine[] = []): readonly LeaveLine[] {
	return [
		...held.positions.map((position) => ({
			key: `p ${position.symbol}`,
			what: `${decimalText(position.quantity)} ${position.symbol}`,
			then: way === 'rest' ? restThen(position.symbol, plan) : positionThen(position, held, way)
		})),
		...held.orders.map((order) => ({
			key: `o ${order.id}`,
			what: `${sideText(order.side)} ${decimalText(order.quantity)} ${order.symbol}, ${orderTypeLine(order)}`,
			then: orderThen(order, way)
		}))
	];
}

function restThen(symbol: string, plan: readonly RestLine[]): string {
	const text = plan.find((line) => line.symbol === symbol)?.text;
	return text === undefined ? 'is not asked for yet' : text;
}

function positionThen({ symbol }: Held['positions'][number], held: Held, way: LeaveWay): string {
	if (way === 'flatten') return 'is closed at the market';
	const levels = held.triggers
		.filter((trigger) => trigger.symbol === symbol)
		.map(({ kind, level }) => `${triggerKindText(kind).toLowerCase()} ${decimalText(level, 2)}`);
	const resting = held.orders.some((order) => order.symbol === symbol && order.purpose === 'exit');
	if (way === 'guard') {
		if (levels.length > 0) return `stays, guarded here by ${levels.join(' and ')}`;
		return resting ? 'stays, with its exit resting at Alpaca' : 'stays, and nothing guards it';
	}
	const lost = levels.length > 0 ? `${levels.join(' and ')} acts no more` : 'nothing guards it here';
	return `stays at Alpaca: ${lost}${resting ? '; its exit there goes on' : ''}`;
}

function orderThen({ purpose }: OrderRow, way: LeaveWay): string {
	if (way === 'flatten') return 'is canceled';
	if (way === 'unguarded') return 'goes on at Alpaca, and is not followed here';
	return purpose === 'entry' ? 'goes on at Alpaca; no new entry is sent' : 'goes on at Alpaca';
}

const aboutTexts: Readonly<Record<Difference['about'], string>> = {
	order: 'Order',
	fill: 'Fill',
	position: 'Position',
	cash: 'Cash'
};

/** What a difference is about: `Position AAPL`. */
export const subjectText = ({ about, of }: Pick<Difference, 'about' | 'of'>): string =>
	of === '' ? aboutTexts[about] : `${aboutTexts[about]} ${of}`;

/** What one side has, and `nothing` where it has none. */
export const sideHasText = (text: string): string => (text === '' ? 'nothing' : text);

/** What was done about a difference. */
export const didText = (did: Difference['did']): string => actTexts[did];

/** What a comparison came to: `Different: 1 thing left, 2 settled`. */
export function comparisonText(standing: Standing, differences: readonly Difference[]): string {
	const left = leftOf(differences).length;
	const settled = differences.length - left;
	if (standing === 'unread') return 'Not read';
	if (standing === 'equal') return settled === 0 ? 'Equal' : `Equal, ${countOf(settled, 'thing')} settled`;
	return settled === 0
		? `Different: ${countOf(left, 'thing')} left`
		: `Different: ${countOf(left, 'thing')} left, ${countText(settled)} settled`;
}

/** What taking the account's numbers books, a line for each difference that is left. */
export function acceptLines(differences: readonly Difference[]): readonly string[] {
	return leftOf(differences).map((difference) => {
		const { about, ours, theirs } = difference;
		const subject = subjectText(difference);
		switch (about) {
			case 'position':
				return `${subject}: ${sideHasText(ours)} becomes ${sideHasText(theirs)}, at the account’s own average.`;
			case 'cash':
				return `${subject}: ${sideHasText(ours)} becomes ${sideHasText(theirs)}; the difference is booked as an adjustment.`;
			case 'order':
				return theirs === ''
					? `${subject}: ${sideHasText(ours)} is ended here.`
					: `${subject}: ${sideHasText(ours)} becomes ${theirs}.`;
			case 'fill':
				return `${subject}: ${sideHasText(theirs)} is added.`;
		}
	});
}

import type { ReckonedFrom, Slippage, StoryOrder, StoryOrigin } from '../../contract/storyView.ts';
import { rowTermsText } from '../../contract/orderTexts.ts';
import { triggerNames } from '../../contract/triggerNames.ts';
import type { DecisionRow, OrderRow, TriggerRow } from '../../domain/deskRows.ts';
import type { OrderStatus } from '../../domain/order.ts';
import { decimalText, moneyText, signOf } from './decimalText.ts';
import { changeText, estimateText, percentText } from './estimateText.ts';
import { fractionToPercent } from './percentInput.ts';
import { spanOfTime } from './clockText.ts';

const textByStatus: Readonly<Record<OrderStatus, string>> = {
	initialized: 'Made',
	denied: 'Denied',
	submitted: 'Sent',
	accepted: 'Working',
	partially_filled: 'Partly filled',
	pending_cancel: 'Cancel requested',
	pending_replace: 'Change requested',
	filled: 'Filled',
	canceled: 'Canceled',
	expired: 'Expired',
	rejected: 'Rejected'
};

/** Where an order is in its life. */
export const orderStatusText = (status: OrderStatus): string => textByStatus[status];

const textByOutcome: Readonly<Record<DecisionRow['outcome'], string>> = {
	waiting: 'Waits for its time',
	canceled: 'Canceled before its time',
	unconfirmed: 'Waits to be confirmed',
	dismissed: 'Dismissed',
	taken: 'Taken',
	refused: 'Refused',
	levels_updated: 'Levels updated',
	logged: 'Logged, nothing changed'
};

/** What came of a decision. */
export const decisionOutcomeText = (outcome: DecisionRow['outcome']): string => textByOutcome[outcome];

const textByOrigin: Readonly<Record<StoryOrigin, string>> = {
	ticket: 'Ticket or console',
	file: 'Given decisions',
	trigger: 'A trigger that fired',
	hand: 'Closed by hand',
	exit: 'Follows its order',
	account: 'From the account'
};

/** Where an order came from. */
export const originText = (origin: StoryOrigin): string => textByOrigin[origin];

const textByRole: Readonly<Record<StoryOrder['role'], string>> = {
	opened: 'Opened',
	added: 'Added',
	reduced: 'Closed a part',
	closed: 'Closed'
};

/** What an order did to its position. */
export const roleText = (role: StoryOrder['role']): string => textByRole[role];

const textByTriggerStatus = { active: 'Armed', triggered: 'Fired', canceled: 'Canceled' } as const;

/** What a trigger is. */
export const triggerKindText = (kind: TriggerRow['kind']): string => triggerNames[kind];
/** Where a trigger is in its life. */
export const triggerStatusText = (status: TriggerRow['status']): string => textByTriggerStatus[status];

/** The level of a trigger, or what it follows. */
export function triggerLevelText({ level, fraction, highWater, guards = 'long' }: TriggerRow): string {
	if (level !== null) return moneyText(level);
	if (fraction === null) return 'not known';
	const high = highWater === null ? '' : ` ${moneyText(highWater)}`;
	const mark = guards === 'long' ? 'below its high' : 'above its low';
	return `${fractionToPercent(fraction)} % ${mark}${high}`;
}

/** What a decision asked for. */
export function sizeText({ size, sizeBy }: DecisionRow): string {
	if (size === null || sizeBy === null) return 'not given';
	if (sizeBy === 'notional') return moneyText(size);
	return sizeBy === 'quantity' ? decimalText(size) : `${fractionToPercent(size)} % of equity`;
}

/** How much worse than its reference a fill was, in hundredths of a percent: `5.0 bps worse`. */
export function slippageText({ basisPoints }: Slippage): string {
	const sign = signOf(basisPoints);
	if (sign === 0) return 'none';
	return `${estimateText(Math.abs(Number(basisPoints)), 1)} bps ${sign > 0 ? 'worse' : 'better'}`;
}

/** What a fill is held against. */
export function referenceText({ reference, referenceIs }: Slippage): string {
	return `${moneyText(reference)}, ${referenceIs === 'last_price' ? 'the last price when it was sized' : 'the level that fired'}`;
}

const textByReckoned: Readonly<Record<ReckonedFrom['is'], string>> = {
	bid: 'the bid of the quote that fired it',
	last_price: 'the last price that fired it',
	open: 'the open of the bar that fired it',
	level: 'its level, which the bar passed'
};

/** What a fill was reckoned from, before slippage. */
export const reckonedText = ({ price, is }: ReckonedFrom): string =>
	`${moneyText(price)}, ${textByReckoned[is]}`;

/** A gap between two messages: nothing, milliseconds, seconds, or the two largest units. */
export function gapText(milliseconds: number): string {
	if (milliseconds === 0) return 'at once';
	if (milliseconds < 1000) return `+${String(milliseconds)} ms`;
	if (milliseconds < 60_000) return `+${estimateText(milliseconds / 1000, 1)} s`;
	return `+${spanOfTime(milliseconds)}`;
}

/** A confidence from 0 to 1 as a percentage. */
export const confidenceText = (confidence: number | null): string =>
	confidence === null ? 'not given' : percentText(confidence, 0);

/** A fraction of cost with its sign. */
export const shareOfCostText = (fraction: string): string => changeText(Number(fraction));

/** The order as a line of facts: how it was priced and when it ends. */
export const orderTypeLine = (order: OrderRow): string => rowTermsText(order);

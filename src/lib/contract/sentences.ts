import { formatDecimal, formatMoney } from '../domain/decimal.ts';
import { isGuarding, type Decision } from '../domain/decision.ts';
import type { BookEvent, CommandRefusal, RefusedCommand } from '../domain/events.ts';
import type { Fill } from '../domain/fill.ts';
import type { OrderIntent } from '../domain/order.ts';
import { checkTable, type CheckResult, type DenialReason, type Verdict } from '../domain/risk.ts';
import { latest, type Trigger } from '../domain/trigger.ts';
import type { JournalLine } from './deskView.ts';

/** What an event says, in a sentence with its numbers, and how much it stands out. */
export interface Sentence {
	readonly symbol: string | null;
	readonly tone: JournalLine['tone'];
	readonly text: string;
}

/** Says an event. */
export function eventToSentence(event: BookEvent): Sentence {
	switch (event.type) {
		case 'BookOpened':
			return plain(null, `Book opened with ${formatMoney(event.config.startingCash)}.`);
		case 'DecisionQueued':
			return plain(event.decision.symbol, `${decisionText(event.decision)} waits for its time.`);
		case 'DecisionTaken':
			return plain(event.decision.symbol, `${decisionText(event.decision)}.`);
		case 'DecisionRefused':
			return {
				symbol: event.symbol,
				tone: 'refusal',
				text: `Refused ${event.symbol}: ${reasonText(event.reason)}.`
			};
		case 'DecisionHeld':
			return plain(event.symbol, heldText(event.symbol, event.outcome));
		case 'OrderInitialized':
			return plain(event.intent.symbol, `Order ${event.intent.id}: ${intentText(event.intent)}.`);
		case 'OrderDenied':
			return {
				symbol: null,
				tone: 'refusal',
				text: `Denied ${event.orderId}: ${listReasons(event.reasons)}.`
			};
		case 'OrderSubmitted':
			return plain(null, `Order ${event.orderId} submitted.`);
		case 'OrderAccepted':
			return plain(null, `Order ${event.orderId} accepted.`);
		case 'OrderRejected':
			return {
				symbol: null,
				tone: 'refusal',
				text: `Rejected by the simulator, ${event.orderId}: ${event.reason.replaceAll('_', ' ')}.`
			};
		case 'CancelRequested':
			return plain(null, `Cancel of ${event.orderId} requested.`);
		case 'OrderCanceled':
			return plain(null, `Order ${event.orderId} canceled.`);
		case 'OrderExpired':
			return plain(null, `Order ${event.orderId} expired ${endText(event.reason)}.`);
		case 'OrderFilled':
			return { symbol: event.fill.symbol, tone: 'fill', text: fillText(event.fill) };
		case 'CloseRequested':
			return plain(
				event.symbol,
				`Close of ${formatDecimal(event.quantity)} ${event.symbol} requested by hand.`
			);
		case 'CommandRefused':
			return {
				symbol: null,
				tone: 'refusal',
				text: refusedCommandText(event.command, event.subject, event.reason)
			};
		case 'TriggerArmed':
			return plain(event.trigger.symbol, `${triggerText(event.trigger)} armed.`);
		case 'LevelMoved':
			return plain(
				event.symbol,
				`${kindText(event.kind)} of ${event.symbol} moved to ${formatDecimal(event.level)}.`
			);
		case 'TrailMoved':
			return plain(
				event.symbol,
				`Trailing stop of ${event.symbol} moved to ${formatDecimal(event.fraction)} of its high.`
			);
		case 'HighWaterRaised':
			return plain(event.symbol, `High of ${event.symbol} since armed: ${formatDecimal(event.mark)}.`);
		case 'TriggerFired':
			return {
				symbol: event.symbol,
				tone: 'alarm',
				text: `${kindText(kindOfId(event.triggerId))} of ${event.symbol} fired at ${formatDecimal(event.level)}.`
			};
		case 'TriggerCanceled':
			return plain(event.symbol, `${kindText(kindOfId(event.triggerId))} of ${event.symbol} canceled.`);
		case 'ProtectionCanceled':
			return plain(event.symbol, `Nothing of ${event.symbol} is held: its triggers are canceled.`);
		case 'SnapshotTaken':
			return plain(
				null,
				`${event.endsDay ? 'Day ended' : 'Equity'}: ${formatMoney(event.snapshot.equity)}, cash ${formatMoney(event.snapshot.cash)}.`
			);
		case 'TradingStateChanged':
			return {
				symbol: null,
				tone: event.state === 'active' ? 'plain' : 'alarm',
				text: `Trading state ${event.state}${event.reason === '' ? '' : `: ${event.reason}`}.`
			};
	}
}

function plain(symbol: string | null, text: string): Sentence {
	return { symbol, tone: 'plain', text };
}

function decisionText({ action, symbol, levels, strategy, reason }: Decision): string {
	const from = strategy === '' ? '' : ` by ${strategy}`;
	const why = reason === '' ? '' : `: ${reason.replace(/[.\s]+$/, '')}`;
	return `Decision ${action} ${symbol}${from}${isGuarding(levels) && action !== 'SELL' ? ' with levels' : ''}${why}`;
}

function heldText(symbol: string, outcome: 'levels_updated' | 'logged'): string {
	return outcome === 'logged' ? `Hold of ${symbol} noted; nothing changed.` : `Levels of ${symbol} updated.`;
}

/** An order as a trader reads it: `buy 41 AAPL at the market`. */
export function intentText({ side, quantity, symbol, limitPrice }: OrderIntent): string {
	const price = limitPrice === null ? 'at the market' : `at ${formatDecimal(limitPrice)} or better`;
	return `${side} ${formatDecimal(quantity)} ${symbol} ${price}`;
}

const causeTexts: Readonly<Record<Fill['cause'], string>> = {
	entry_market: '',
	entry_limit: ' by its limit',
	sell_market: '',
	closed_by_hand: ', closed by hand',
	stop_loss: ' by its stop',
	trailing_stop: ' by its trailing stop',
	take_profit: ' at its target'
};

function fillText({ side, quantity, symbol, price, fee, cause }: Fill): string {
	const did = side === 'buy' ? 'Bought' : 'Sold';
	return `${did} ${formatDecimal(quantity)} ${symbol} at ${formatDecimal(price)}${causeTexts[cause]}, fee ${formatMoney(fee)}. Simulated.`;
}

type Kind = Trigger['kind'];

function kindText(kind: Kind): string {
	return { stop_loss: 'Stop', take_profit: 'Target', trailing_stop: 'Trailing stop' }[kind];
}

function kindOfId(id: string): Kind {
	if (id.includes('.trailing_stop')) return 'trailing_stop';
	return id.includes('.take_profit') ? 'take_profit' : 'stop_loss';
}

function triggerText(trigger: Trigger): string {
	const { symbol, kind } = trigger;
	if (trigger.kind === 'trailing_stop') {
		const fraction = latest(trigger.fractions);
		return `${kindText(kind)} of ${symbol}, ${fraction === null ? '?' : formatDecimal(fraction)} below its high of ${formatDecimal(trigger.highWater)},`;
	}
	const level = latest(trigger.levels);
	return `${kindText(kind)} ${level === null ? '?' : formatDecimal(level)} of ${symbol}`;
}

function endText(reason: 'session_close' | 'expires_at'): string {
	return reason === 'session_close' ? 'at the session close' : 'at its own time';
}

const reasonTexts: Readonly<Record<DenialReason, string>> = {
	unknown_symbol: 'this book does not trade it',
	duplicate_decision: 'a decision with this id was taken before',
	decision_expired: 'it had expired when its time came',
	already_held: 'it is held already',
	entry_pending: 'an entry order is already open',
	exit_pending: 'an exit is already waiting',
	no_position: 'nothing is held to sell',
	halted: 'trading is halted',
	reducing: 'entries are paused; only orders that shrink a position pass',
	risk_data_unavailable: 'its last price is missing or too old',
	below_minimum_trade: 'the order is below the smallest trade',
	position_limit: 'the position would be larger than allowed',
	exposure_limit: 'total exposure would be larger than allowed',
	open_trades_limit: 'there would be too many open trades',
	symbol_trades_limit: 'there would be too many trades of the symbol',
	insufficient_cash: 'there is not enough free cash',
	not_reducing: 'it would not shrink a position'
};

/** Why something was refused, in words. */
export function reasonText(reason: DenialReason): string {
	return reasonTexts[reason];
}

/** Several reasons, the first one leading. */
export function listReasons(reasons: readonly DenialReason[]): string {
	return reasons.map(reasonText).join('; ');
}

/** Why a review denied, with the numbers of each failed check. */
export function verdictText({ checks }: Verdict): string {
	return checks
		.filter(({ passed }) => !passed)
		.map((check) => `${reasonText(check.reason)}${numbersText(check)}`)
		.join('; ');
}

function numbersText({ check, measured, limit }: CheckResult): string {
	const { unit } = checkTable[check];
	if (measured === null || limit === null || unit === 'state') return '';
	const write = (value: typeof measured): string => {
		if (typeof value !== 'bigint') return `${String(value)}${unit === 'seconds' ? ' s' : ''}`;
		return unit === 'money'
			? formatMoney(value as Parameters<typeof formatMoney>[0])
			: formatDecimal(value as Parameters<typeof formatDecimal>[0]);
	};
	return ` (${write(measured)}, limit ${write(limit)})`;
}

const commandTexts: Readonly<Record<RefusedCommand, string>> = {
	CancelOrder: 'Cancel of',
	ClosePosition: 'Close of',
	ChangeProtection: 'Change of what guards'
};

const refusalTexts: Readonly<Record<CommandRefusal, string>> = {
	unknown_order: 'there is no such open order',
	order_ended: 'the order has ended',
	cancel_pending: 'its cancel is requested already',
	no_position: 'nothing of it is held',
	exit_pending: 'an exit is already waiting',
	no_such_trigger: 'there is no such trigger',
	no_price: 'there is no price of it yet',
	beyond_position: 'that is more than is held',
	level_passed: 'the price has passed that level already',
	already_done: 'it was done already'
};

/** Why a command changed nothing, in a sentence. */
export function refusedCommandText(command: RefusedCommand, subject: string, reason: CommandRefusal): string {
	return `${commandTexts[command]} ${subject} refused: ${refusalTexts[reason]}.`;
}

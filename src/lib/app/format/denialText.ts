import type { CheckName, DenialReason } from '../../domain/risk.ts';
import type { DecisionStory } from '../../domain/runReport.ts';
import type { SizingLine, VerdictLine } from '../../domain/verdictLines.ts';
import { moneyText, decimalText, signOf } from './decimalText.ts';

/** Who was refused, and what the review found. */
interface Refusal {
	readonly symbol: string;
	readonly reason: string;
}

type Teller = (symbol: string, check: VerdictLine | undefined, sizing: SizingLine | null) => string;

const tellerByReason: Readonly<Record<DenialReason, Teller>> = {
	unknown_symbol: () => 'this run has no bars of the symbol.',
	duplicate_decision: () => 'a decision with this id was taken before.',
	decision_expired: () => 'it had expired when its time came.',
	already_held: (symbol) => `${symbol} is held already.`,
	entry_pending: (symbol) => `an entry order for ${symbol} is already open.`,
	exit_pending: (symbol) => `an exit of ${symbol} is already waiting.`,
	no_position: (symbol) => `nothing of ${symbol} is held to sell.`,
	halted: () => 'trading is halted.',
	reducing: () => 'only orders that shrink a position pass now.',
	risk_data_unavailable: tellData,
	below_minimum_trade: tellMinimum,
	position_limit: (symbol, check) =>
		overLimit(check, `the position in ${symbol} would be worth`, 'a position'),
	exposure_limit: (_, check) => overLimit(check, 'positions and open entries would come to', 'exposure'),
	open_trades_limit: (_, check) => overLimit(check, 'open trades would be', 'open trades'),
	symbol_trades_limit: (symbol, check) => overLimit(check, `trades of ${symbol} would be`, 'a symbol'),
	insufficient_cash: tellCash,
	not_reducing: (symbol) => `it would not shrink the position in ${symbol}.`
};

const checkByReason: Readonly<Partial<Record<DenialReason, CheckName>>> = {
	risk_data_unavailable: 'dataAge',
	below_minimum_trade: 'minimumTrade',
	position_limit: 'positionSize',
	exposure_limit: 'totalExposure',
	open_trades_limit: 'openTrades',
	symbol_trades_limit: 'tradesPerSymbol',
	insufficient_cash: 'buyingPower'
};

/** Why a decision was refused, in one sentence with its numbers. */
export function denialText({ symbol, reason }: Refusal, story: DecisionStory | undefined): string {
	if (!isDenialReason(reason)) return `Denied: ${reason}.`;
	const check = story?.verdict.find((line) => line.check === checkByReason[reason]);
	return `Denied: ${tellerByReason[reason](symbol, check, story?.sizing ?? null)}`;
}

// A result is a file of texts: one of another version may carry a reason that has no words here.
function isDenialReason(reason: string): reason is DenialReason {
	return Object.hasOwn(tellerByReason, reason);
}

function tellData(symbol: string, check: VerdictLine | undefined): string {
	if (check === undefined || check.measured === null) return `there is no price of ${symbol} yet.`;
	return `the last price of ${symbol} is ${decimalText(check.measured)} s old, limit ${decimalText(check.limit ?? '')} s.`;
}

function tellMinimum(symbol: string, check: VerdictLine | undefined, sizing: SizingLine | null): string {
	if (sizing !== null && signOf(sizing.quantity) === 0) return tellNothing(symbol, sizing);
	if (!isCompared(check)) return 'the order is too small to be worth a trade.';
	return `the order is worth ${moneyText(check.measured)}, the smallest trade is ${moneyText(check.limit)}.`;
}

/** Why a size came to no lot at all. */
function tellNothing(symbol: string, { by, ...sizing }: SizingLine): string {
	if (by === 'quantity') return 'the quantity asked for is less than one lot.';
	if (signOf(sizing.room) <= 0) return 'no room is left under the exposure limit.';
	if (signOf(sizing.positionCap) <= 0) return `the largest position in ${symbol} is reached already.`;
	return `${moneyText(sizing.budget)} buys no whole lot at ${moneyText(sizing.refPrice)}.`;
}

function tellCash(_: string, check: VerdictLine | undefined): string {
	if (!isCompared(check)) return 'there is not enough free cash.';
	return `needs ${moneyText(check.measured)}, free cash is ${moneyText(check.limit)}.`;
}

function overLimit(check: VerdictLine | undefined, what: string, of: string): string {
	if (!isCompared(check)) return `over the limit for ${of}.`;
	const text = check.unit === 'money' ? moneyText : decimalText;
	return `${what} ${text(check.measured)}, limit ${text(check.limit)}.`;
}

interface ComparedLine extends VerdictLine {
	readonly measured: string;
	readonly limit: string;
}

function isCompared(check: VerdictLine | undefined): check is ComparedLine {
	return check !== undefined && check.measured !== null && check.limit !== null;
}

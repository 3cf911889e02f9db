import {
	decimalToNumber,
	formatDecimal,
	isZero,
	ratioOf,
	readMoney,
	zeroMoney,
	type Money,
	type Quantity
} from '../domain/decimal.ts';
import { shiftPoint } from '../domain/digits.ts';
import type { AssetClass } from '../domain/instrument.ts';
import { checkTable, type CheckName, type DenialReason, type Verdict } from '../domain/risk.ts';
import type { Sizing } from '../domain/sizing.ts';
import { tellCheck, tellSizing, type SizingLine, type VerdictLine } from '../domain/verdictLines.ts';
import { numberText, withCents } from './amounts.ts';
import { accountReasonTexts, accountTellers } from './accountTexts.ts';
import { breakerReasonTexts, breakerTellers } from './breakerTexts.ts';
import { limitReasonTexts, limitTellers, unmeasuredText, type Told } from './limitTexts.ts';

/** A review that denied, and what it judged by. */
export interface Denial {
	readonly verdict: Verdict;
	readonly sizing: Sizing | null;
	readonly symbol: string;
	readonly assetClass: AssetClass;
	/** The largest quantity that would have passed; null when none would. */
	readonly passes: Quantity | null;
	/** Whether the quantity alone was at fault, so that another one might have passed. */
	readonly isSized: boolean;
}

/** What was judged of an order, as it is shown. */
export interface Judged {
	readonly symbol: string;
	readonly verdict: readonly VerdictLine[];
	readonly sizing: SizingLine | null;
}

/** Why a review denied, with what was measured, the limit, and what would pass: sentences without a beginning. */
export function denialText({ verdict, sizing, symbol, assetClass, passes, isSized }: Denial): string {
	const judged: Judged = {
		symbol,
		verdict: verdict.checks.map(tellCheck),
		sizing: sizing === null ? null : tellSizing(sizing)
	};
	const failed = judged.verdict.filter(({ passed }) => !passed);
	const why = failed.map((line) => checkText(line, judged, reasonOf(line, verdict))).join('; ');
	if (!isSized) return `${why}.`;
	return passes === null
		? `${why}. No quantity would pass.`
		: `${why}. ${passesText(passes, symbol, assetClass)}`;
}

function reasonOf({ check }: VerdictLine, { checks }: Verdict): DenialReason {
	return checks.find((one) => one.check === check)?.reason ?? checkTable[check].reason;
}

/** What would pass: `33 shares would pass.` */
export function passesText(passes: Quantity, symbol: string, assetClass: AssetClass): string {
	const text = formatDecimal(passes);
	if (assetClass === 'crypto') return `${text} ${symbol} would pass.`;
	return text === '1' ? '1 share would pass.' : `${text} shares would pass.`;
}

/** Why something was refused, with the numbers of the check that refused it where there was one. */
export function refusalText(reason: string, judged: Judged): string {
	if (!isDenialReason(reason)) return reason;
	const failed = failedBy(reason, judged.verdict);
	return failed === undefined ? reasonText(reason) : checkText(failed, judged, reason);
}

/** The same, short enough for a row, the numbers first. */
export function shortRefusalText(reason: string, judged: Judged): string {
	// A journal of another version may carry a reason that has no words here.
	if (!isDenialReason(reason)) return reason.replaceAll('_', ' ');
	const failed = failedBy(reason, judged.verdict);
	return failed === undefined || !isCompared(failed)
		? reasonText(reason)
		: (tellerOf(failed, judged).short ?? reasonText(reason));
}

function failedBy(reason: DenialReason, verdict: readonly VerdictLine[]): VerdictLine | undefined {
	return verdict.find(({ check, passed }) => !passed && checkTable[check].reason === reason);
}

function isDenialReason(reason: string): reason is DenialReason {
	return Object.hasOwn(reasonTexts, reason);
}

interface Compared extends VerdictLine {
	readonly measured: string;
	readonly limit: string;
}

function isCompared(line: VerdictLine): line is Compared {
	return line.measured !== null && line.limit !== null;
}

function checkText(line: VerdictLine, judged: Judged, reason: DenialReason): string {
	if (isCompared(line)) return tellerOf(line, judged).long ?? reasonText(reason);
	if (reason === 'check_failed') return reasonText(reason);
	if (line.check === 'dataAge') return `there is no price of ${judged.symbol} yet`;
	if (line.check === 'buyingPower') return 'the free cash is not known: a short has no price';
	if (line.check === 'positionSize' || line.check === 'totalExposure' || line.check === 'maintenanceMargin')
		return 'the equity is not known: a position has no price';
	return unmeasuredText(line.check, judged.symbol, line.of) ?? reasonText(reason);
}

const namedTellers = { ...limitTellers, ...breakerTellers, ...accountTellers };

type Teller = (measured: string, limit: string, line: Compared, judged: Judged) => Told;

const tellerByCheck: Readonly<Record<Exclude<CheckName, keyof typeof namedTellers>, Teller>> = {
	tradingState: () => ({ long: null, short: null }),
	dataAge: (measured, limit, _, { symbol }) => ({
		long: `the last price of ${symbol} is ${measured} old, limit ${limit}`,
		short: `price ${measured} old, limit ${limit}`
	}),
	minimumTrade: (measured, limit, line, judged) =>
		cutText(line, judged) ?? {
			long: isNone(line.measured)
				? lotText(judged)
				: `the order is worth ${measured}, the smallest trade is ${limit}`,
			short: `worth ${measured}, least ${limit}`
		},
	positionSize: (measured, limit, line, judged) => ({
		long: shareText('position would be', line, judged),
		short: `position ${measured}, limit ${limit}`
	}),
	totalExposure: (measured, limit, line, judged) => ({
		long: shareText('total exposure would be', line, judged),
		short: `exposure ${measured}, limit ${limit}`
	}),
	openTrades: (measured, limit) => ({
		long: `open trades would be ${measured}, limit ${limit}`,
		short: `open trades ${measured}, limit ${limit}`
	}),
	tradesPerSymbol: (measured, limit, _, { symbol }) => ({
		long: `trades of ${symbol} would be ${measured}, limit ${limit}`,
		short: `trades of the symbol ${measured}, limit ${limit}`
	}),
	maintenanceMargin: (measured, limit) => ({
		long: `its maintenance margin is ${measured}, equity leaves ${limit}`,
		short: `margin ${measured}, equity leaves ${limit}`
	}),
	buyingPower: (measured, limit) => ({
		long: `it needs ${measured}, free cash is ${limit}`,
		short: `needs ${measured}, free cash ${limit}`
	}),
	reducesPosition: (measured, limit) => ({
		long: `${measured} would be traded, ${limit} can be closed`,
		short: `trades ${measured}, closable ${limit}`
	})
};

function tellerOf(line: Compared, judged: Judged): Told {
	const [measured, limit] = [measuredText(line.measured, line.unit), measuredText(line.limit, line.unit)];
	const { check, of } = line;
	if (!isOfLimit(check)) return tellerByCheck[check](measured, limit, line, judged);
	const { symbol } = judged;
	const whole = judged.verdict.find((one) => one.check === 'positionSize')?.measured;
	return namedTellers[check](measured, limit, {
		symbol,
		of,
		share: (what) => shareText(what, line, judged),
		isWhole: line.measured === whole
	});
}

function isOfLimit(check: CheckName): check is keyof typeof namedTellers {
	return Object.hasOwn(namedTellers, check);
}

/** Which limit left less of what was asked for than is worth a trade; null when none did. */
function cutText(line: Compared, { symbol, sizing, verdict }: Judged): Told | null {
	if (sizing?.by !== 'fraction' || !isLess(sizing.budget, sizing.requested)) return null;
	const isOrder = sizing.orderCap === sizing.budget;
	const isRoom = isLess(sizing.room, sizing.positionCap);
	const name = isOrder ? 'order limit' : isRoom ? 'exposure limit' : 'position limit';
	const limit = isOrder
		? null
		: (verdict.find(({ check }) => check === (isRoom ? 'totalExposure' : 'positionSize'))?.limit ?? null);
	const of = limit === null ? '' : ` of ${shareOf(limit, sizing.equity, 4) ?? withCents(limit)} of equity`;
	const isNothing = !isLess('0', sizing.budget);
	const left = isNothing ? 'nothing' : withCents(sizing.budget);
	const least = isNone(line.measured)
		? `one lot at ${withCents(sizing.refPrice)}`
		: `the smallest trade of ${withCents(line.limit)}`;
	return {
		long: `the ${name}${of} leaves ${left} for ${symbol}${isNothing ? '' : `, less than ${least}`}`,
		short: `${name} leaves ${left}${isNothing ? '' : `, less than ${least}`}`
	};
}

function lotText({ sizing }: Judged): string {
	if (sizing === null) return 'it comes to less than one lot';
	if (sizing.by === 'quantity') return 'the quantity asked for is less than one lot';
	return `${withCents(sizing.budget)} buys no whole lot at ${withCents(sizing.refPrice)}`;
}

/** A notional as a share of equity beside its limit, with as many decimals as tell the two apart. */
function shareText(what: string, { measured, limit }: Compared, { sizing }: Judged): string {
	for (const decimals of [1, 2, 3, 4]) {
		const would = shareOf(measured, sizing?.equity ?? null, decimals);
		const may = shareOf(limit, sizing?.equity ?? null, decimals);
		if (would !== may) return `${what} ${would ?? ''} of equity, limit ${may ?? ''}`;
	}
	return `${what} ${withCents(measured)}, limit ${withCents(limit)}`;
}

/** An amount as a percentage of equity; null without equity. */
function shareOf(amount: string, equity: string | null, decimals: number): string | null {
	const whole = equity === null ? zeroMoney : moneyOf(equity);
	if (isZero(whole)) return null;
	const percent = decimalToNumber(ratioOf(moneyOf(amount), whole)) * 100;
	return `${numberText(String(Number(percent.toFixed(decimals))))} %`;
}

const moneyOf = (text: string): Money => readMoney(text) ?? zeroMoney;
const isLess = (text: string, than: string): boolean => moneyOf(text) < moneyOf(than);
const isNone = (text: string): boolean => text === '0';

/** What a check measured, with its unit. */
function measuredText(value: string, unit: VerdictLine['unit']): string {
	if (unit === 'money') return withCents(value);
	if (unit === 'state' || unit === 'routing' || unit === 'standing') return value;
	if (unit === 'ratio') return percentText(value);
	return unit === 'seconds' ? `${numberText(value)} s` : numberText(value);
}

function percentText(ratio: string): string {
	const isBelow = ratio.startsWith('-');
	return `${isBelow ? '-' : ''}${numberText(shiftPoint(isBelow ? ratio.slice(1) : ratio, 2))} %`;
}

/** Why something was refused, in words, by its reason. */
export const reasonTexts: Readonly<Record<DenialReason, string>> = {
	unknown_symbol: 'this book does not trade it',
	duplicate_decision: 'a decision with this id was taken before',
	market_closed: 'the market is closed',
	decision_expired: 'it had expired when its time came',
	already_held: 'it is held already',
	entry_pending: 'an entry order is already open',
	confirmation_pending: 'an entry of it waits to be confirmed already',
	exit_pending: 'an exit is already waiting',
	no_position: 'nothing is held to close',
	short_not_allowed: 'selling short is not allowed',
	short_without_size: 'a SELL without a size only closes, and nothing is held',
	not_shortable: 'it cannot be sold short',
	through_zero_not_at_market:
		'it is more than is held, and only a market order closes and opens the other way in one',
	other_side_pending: 'an order that opens the other side is open',
	halted: 'trading is halted',
	reducing: 'entries are paused; only orders that shrink a position pass',
	risk_data_unavailable: 'its last price is missing or too old',
	below_minimum_trade: 'the order is below the smallest trade',
	position_limit: 'the position would be larger than allowed',
	exposure_limit: 'total exposure would be larger than allowed',
	open_trades_limit: 'there would be too many open trades',
	symbol_trades_limit: 'there would be too many trades of the symbol',
	maintenance_margin: 'equity would not carry the maintenance margin of shorts',
	insufficient_cash: 'there is not enough free cash',
	not_reducing: 'it would not shrink a position',
	check_failed: 'a check broke and could not say whether it passes',
	signal_only: 'the book takes signals alone, and sends no order',
	...accountReasonTexts,
	...breakerReasonTexts,
	...limitReasonTexts
};

/** Why something was refused, in words. */
export function reasonText(reason: DenialReason): string {
	return reasonTexts[reason];
}

/** Several reasons, the first one leading. */
export function listReasons(reasons: readonly DenialReason[]): string {
	return reasons.map(reasonText).join('; ');
}

import {
	decimalToNumber,
	formatDecimal,
	isZero,
	ratioOf,
	type Money,
	type Quantity
} from '../domain/decimal.ts';
import type { AssetClass } from '../domain/instrument.ts';
import type { CheckResult, Verdict } from '../domain/risk.ts';
import { grouped, moneyText } from './amounts.ts';
import { reasonText } from './sentences.ts';

/** A review that denied, and what it judged by. */
export interface Denial {
	readonly verdict: Verdict;
	/** The equity that the shares are of; null when it was not known. */
	readonly equity: Money | null;
	readonly symbol: string;
	readonly assetClass: AssetClass;
	/** The largest quantity that would have passed; null when none would. */
	readonly passes: Quantity | null;
	/** Whether the quantity alone was at fault, so that another one might have passed. */
	readonly isSized: boolean;
}

/** Why a review denied, with what was measured, the limit, and what would pass: sentences without a beginning. */
export function denialText({ verdict, equity, symbol, assetClass, passes, isSized }: Denial): string {
	const failed = verdict.checks.filter(({ passed }) => !passed);
	const why = failed.map((check) => checkText(check, equity, symbol)).join('; ');
	if (!isSized) return `${why}.`;
	return passes === null
		? `${why}. No quantity would pass.`
		: `${why}. ${passesText(passes, symbol, assetClass)}`;
}

/** What would pass: `33 shares would pass.` */
export function passesText(passes: Quantity, symbol: string, assetClass: AssetClass): string {
	const text = formatDecimal(passes);
	if (assetClass === 'crypto') return `${text} ${symbol} would pass.`;
	return text === '1' ? '1 share would pass.' : `${text} shares would pass.`;
}

type Compared<Value> = CheckResult & { readonly measured: Value; readonly limit: Value };

function checkText(check: CheckResult, equity: Money | null, symbol: string): string {
	if (check.measured === null || check.limit === null) return missingText(check);
	switch (check.check) {
		case 'positionSize':
			return shareText('position would be', check as Compared<Money>, equity);
		case 'totalExposure':
			return shareText('total exposure would be', check as Compared<Money>, equity);
		case 'buyingPower': {
			const { measured, limit } = check as Compared<Money>;
			return `it needs ${moneyText(measured)}, free cash is ${moneyText(limit)}`;
		}
		case 'minimumTrade': {
			const { measured, limit } = check as Compared<Money>;
			return isZero(measured)
				? 'it comes to less than one lot'
				: `the order is worth ${moneyText(measured)}, the smallest trade is ${moneyText(limit)}`;
		}
		case 'dataAge':
			return `the last price of ${symbol} is ${String(check.measured)} s old, limit ${String(check.limit)} s`;
		case 'openTrades':
			return `open trades would be ${String(check.measured)}, limit ${String(check.limit)}`;
		case 'tradesPerSymbol':
			return `trades of ${symbol} would be ${String(check.measured)}, limit ${String(check.limit)}`;
		case 'reducesPosition': {
			const { measured, limit } = check as Compared<Quantity>;
			return `${formatDecimal(measured)} would be sold, ${formatDecimal(limit)} can be closed`;
		}
		case 'tradingState':
			return reasonText(check.reason);
	}
}

function missingText({ check, reason }: CheckResult): string {
	if (check === 'dataAge') return 'there is no price of it yet';
	if (check === 'positionSize' || check === 'totalExposure')
		return 'the equity is not known: a position has no price';
	return reasonText(reason);
}

/** A notional as a share of equity beside its limit, with as many decimals as tell the two apart. */
function shareText(what: string, { measured, limit }: Compared<Money>, equity: Money | null): string {
	if (equity === null || isZero(equity)) return `${what} ${moneyText(measured)}, limit ${moneyText(limit)}`;
	const [share, most] = [measured, limit].map((amount) => decimalToNumber(ratioOf(amount, equity)) * 100);
	for (const decimals of [1, 2, 3, 4]) {
		const [would, may] = [percentText(share, decimals), percentText(most, decimals)];
		if (would !== may) return `${what} ${would} of equity, limit ${may}`;
	}
	return `${what} ${moneyText(measured)}, limit ${moneyText(limit)}`;
}

function percentText(percent = NaN, decimals: number): string {
	const [whole = '', fraction] = String(Number(percent.toFixed(decimals))).split('.');
	return `${grouped(whole)}${fraction === undefined ? '' : `.${fraction}`} %`;
}

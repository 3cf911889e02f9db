import { routingTexts, standingTexts } from '../../contract/accountTexts.ts';
import { brokenLimitText } from '../../contract/breakerTexts.ts';
import { namedLockText } from '../../contract/lockTexts.ts';
import type { Routing, Standing } from '../../domain/brokerEvents.ts';
import { shiftPoint } from '../../domain/digits.ts';
import { checkTable, dataOf, type CheckName } from '../../domain/risk.ts';
import type { VerdictLine } from '../../domain/verdictLines.ts';
import { cutText, decimalText, shareOf } from './decimalText.ts';

const nameByCheck: Readonly<Record<CheckName, string>> = {
	tradingState: 'Trading state',
	routing: 'Routing',
	standing: 'Book and account',
	unknownOutcomes: 'Orders of unknown outcome',
	lock: 'Lock',
	dayLoss: 'Day loss',
	dayLossMoney: 'Day loss in money',
	dayDrawdown: 'Fall from the day’s peak',
	peakDrawdown: 'Fall from the all-time peak',
	dayTrades: 'Trades of the day',
	lossStreak: 'Losses in a row',
	errors: 'Errors in the window',
	brokenLimit: 'Limits of positions',
	dataAge: 'Age of the last price',
	minimumTrade: 'Smallest trade',
	positionSize: 'Position size',
	totalExposure: 'Total exposure',
	openTrades: 'Open trades',
	tradesPerSymbol: 'Trades of the symbol',
	maintenanceMargin: 'Maintenance margin of shorts',
	buyingPower: 'Free cash',
	quoteAge: 'Age of the quote',
	positionAge: 'Oldest price held',
	crossedQuote: 'Bid below ask',
	symbolHalted: 'Halt of the symbol',
	tradeNotional: 'Size of the order',
	tradeMoney: 'Order in money',
	positionRisk: 'Risk of the position',
	positionQuantity: 'Quantity held',
	sectorExposure: 'Sector',
	grossExposure: 'Gross exposure',
	netExposure: 'Net exposure',
	leverage: 'Leverage',
	openRisk: 'Open risk',
	stopMissing: 'Stops',
	stopSide: 'Distance of the stop',
	priceDistance: 'Price from the market',
	spread: 'Spread',
	restricted: 'Restricted list',
	ordersPerInstant: 'Entries at once',
	orderRate: 'Entries in the window',
	replaceRate: 'Replaces in the window',
	duplicateOrder: 'Since the same order',
	strategyPositions: 'Positions of the strategy',
	strategyExposure: 'Exposure of the strategy',
	strategyDayLoss: 'Loss of the strategy today',
	strategyTrades: 'Trades of the strategy today',
	reducesPosition: 'Shrinks the position'
};

/** One check of a verdict, ready to be read; `used` is the share of the limit that is taken, null when there is none. */
export interface ReadCheck {
	readonly name: string;
	readonly passed: boolean;
	/** Whether it passed with a warning. */
	readonly warns: boolean;
	/** How old the prices are that it rests on; null where it rests on none, on fresh ones, or nobody knows. */
	readonly age: string | null;
	readonly measured: string;
	readonly limit: string;
	readonly headroom: string;
	readonly used: number | null;
}

/** Words and numbers of a check. */
export function readCheck(line: VerdictLine): ReadCheck {
	const { check, passed, unit, measured, limit, headroom, of, warns = false } = line;
	return {
		name: of === undefined ? nameByCheck[check] : `${nameByCheck[check]}: ${ofText(check, of)}`,
		...{ passed, warns, age: null },
		measured: check === 'lock' ? lockLeft(measured) : withUnit(measured, unit, 'not known'),
		limit:
			unit === 'state' ? statesUpTo(limit) : check === 'lock' ? 'no lock' : withUnit(limit, unit, 'no limit'),
		headroom: check === 'lock' ? '—' : withUnit(headroom, unit, '—'),
		used: usedOf(line)
	};
}

/** How long a lock holds yet, in whole seconds; one without an end holds until it is lifted. */
function lockLeft(measured: string | null): string {
	if (measured === null) return 'until it is lifted';
	return Number(measured) === 0 ? 'no lock' : withUnit(String(Math.ceil(Number(measured))), 'seconds', '');
}

/** What a check was measured of, in words. */
function ofText(check: CheckName, of: string): string {
	if (check === 'lock') return of === '' ? 'none' : namedLockText(of);
	if (check === 'brokenLimit') return of === '' ? 'none' : brokenLimitText(of);
	return of === '' ? 'its own' : of;
}

/** Seconds from which an age is said at each check; the check of the age itself says every one. */
const saidFrom = 1;

/** Words and numbers of all checks of a verdict, each with the age of the prices that it rests on. */
export function readChecks(verdict: readonly VerdictLine[]): readonly ReadCheck[] {
	const secondsOf = (check: CheckName) => verdict.find((line) => line.check === check)?.measured ?? null;
	const price = secondsOf('dataAge');
	const oldest = secondsOf('positionAge');
	const ages = {
		...{ price, quote: secondsOf('quoteAge') ?? price },
		positions: oldest !== null && Number(oldest) > Number(price ?? 0) ? oldest : price
	};
	return verdict.map((line) => {
		const reads = dataOf(line.check);
		const age = reads === null ? null : ages[reads];
		const isFresh = age === null || Number(age) < saidFrom;
		return { ...readCheck(line), age: isFresh ? null : `${decimalText(age)} s` };
	});
}

/** What failed, and then what warns, before the others: of forty checks it may be the last. */
export function failedFirst(checks: readonly ReadCheck[]): readonly ReadCheck[] {
	const placeOf = ({ passed, warns }: ReadCheck): number => (passed ? (warns ? 1 : 2) : 0);
	return checks.toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The states in which an order passes, up to the strictest. */
function statesUpTo(limit: string | null): string {
	if (limit === 'halted') return 'any state';
	return limit === 'reducing' ? 'active or reducing' : (limit ?? 'no limit');
}

/** The share of the limit that is taken; of a limit that is a floor, how much of what was measured it takes. */
function usedOf({ check, unit, measured, limit }: VerdictLine): number | null {
	if (measured === null || limit === null || isWord(unit)) return null;
	return checkTable[check].limitIs === 'least' ? shareOf(limit, measured) : shareOf(measured, limit);
}

function isWord(unit: VerdictLine['unit']): boolean {
	return unit === 'state' || unit === 'routing' || unit === 'standing';
}

/** A measured value with its unit. */
function withUnit(value: string | null, unit: VerdictLine['unit'], missing: string): string {
	if (value === null) return missing;
	switch (unit) {
		case 'money':
			return cutText(value, 2, 4);
		case 'seconds':
			return `${decimalText(value)} s`;
		case 'quantity':
		case 'count':
			return decimalText(value);
		case 'ratio':
			return percentText(value);
		case 'state':
			return value;
		case 'routing':
			return routingTexts[value as Routing] ?? value;
		case 'standing':
			return standingTexts[value as Standing] ?? value;
	}
}

function percentText(ratio: string): string {
	const isBelow = ratio.startsWith('-');
	return `${isBelow ? '−' : ''}${decimalText(shiftPoint(isBelow ? ratio.slice(1) : ratio, 2))} %`;
}

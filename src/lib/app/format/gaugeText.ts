import type { GaugeView, RiskView } from '../../contract/riskView.ts';
import type { GaugeCheck } from '../../domain/gaugeChecks.ts';
import { checkTable } from '../../domain/risk.ts';
import type { VerdictLine } from '../../domain/verdictLines.ts';
import { readCheck } from './checkTexts.ts';
import { signOf } from './decimalText.ts';
import { countOf, estimateText, percentText } from './estimateText.ts';

/** How near a limit is: far enough, close to it or at it, beyond it, or nobody knows. */
export type GaugeTone = 'far' | 'near' | 'over' | 'unknown';

/** A line of a gauge, ready to be read; `used` is the share of the limit that is taken, 1 at most, null when it is not known. */
export interface ReadGauge {
	/** The symbol, the sector, the side or the strategy; null for the book. */
	readonly of: string | null;
	readonly measured: string;
	readonly limit: string;
	/** `1,587.90 left`, `212.00 over`; empty for what goes on all the time. */
	readonly left: string;
	readonly used: number | null;
	/** `84 %`. */
	readonly share: string;
	readonly tone: GaugeTone;
	/** The number as it is asked for to be explained; null for one that has no arithmetic. */
	readonly subject: string | null;
}

/** From this share of a limit on it is near. */
export const nearFrom = 0.8;

const nameByGauge: Readonly<Record<GaugeCheck, string>> = {
	totalExposure: 'Total exposure',
	sectorExposure: 'Sector',
	netExposure: 'Net exposure',
	grossExposure: 'Gross exposure',
	leverage: 'Leverage',
	openRisk: 'Open risk',
	openTrades: 'Open trades',
	buyingPower: 'Cash held by entries and shorts',
	maintenanceMargin: 'Maintenance margin of shorts',
	positionSize: 'Size',
	positionRisk: 'Risk down to its stops',
	positionQuantity: 'Quantity',
	tradesPerSymbol: 'Trades of a symbol',
	strategyExposure: 'Exposure',
	strategyPositions: 'Positions',
	strategyDayLoss: 'Lost today',
	strategyTrades: 'Trades today',
	ordersPerInstant: 'Entries at once',
	orderRate: 'Entries in the window',
	replaceRate: 'Replaces in the window',
	dataAge: 'Age of the last price',
	quoteAge: 'Age of the quote',
	positionAge: 'Oldest price held',
	spread: 'Spread'
};

/** What a gauge is called. */
export const gaugeName = (check: GaugeCheck): string => nameByGauge[check];

/** What the lines of a gauge are of, by their count: `5 symbols`. */
export function gaugeCount({ check, count }: Pick<GaugeView, 'check' | 'count'>): string {
	if (check === 'sectorExposure') return countOf(count, 'sector');
	if (check.startsWith('strategy')) return countOf(count, 'strategy', 'strategies');
	return check === 'netExposure' ? 'Both sides' : countOf(count, 'symbol');
}

/** Words and numbers of a line of a gauge. */
export function readGauge(line: VerdictLine): ReadGauge {
	const { check, passed, unit, measured, limit, headroom, of } = line;
	const { measured: taken, limit: most, headroom: room } = readCheck(line);
	const share = shareOf(measured, limit);
	const isKnown = share !== null;
	return {
		of: of ?? null,
		measured: shortText(unit, measured, taken),
		limit: unit === 'money' ? shortText(unit, limit, most) : most,
		left: isKnown ? leftText(line, shortText(unit, headroom, room), headroom) : 'not known',
		used: isKnown ? Math.min(1, share) : null,
		share: isKnown ? percentText(share, 0) : '—',
		tone: toneOf(line, share, passed),
		subject: checkTable[check].unit !== 'money' ? null : of === undefined ? check : `${check} ${of}`
	};
}

/** The share of a limit that is taken; what is below zero takes nothing of it. */
function shareOf(measured: string | null, limit: string | null): number | null {
	if (measured === null || limit === null) return null;
	const [part, whole] = [Number(measured), Number(limit)];
	if (!(whole > 0)) return part > 0 ? 1 : 0;
	return Math.max(0, part / whole);
}

function toneOf({ unit, limit }: VerdictLine, share: number | null, passed: boolean): GaugeTone {
	if (share === null) return 'unknown';
	if (!passed) return 'over';
	return share >= nearFrom && !isOneOfOne({ unit, limit }) ? 'near' : 'far';
}

/** One of one is how it is meant to be. */
function isOneOfOne({ unit, limit }: Pick<VerdictLine, 'unit' | 'limit'>): boolean {
	return unit === 'count' && limit === '1';
}

function leftText({ unit }: VerdictLine, room: string, headroom: string | null): string {
	const sign = headroom === null ? 0 : signOf(headroom);
	if (sign < 0) return `${room.replace('−', '')} over`;
	if (sign === 0) return 'nothing left';
	return unit === 'seconds' || unit === 'ratio' ? '' : `${room} left`;
}

/** What goes on all the time is told in few digits; its arithmetic has all of them. */
function shortText(unit: VerdictLine['unit'], value: string | null, usual: string): string {
	if (value === null) return usual;
	if (unit === 'seconds') return ageText(value);
	if (unit === 'ratio') return percentText(Number(value), 3);
	const isWorth = unit === 'money' && Math.abs(Number(value)) >= smallestCents;
	return isWorth ? estimateText(Number(value), 2) : usual;
}

/** Less than a cent is told as it is, nothing as nothing. */
const smallestCents = 0.01;

function ageText(seconds: string): string {
	return Number(seconds) < 1 ? 'under 1 s' : `${String(Math.floor(Number(seconds)))} s`;
}

/** From so many seconds on the age of what is held is told. */
const agedFrom = 5;

/** How old the prices of what is held are, in a sentence; empty while they are fresh. */
export function heldAgeText(oldest: RiskView['oldest']): string {
	if (oldest === null || oldest.seconds < agedFrom) return '';
	return `Prices of what is held are up to ${ageText(String(oldest.seconds))} old (${oldest.symbol}).`;
}

const rank: Readonly<Record<GaugeTone, number>> = { over: 3, unknown: 2, near: 1, far: 0 };

/** What stands out of all gauges, in a sentence. */
export function nearestText(gauges: readonly GaugeView[]): string {
	const lines = gauges
		.filter(({ group }) => group !== 'Prices')
		.flatMap(({ check, lines: all }) =>
			all.map((line) => ({ name: gaugeName(check), ...readGauge(line), line }))
		)
		.filter(({ line }) => !(line.passed && isOneOfOne(line)))
		.sort((a, b) => rank[b.tone] - rank[a.tone] || (b.used ?? 0) - (a.used ?? 0));
	const [first] = lines;
	if (first === undefined || first.used === 0) return 'Nothing is taken of any limit.';
	const overs = lines.filter(({ tone }) => tone === 'over').length;
	const what = `${first.name}${first.of === null ? '' : ` of ${first.of}`}`;
	if (first.tone === 'unknown') return `${what} is not known: a price is missing, and entries are denied.`;
	if (overs === 0) return `Nearest to its limit: ${what}, ${first.share}.`;
	const others = overs === 1 ? '' : `, and ${String(overs - 1)} more`;
	return `Over its limit: ${what}, ${first.left}${others}. Entries that add to it are denied; what closes passes.`;
}

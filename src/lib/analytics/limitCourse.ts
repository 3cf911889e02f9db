import type { BookConfig } from '../domain/bookConfig.ts';
import { decimalToNumber, moneyToNumber, type Money } from '../domain/decimal.ts';
import type { SnapshotRow } from '../domain/deskRows.ts';
import type { CheckName } from '../domain/risk.ts';
import { sectorOf } from '../domain/symbolLists.ts';
import type { Instant } from '../domain/time.ts';

/** The shares of a limit that were taken over time, an estimate; `of` is the sector or the side where it is measured of one. */
export interface LimitCourse {
	readonly check: CheckName;
	readonly of: string | null;
	readonly at: Float64Array;
	readonly used: Float64Array;
}

/** What an account held at an instant, in account currency; a quantity for `quantity`. */
interface Held {
	readonly at: Instant;
	readonly equity: number;
	readonly gross: number;
	readonly net: number;
	readonly short: number;
	readonly largest: number;
	readonly quantity: number;
	readonly count: number;
	readonly bySector: ReadonlyMap<string, number>;
	/** The highest equity of the course by then. */
	readonly peak: number;
}

/** Equity from which the loss of the day is measured. */
export interface LossFrom {
	readonly dayLoss: Money;
	readonly dayLossMoney: Money;
}

/** The share of a limit that was taken of what was held. */
type Share = (held: Held) => number;

/**
 * How much of the limits of today's settings was taken at each snapshot, oldest first, by what was held and lost alone: orders are in
 * no snapshot. At most `most` points, each the highest of its stretch. Limits that are off, and those that no snapshot knows of, are left out.
 */
export function traceLimits(
	rows: readonly SnapshotRow[],
	config: BookConfig,
	from: LossFrom,
	most: number
): readonly LimitCourse[] {
	let peak = -Infinity;
	const held = rows.map((row) => {
		peak = Math.max(peak, Number(row.equity));
		return { ...readHeld(row, config), peak };
	});
	const sectors = [...new Set(held.flatMap(({ bySector }) => [...bySector.keys()]))];
	return [...sharesOf(config, sectors), ...lossesOf(config, from)].map(([check, of, share]) => ({
		...{ check, of },
		...thinned(
			held.map(({ at }) => at),
			held.map((one) => share(one)),
			most
		)
	}));
}

function readHeld({ at, equity, positions }: SnapshotRow, { risk }: BookConfig): Omit<Held, 'peak'> {
	let [long, short, largest, quantity] = [0, 0, 0, 0];
	const bySector = new Map<string, number>();
	for (const position of positions) {
		const value = Number(position.quantity) * Number(position.price);
		if (value < 0) short -= value;
		else long += value;
		largest = Math.max(largest, Math.abs(value));
		quantity = Math.max(quantity, Math.abs(Number(position.quantity)));
		const { name } = sectorOf(risk.sectors, position.symbol);
		bySector.set(name, (bySector.get(name) ?? 0) + Math.abs(value));
	}
	const [gross, net, count] = [long + short, long - short, positions.length];
	return { at, equity: Number(equity), gross, net, short, largest, quantity, count, bySector };
}

type Course = readonly [check: CheckName, of: string | null, share: Share];

/** A share of equity; an account that is worth nothing has taken all of it. */
function ofEquity(limit: Parameters<typeof decimalToNumber>[0] | null, part: Share): Share | null {
	if (limit === null) return null;
	const fraction = decimalToNumber(limit);
	return (held) => divide(part(held), held.equity * fraction);
}

function divide(part: number, whole: number): number {
	if (whole > 0) return Math.max(0, part / whole);
	return part > 0 ? 1 : 0;
}

function sharesOf({ risk, sizing, margin }: BookConfig, sectors: readonly string[]): readonly Course[] {
	const maintained = decimalToNumber(margin.shortMaintenance);
	const { maxOpenTrades, maxGrossExposure, maxPositionQuantity, maxNetExposure } = risk;
	const all: readonly (readonly [CheckName, string | null, Share | null])[] = [
		['totalExposure', null, ofEquity(sizing.maxTotalExposure, ({ gross }) => gross)],
		['positionSize', null, ofEquity(sizing.maxPositionFraction, ({ largest }) => largest)],
		['leverage', null, ofEquity(risk.maxLeverage, ({ gross }) => gross)],
		['netExposure', 'long', ofEquity(maxNetExposure, ({ net }) => net)],
		['netExposure', 'short', ofEquity(maxNetExposure, ({ net }) => -net)],
		['maintenanceMargin', null, ({ short, equity }) => divide(short * maintained, equity)],
		['openTrades', null, maxOpenTrades === null ? null : ({ count }) => divide(count, maxOpenTrades)],
		[
			'grossExposure',
			null,
			maxGrossExposure === null ? null : ({ gross }) => divide(gross, moneyToNumber(maxGrossExposure))
		],
		[
			'positionQuantity',
			null,
			maxPositionQuantity === null
				? null
				: ({ quantity }) => divide(quantity, decimalToNumber(maxPositionQuantity))
		],
		...sectors.map(
			(name) =>
				[
					'sectorExposure',
					name,
					ofEquity(risk.maxSectorExposure, ({ bySector }) => bySector.get(name) ?? 0)
				] as const
		)
	];
	return all.flatMap(([check, of, share]) => (share === null ? [] : [[check, of, share] as const]));
}

/** What the day has lost and fallen, as shares of what it may. */
function lossesOf({ risk }: BookConfig, { dayLoss, dayLossMoney }: LossFrom): readonly Course[] {
	const { maxDayLoss, maxDayLossMoney, maxDayDrawdown } = risk;
	const [from, fromMoney] = [moneyToNumber(dayLoss), moneyToNumber(dayLossMoney)];
	const courses: Course[] = [];
	if (maxDayLoss !== null) {
		const most = from * decimalToNumber(maxDayLoss);
		courses.push(['dayLoss', null, ({ equity }) => divide(from - equity, most)]);
	}
	if (maxDayLossMoney !== null) {
		const most = moneyToNumber(maxDayLossMoney);
		courses.push(['dayLossMoney', null, ({ equity }) => divide(fromMoney - equity, most)]);
	}
	if (maxDayDrawdown !== null) {
		const fraction = decimalToNumber(maxDayDrawdown);
		courses.push(['dayDrawdown', null, ({ equity, peak }) => divide(peak - equity, peak * fraction)]);
	}
	return courses;
}

/** The highest of each stretch of time; the stretches are of one length. */
function thinned(
	at: readonly Instant[],
	used: readonly number[],
	most: number
): Pick<LimitCourse, 'at' | 'used'> {
	const [first = 0, last = 0] = [at[0], at.at(-1)];
	const length = Math.max(1, (last - first) / most);
	const places: number[] = [];
	let stretch = -1;
	for (const [place, instant] of at.entries()) {
		const own = Math.min(most - 1, Math.floor((instant - first) / length));
		const kept = places.at(-1);
		if (own !== stretch || kept === undefined) places.push(place);
		else if ((used[place] ?? 0) >= (used[kept] ?? 0)) places[places.length - 1] = place;
		stretch = own;
	}
	return {
		at: Float64Array.from(places, (place) => at[place] ?? NaN),
		used: Float64Array.from(places, (place) => used[place] ?? NaN)
	};
}

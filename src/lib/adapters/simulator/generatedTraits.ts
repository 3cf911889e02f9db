import { drawBits, streamKeys, uniformOf } from '../../domain/chance.ts';
import { sectors, type Listing } from './generatedSymbols.ts';
import { pacedSecondsPerSession } from './sessionPace.ts';

/** What never changes of the symbols of a generated market, in columns; moves are fractions of the price. */
export interface Traits {
	readonly isCrypto: Uint8Array;
	/** The price it comes back to, in account currency. */
	readonly home: Float64Array;
	readonly beta: Float64Array;
	/** Index of its sector among the factors. */
	readonly factor: Int32Array;
	/** Standard deviation of its own move from quote to quote, and over night. */
	readonly quoteMove: Float64Array;
	readonly nightMove: Float64Array;
	/** How strongly a quote draws it home. */
	readonly pull: Float64Array;
	/** Ask less bid as a fraction of the price when it is calm. */
	readonly spread: Float64Array;
	/** Quotes a second when it is quiet. */
	readonly pace: Float64Array;
	readonly ticksPerUnit: Float64Array;
	/** The least size of a quote, in shares or coins, and how many of them it may have at most. */
	readonly lot: Float64Array;
	readonly lots: Float64Array;
	/** Chances of news and of a halt at a quote. */
	readonly newsChance: Float64Array;
	readonly haltChance: Float64Array;
	readonly firstKey: Int32Array;
	readonly secondKey: Int32Array;
}

const newsPerDay = 1 / 30;
/** Over all symbols. */
const haltsPerDay = 1.5;
const nightPart = 0.6;
/** Worth of the largest size of a quote, in account currency. */
const mostOffered = 120_000;

/** The draw that places its home price; quotes draw from 0 upwards. */
const homeDraw = -1;

/** The traits of listings under a seed. */
export function createTraits(listings: readonly Listing[], seed: number): Traits {
	const column = (pick: (listing: Listing) => number) => Float64Array.from(listings, pick);
	const keys = listings.map((_, index) => streamKeys(seed, index));
	const shares = Math.max(1, listings.filter((listing) => !isCrypto(listing)).length);
	return {
		isCrypto: Uint8Array.from(listings, (listing) => (isCrypto(listing) ? 1 : 0)),
		home: Float64Array.from(listings, ({ price }, index) => {
			const [first, second] = keys[index] ?? [0, 0];
			return price * (0.8 + 0.4 * uniformOf(drawBits(first, second, homeDraw)));
		}),
		beta: column(({ beta }) => beta),
		factor: Int32Array.from(listings, ({ sector }) => sectors.indexOf(sector) + 1),
		quoteMove: column((listing) => listing.move / Math.sqrt(quotesPerDay(listing))),
		nightMove: column(({ move }) => move * nightPart),
		// Half of the way in 35 days of trading.
		pull: column((listing) => 0.04 / quotesPerDay(listing)),
		// 2 basis points for one of usual volatility that quotes once a second.
		spread: column(({ move, pace }) => (0.0002 * (move / 0.012)) / pace),
		pace: column(({ pace }) => pace),
		ticksPerUnit: column((listing) => (isCrypto(listing) ? 100_000_000 : 100)),
		lot: column((listing) => lotOf(listing)),
		lots: column((listing) => Math.max(1, mostOffered / (listing.price * lotOf(listing)))),
		newsChance: column((listing) => newsPerDay / quotesPerDay(listing)),
		haltChance: column((listing) => (isCrypto(listing) ? 0 : haltsPerDay / shares / quotesPerDay(listing))),
		firstKey: Int32Array.from(keys, ([first]) => first),
		secondKey: Int32Array.from(keys, ([, second]) => second)
	};
}

function isCrypto({ assetClass }: Listing): boolean {
	return assetClass === 'crypto';
}

/** Shares are offered by the hundred. */
function lotOf(listing: Listing): number {
	return isCrypto(listing) ? 0.01 : 100;
}

function quotesPerDay(listing: Listing): number {
	return listing.pace * (isCrypto(listing) ? 86_400 : pacedSecondsPerSession);
}

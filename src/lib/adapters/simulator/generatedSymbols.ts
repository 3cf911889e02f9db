import { assetClassOf, type AssetClass } from '../../domain/instrument.ts';

/** What an invented symbol is like; moves are fractions of its price. */
export interface Listing {
	readonly symbol: string;
	readonly assetClass: AssetClass;
	readonly name: string;
	readonly sector: string;
	/** About the price it always comes back to, in account currency. */
	readonly price: number;
	/** Its part in what the whole market does. */
	readonly beta: number;
	/** How far it moves of its own in a day, as a standard deviation. */
	readonly move: number;
	/** Quotes a second when it is quiet. */
	readonly pace: number;
}

type Row = readonly [
	symbol: string,
	name: string,
	sector: string,
	price: number,
	beta: number,
	move: number,
	pace: number
];

// Invented, every one: neither symbol nor company was found on an exchange.
const rows: readonly Row[] = [
	['ELVJK', 'Elvjark Networks', 'Technology', 142, 1.3, 0.014, 1.7],
	['KZOJ', 'Kazojin Stores', 'Consumer', 61, 0.9, 0.012, 1.1],
	['ORQX/USD', 'Orqex', 'Digital assets', 48, 0.8, 0.034, 1.5],
	['DRZQ', 'Drazquil Energy', 'Energy', 88, 0.9, 0.014, 1.2],
	['GWQJ', 'Gwenquaj Bank', 'Finance', 54, 1.1, 0.01, 1.3],
	['FYZQ', 'Fyzqua Pharma', 'Health', 117, 0.7, 0.012, 1],
	['BOVJ', 'Bovejna Motors', 'Industry', 39, 1.3, 0.019, 1.4],
	['VJLQ', 'Vajolq Semiconductors', 'Technology', 268, 1.6, 0.02, 2],
	['ABQZ', 'Abquezar Foods', 'Consumer', 73, 0.5, 0.008, 0.8],
	['LQYV', 'Lumquyv Power', 'Energy', 45, 0.6, 0.008, 0.7],
	['MJZK', 'Mejzak Insurance', 'Finance', 196, 0.8, 0.009, 0.7],
	['JUVQ', 'Juvequil Biotech', 'Health', 27, 1.2, 0.03, 0.8],
	['HJOZ', 'Hjozen Freight', 'Industry', 102, 1, 0.011, 0.8],
	['CYQJ', 'Cyqualja Software', 'Technology', 321, 1.2, 0.014, 1.5],
	['TVQZ', 'Tavquez Air', 'Consumer', 32, 1.4, 0.021, 1.2],
	['RZVQ', 'Razvaquen Oil', 'Energy', 124, 0.9, 0.013, 0.9],
	['QYJO', 'Qyjora Credit', 'Finance', 83, 1.2, 0.014, 0.9],
	['PZQV', 'Pazquev Devices', 'Health', 211, 0.8, 0.011, 0.7],
	['SQJY', 'Squejay Tools', 'Industry', 148, 1, 0.011, 0.7],
	['NQUJ', 'Nequju Robotics', 'Technology', 19, 1.7, 0.032, 1]
];

/** Sectors of the invented companies; each moves together. */
export const sectors: readonly string[] = [...new Set(rows.map(([, , sector]) => sector))];

const mostSymbols = 100;

/** Invented symbols in alphabetical order, 1 to 100 of them; throws for another count. */
export function createListings(count: number): readonly Listing[] {
	if (!(Number.isInteger(count) && count >= 1 && count <= mostSymbols))
		throw new Error(`${String(count)} symbols cannot be invented, but 1 to ${String(mostSymbols)}`);
	const listings = Array.from({ length: count }, (_, index) => toListing(rows[index] ?? inventRow(index)));
	return listings.sort((a, b) => (a.symbol < b.symbol ? -1 : 1));
}

function toListing([symbol, name, sector, price, beta, move, pace]: Row): Listing {
	return { symbol, assetClass: assetClassOf(symbol), name, sector, price, beta, move, pace };
}

/** One more after the named ones, for a desk under load: its letters say its number, its manner is that of a named one. */
function inventRow(index: number): Row {
	const number = index - rows.length;
	const letters = `${letterAt('ABCDEFGHIJKLMNOPQRSTUVWXYZ', number)}${letterAt('QZJVK', Math.floor(number / 26))}`;
	const like = rows[(number % (rows.length - 3)) + 3] ?? rows[0];
	if (like === undefined) throw new Error('no symbol is named');
	const [, , sector, price, beta, move, pace] = like;
	return [
		`XJ${letters}`,
		`Xanjor ${letters}`,
		sector,
		15 + ((price * 7 + number * 13) % 240),
		beta,
		move,
		pace
	];
}

function letterAt(letters: string, index: number): string {
	return letters[index % letters.length] ?? '';
}

import type { Command } from '../domain/commands.ts';
import type { BookEvent } from '../domain/events.ts';
import { areAllCrypto } from '../domain/instrument.ts';
import { mostInstruments, type PricedInstrument } from '../domain/market.ts';
import { redateDay } from './accountDay.ts';
import type { Decided } from './inputs.ts';
import { refuseCommand } from './refusal.ts';
import { createMarket, type EngineState, type Market } from './state.ts';

/** Takes what is new of the instruments; one that is there already is refused, and so is all in a book whose market is made or given. */
export function decideAddInstruments(
	{ book, market }: EngineState,
	command: Extract<Command, { type: 'AddInstruments' }>
): Decided {
	const { at, instruments } = command;
	const symbolsOf = (all: readonly PricedInstrument[]): string =>
		all.map(({ instrument: { symbol } }) => symbol).join(', ');
	const refuse = (all: readonly PricedInstrument[], reason: 'already_done' | 'no_room' | 'own_market') =>
		all.length === 0 ? [] : refuseCommand(command, symbolsOf(all), reason).events;
	if (book.source.type !== 'alpaca') return { events: refuse(instruments, 'own_market'), effects: [] };
	const bySymbol = new Map(instruments.map((one) => [one.instrument.symbol, one]));
	const isKnown = ({ instrument }: PricedInstrument): boolean => market.indexBySymbol.has(instrument.symbol);
	const known = [...bySymbol.values()].filter(isKnown);
	const fresh = [...bySymbol.values()].filter((one) => !isKnown(one));
	const hasRoom = market.instruments.length + fresh.length <= mostInstruments;
	const added: readonly BookEvent[] =
		fresh.length === 0 || !hasRoom ? [] : [{ type: 'InstrumentsAdded', at, instruments: fresh }];
	const noRoom = hasRoom ? [] : refuse(fresh, 'no_room');
	return { events: [...added, ...noRoom, ...refuse(known, 'already_done')], effects: [] };
}

/** Folds that there are more instruments: their columns come after those there are, each before any price. */
export function addInstruments(
	{ book, market }: EngineState,
	instruments: readonly PricedInstrument[]
): void {
	const wasCryptoAlone = areAllCrypto(book.instruments.map(({ instrument }) => instrument));
	book.instruments = [...book.instruments, ...instruments];
	if (wasCryptoAlone) redateDay(book);
	growMarket(market, book.instruments);
}

const columnNames = [
	...(['last', 'lastAt', 'seenAt', 'bid', 'ask', 'highWater'] as const),
	...(['heldFrom', 'heldLow', 'heldHigh', 'quietAbove', 'quietBelow'] as const)
] as const;

/** The market of these instruments, of which the first are those that it has: what is known of them stays. */
function growMarket(market: Market, instruments: readonly PricedInstrument[]): void {
	const grown = createMarket(instruments);
	for (const name of columnNames) {
		grown[name].set(market[name]);
		market[name] = grown[name];
	}
	market.instruments = grown.instruments;
	market.indexBySymbol = grown.indexBySymbol;
}

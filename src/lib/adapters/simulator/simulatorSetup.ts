import type { FillModel } from '../../domain/bookConfig.ts';
import type { Money, Quantity } from '../../domain/decimal.ts';
import type { Instrument } from '../../domain/instrument.ts';
import type { MarginTerms } from '../../domain/margin.ts';
import type { Instant } from '../../domain/time.ts';
import type { RestingState } from '../../domain/venue.ts';

/** What a simulator is opened with. */
export interface SimulatorSetup {
	readonly cash: Money;
	/** What is held and what rests already, when a book goes on; nothing when it is new. */
	readonly holdings?: ReadonlyMap<string, Quantity>;
	/** What the shorts among them were sold for. */
	readonly proceeds?: ReadonlyMap<string, Money>;
	/** Since when each is held without a break. */
	readonly heldSince?: ReadonlyMap<string, Instant>;
	readonly resting?: readonly RestingState[];
	/** Looked up at each fill: a model that changes holds from then on. */
	readonly model: FillModel;
	/** What shorts hold, looked up at each fill; without it nothing but their proceeds. */
	readonly margin?: MarginTerms;
	/** Looked up when a symbol is asked for that is not known: another list when there are more. */
	readonly instruments: readonly Instrument[];
	/** What chance is drawn from; 0 when absent. */
	readonly seed?: number;
	/** Whether what is sent can cross what happens meanwhile; never when absent. */
	readonly canCross?: () => boolean;
}

/** Finds the instrument of a symbol; those that were added are taken in when one of them is first asked for. */
export function createInstrumentSearch(
	setup: Pick<SimulatorSetup, 'instruments'>
): (symbol: string) => Instrument | undefined {
	let seen: readonly Instrument[] = [];
	let bySymbol: ReadonlyMap<string, Instrument> = new Map();
	return (symbol) => {
		const known = bySymbol.get(symbol);
		const { instruments } = setup;
		if (known !== undefined || instruments === seen) return known;
		seen = instruments;
		bySymbol = new Map(instruments.map((one) => [one.symbol, one]));
		return bySymbol.get(symbol);
	};
}

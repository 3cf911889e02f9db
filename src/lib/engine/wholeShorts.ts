import { oneUnit } from '../domain/decimal.ts';
import type { Instrument } from '../domain/instrument.ts';
import type { OrderSide } from '../domain/order.ts';
import type { Book } from './state.ts';

/**
 * An instrument as what opens a position is sized by: an account lends whole shares alone, so that a short of it has no part of a share, though
 * a long position may (Alpaca's table of fractional orders).
 */
export function sizedInstrument({ broker }: Book, instrument: Instrument, side: OrderSide): Instrument {
	const isLent = broker !== null && side === 'sell' && instrument.assetClass === 'us_equity';
	return isLent ? { ...instrument, lot: oneUnit } : instrument;
}

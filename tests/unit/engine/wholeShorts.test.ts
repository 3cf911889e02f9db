import { expect, it } from 'vitest';
import { oneUnit, smallestQuantity } from '../../../src/lib/domain/decimal.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import type { Book } from '../../../src/lib/engine/state.ts';
import { sizedInstrument } from '../../../src/lib/engine/wholeShorts.ts';

const account = { broker: {} } as Book;
const simulated = { broker: null } as Book;
/** Of each class, in the smallest parts. */
const share = { ...createInstrument('XYZ', 'us_equity'), lot: smallestQuantity };
const coin = createInstrument('BTC/USD', 'crypto');

it.each([
	['a share sold at an account', account, share, 'sell', oneUnit],
	['a share bought at an account', account, share, 'buy', smallestQuantity],
	['a coin sold at an account', account, coin, 'sell', smallestQuantity],
	['a share sold at the simulated venue', simulated, share, 'sell', smallestQuantity]
] as const)('%s is sized by its lot', (_, book, instrument, side, lot) => {
	expect(sizedInstrument(book, instrument, side)).toEqual({ ...instrument, lot });
});

import { describe, expect, it } from 'vitest';
import { currentName } from '../../../../src/lib/adapters/alpaca/coinNames.ts';

describe('the name of a coin', () => {
	it.each([
		['BTCUSD', ['AAPL', 'BTC/USD'], 'BTC/USD'],
		['BTC/USD', ['AAPL'], 'BTC/USD'],
		['ETHUSD', ['BTC/USD'], 'ETHUSD'],
		// Either of two, or a stock of that name.
		['ABCD', ['AB/CD', 'ABC/D'], 'ABCD'],
		['BTCUSD', ['BTCUSD', 'BTC/USD'], 'BTCUSD'],
		['BTCUSD', ['BTC/USD', 'BTCUSD'], 'BTCUSD']
	])('%s among %s is %s', (name, known, current) => {
		expect(currentName(name, known)).toBe(current);
	});
});

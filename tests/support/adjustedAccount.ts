import type { AccountReading, BrokerMove } from '../../src/lib/domain/accountReading.ts';
import { zeroMoney, zeroQuantity } from '../../src/lib/domain/decimal.ts';
import {
	createAccountBook,
	createBrokerFill,
	createBrokerOrder,
	createBrokerPosition,
	type AccountBook
} from './accountBook.ts';
import { money, price, quantity } from './deskBuilders.ts';

const move = (id: string, given: Partial<BrokerMove>): BrokerMove => ({
	...{ id, kind: 'other', symbol: null, quantity: zeroQuantity, price: null },
	...{ amount: zeroMoney, words: id, at: 0 },
	...given
});

/** An account that buys 10 XYZ, sells 4 of them, is charged in coins, splits, and books cash of every kind. */
export function createAdjustedAccount(): AccountBook {
	const book = createAccountBook();
	const coins = createBrokerPosition({ symbol: 'BTC', quantity: quantity('2') });
	const after = { ...coins, quantity: quantity('1.995') };
	const shares = (size: string) => [after, createBrokerPosition({ quantity: quantity(size) })];
	const readings: readonly Partial<AccountReading>[] = [
		{ cash: money('9700.25'), positions: [coins] },
		{
			cash: money('10110.43'),
			positions: [after],
			moves: [
				move('reg fee', { kind: 'fee', amount: money('-0.02') }),
				move('cash dividend', { kind: 'dividend', amount: money('12.5'), symbol: 'XYZ' }),
				move('=interest', { kind: 'interest', amount: money('-2.3') }),
				move('deposit', { kind: 'transfer', amount: money('500') }),
				move('journal', { kind: 'other', amount: money('-100') }),
				move('coin fee', { kind: 'fee', symbol: 'BTC', quantity: quantity('-0.005') })
			]
		},
		{
			// A fraction of a cent less than the fill says: rounding.
			cash: money('9110.42'),
			orders: [createBrokerOrder({ status: 'filled', word: 'filled', filled: quantity('10') })],
			fills: [createBrokerFill({ price: price('100.0005') })],
			positions: shares('10')
		},
		{
			cash: money('9550.42'),
			orders: [
				createBrokerOrder({ id: 'b2', clientOrderId: 'c2', side: 'sell', quantity: quantity('4') }),
				createBrokerOrder({ status: 'filled', word: 'filled', filled: quantity('10') })
			],
			fills: [
				createBrokerFill({
					id: 'f2',
					orderId: 'b2',
					side: 'sell',
					quantity: quantity('4'),
					price: price('110')
				})
			],
			positions: shares('6')
		},
		{
			cash: money('9550.42'),
			moves: [
				move('split', { kind: 'split', symbol: 'XYZ', quantity: quantity('6') }),
				move('shares in', { kind: 'transfer', symbol: 'ABC', quantity: quantity('3'), price: price('50') })
			],
			positions: [...shares('12'), createBrokerPosition({ symbol: 'ABC', quantity: quantity('3') })]
		}
	];
	for (const reading of readings) book.read(reading);
	return book;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAccount, bookFill } from '../../../src/lib/domain/account.ts';
import {
	add,
	formatDecimal,
	formatMoney,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money
} from '../../../src/lib/domain/decimal.ts';
import type { Fill } from '../../../src/lib/domain/fill.ts';
import type { OrderCause } from '../../../src/lib/domain/orderCause.ts';
import { applyFill, type Position } from '../../../src/lib/domain/position.ts';
import { heldOf, noShares, shareFill, type SymbolShares } from '../../../src/lib/domain/strategyShares.ts';
import { money, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { holds } from '../../support/propertyCheck.ts';

interface Given {
	readonly strategy: string;
	readonly fill: Fill;
}

/** A fill in words: "A buys 10 at 100", with what caused it. */
function given(words: string, cause: OrderCause = 'entry_market', fee = '0'): Given {
	const [strategy = '', verb, amount = '', , at = ''] = words.split(' ');
	const side = verb === 'buys' ? 'buy' : 'sell';
	return {
		strategy,
		fill: createFill({ side, cause, quantity: quantity(amount), price: price(at), fee: money(fee) })
	};
}

const share = (all: readonly Given[]): SymbolShares =>
	all.reduce((shares, { fill, strategy }) => shareFill(shares, fill, strategy), noShares);

const told = ({ shares }: SymbolShares) =>
	shares.map(
		({ strategy, quantity: held, basis, realised, fees }) =>
			`${strategy} ${formatDecimal(held)} ${[basis, realised, fees].map(formatMoney).join(' ')}`
	);

describe('a position by strategy', () => {
	const bought = [given('A buys 10 at 100'), given('B buys 10 at 110'), given('A buys 10 at 120')];
	it.each([
		[
			'is sold by a trigger from the oldest lots',
			[...bought, given('A sells 15 at 130', 'stop_loss', '3')],
			['A 10 1100 200 2', 'B 5 550 100 1']
		],
		[
			'is sold by a strategy from its own, and then from the oldest',
			[...bought, given('B sells 12 at 130', 'sell_market')],
			['A 18 1980 40 0', 'B 0 0 200 0']
		],
		[
			'is closed by hand from the oldest lots, whoever opened it',
			[...bought, given('B sells 10 at 130', 'closed_by_hand')],
			['A 10 1100 200 0', 'B 10 1100 0 0']
		],
		[
			'is sold by a leg from what its entry bought',
			[...bought, given('B sells 4 at 130', 'target_leg')],
			['A 20 2200 0 0', 'B 6 660 80 0']
		],
		[
			'turns through zero for the one that turned it',
			[...bought, given('C sells 35 at 130', 'ordered_by_hand', '7')],
			['A 0 0 400 4', 'B 0 0 200 2', 'C -5 -650 0 1']
		]
	])('%s', (_, fills, expected) => {
		expect(told(share(fills))).toEqual(expected);
	});

	const causes: readonly OrderCause[] = ['entry_market', 'sell_market', 'stop_loss', 'closed_by_hand'];
	const anyFill = fc.record({
		strategy: fc.constantFrom('', 'A', 'B', 'C'),
		verb: fc.constantFrom('buys', 'sells'),
		amount: fc.integer({ min: 1, max: 999 }).map((thirds) => (thirds / 7).toFixed(9)),
		at: fc.integer({ min: 1, max: 9999 }).map((cents) => (cents / 13).toFixed(4)),
		cause: fc.constantFrom(...causes)
	});

	it('is the net position exactly: in quantity, in profit at any price, and in fees', () => {
		holds(
			fc.property(fc.array(anyFill, { minLength: 1, maxLength: 40 }), (words) => {
				let position: Position | null = null;
				let account = createAccount(zeroMoney);
				let shares = noShares;
				for (const { strategy, verb, amount, at, cause } of words) {
					const one = given(`${strategy} ${verb} ${amount} at ${at}`, cause, '0.35');
					const change = applyFill(position, one.fill);
					position = change.position;
					account = bookFill(account, one.fill, change.realised);
					shares = shareFill(shares, one.fill, strategy);
					const held = position?.quantity ?? zeroQuantity;
					expect(heldOf(shares)).toBe(held);
					const sum = (of: (share: SymbolShares['shares'][number]) => Money) =>
						shares.shares.map(of).reduce(add, zeroMoney);
					expect(shares.shares.map(({ quantity: own }) => own).reduce(add, zeroQuantity)).toBe(held);
					expect(sum(({ fees }) => fees)).toBe(account.fees);
					// The price falls out: quantities are equal.
					expect(sum(({ realised, basis }) => subtract(realised, basis))).toBe(
						subtract(account.realisedGross, position?.basis ?? zeroMoney)
					);
					// No strategy stands against the position.
					const signs = shares.shares
						.filter(({ quantity: own }) => own !== 0n)
						.map(({ quantity: own }) => own > 0n);
					expect(new Set(signs).size).toBeLessThan(2);
				}
			})
		);
	});

	it('of one strategy is what it is without strategies', () => {
		holds(
			fc.property(fc.array(anyFill, { minLength: 1, maxLength: 40 }), (words) => {
				let position: Position | null = null;
				let [realised, shares] = [zeroMoney, noShares];
				for (const { verb, amount, at, cause } of words) {
					const { fill } = given(`A ${verb} ${amount} at ${at}`, cause);
					const change = applyFill(position, fill);
					position = change.position;
					realised = add(realised, change.realised);
					shares = shareFill(shares, fill, 'A');
				}
				const [only] = shares.shares;
				const expected = [position?.quantity ?? 0n, position?.basis ?? 0n, realised];
				expect([only?.quantity, only?.basis, only?.realised]).toEqual(expected);
			})
		);
	});
});

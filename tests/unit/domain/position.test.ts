import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bookFill, createAccount, realisedNet, type Account } from '../../../src/lib/domain/account.ts';
import {
	absolute,
	add,
	formatDecimal,
	formatMoney,
	multiply,
	subtract,
	zeroMoney,
	zeroQuantity,
	type Money,
	type Price,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import type { Fill } from '../../../src/lib/domain/fill.ts';
import type { DecisionId } from '../../../src/lib/domain/ids.ts';
import {
	applyFill,
	averageEntry,
	marketValue,
	signedQuantity,
	unrealised,
	type Position
} from '../../../src/lib/domain/position.ts';
import { minuteAt, money, price, quantity } from '../../support/deskBuilders.ts';
import { createFill } from '../../support/fills.ts';
import { holds } from '../../support/propertyCheck.ts';

/** A fill from a text such as `buy 10 @ 100`. */
function fillOf(text: string, index: number): Fill {
	const [side, size = '', , at = ''] = text.split(' ');
	return createFill({
		side: side === 'buy' ? 'buy' : 'sell',
		quantity: quantity(size),
		price: price(at),
		at: minuteAt(index),
		decisionId: `d${String(index)}` as DecisionId
	});
}

interface Walk {
	readonly position: Position | null;
	readonly gross: Money;
	readonly account: Account;
}

function walk(fills: readonly Fill[], start = money('100000')): Walk {
	let state: Walk = { position: null, gross: zeroMoney, account: createAccount(start) };
	for (const fill of fills) {
		const { position, realised } = applyFill(state.position, fill);
		state = {
			position,
			gross: add(state.gross, realised),
			account: bookFill(state.account, fill, realised)
		};
	}
	return state;
}

function tell({ position, gross }: Walk): object {
	return {
		quantity: position === null ? '0' : formatDecimal(position.quantity),
		average: position === null ? null : formatDecimal(averageEntry(position)),
		gross: formatMoney(gross),
		lots: position?.lots.map((lot) => `${formatDecimal(lot.quantity)} @ ${formatDecimal(lot.price)}`) ?? []
	};
}

const someFill = fc
	.record({
		side: fc.constantFrom('buy' as const, 'sell' as const),
		quantity: fc.oneof(
			fc.integer({ min: 1, max: 12 }).map((count) => quantity(String(count))),
			fc.bigInt({ min: 1n, max: 10n ** 12n }).map((units) => units as Quantity)
		),
		price: fc.bigInt({ min: 1n, max: 10n ** 13n }).map((units) => units as Price),
		fee: fc.bigInt({ min: 0n, max: 10n ** 20n }).map((units) => units as Money)
	})
	.map((parts) => createFill(parts));
const someFills = fc.array(someFill, { minLength: 1, maxLength: 30 });
const someMark = fc.bigInt({ min: 0n, max: 10n ** 14n }).map((units) => units as Price);

describe('a position by average cost and FIFO lots', () => {
	it.each([
		['opens', ['buy 10 @ 100'], '10', '100', '0', ['10 @ 100']],
		['opens short', ['sell 10 @ 100'], '-10', '100', '0', ['-10 @ 100']],
		[
			'grows at the weighted average',
			['buy 10 @ 100', 'buy 30 @ 104'],
			'40',
			'103',
			'0',
			['10 @ 100', '30 @ 104']
		],
		['grows short', ['sell 10 @ 100', 'sell 30 @ 104'], '-40', '103', '0', ['-10 @ 100', '-30 @ 104']],
		[
			'keeps its average when it shrinks',
			['buy 10 @ 100', 'buy 30 @ 104', 'sell 4 @ 110'],
			'36',
			'103',
			'28',
			['6 @ 100', '30 @ 104']
		],
		[
			'takes the oldest lots first',
			['buy 10 @ 100', 'buy 30 @ 104', 'sell 15 @ 103'],
			'25',
			'103',
			'0',
			['25 @ 104']
		],
		[
			'takes whole lots exactly',
			['buy 10 @ 100', 'buy 30 @ 104', 'sell 10 @ 103'],
			'30',
			'103',
			'0',
			['30 @ 104']
		],
		['shrinks short', ['sell 10 @ 100', 'buy 4 @ 90'], '-6', '100', '40', ['-6 @ 100']],
		['closes flat', ['buy 10 @ 100', 'sell 10 @ 101'], '0', null, '10', []],
		['closes short at a loss', ['sell 10 @ 100', 'buy 10 @ 101'], '0', null, '-10', []],
		[
			'flips to short at the fill price',
			['buy 10 @ 100', 'sell 25 @ 110'],
			'-15',
			'110',
			'100',
			['-15 @ 110']
		],
		['flips to long at the fill price', ['sell 10 @ 100', 'buy 25 @ 90'], '15', '90', '100', ['15 @ 90']],
		[
			'grows after it shrank',
			['buy 3 @ 10', 'sell 1 @ 10', 'buy 2 @ 20'],
			'4',
			'15',
			'0',
			['2 @ 10', '2 @ 20']
		],
		[
			'rounds its average to 9 decimals',
			['buy 1 @ 1', 'buy 2 @ 2'],
			'3',
			'1.666666667',
			'0',
			['1 @ 1', '2 @ 2']
		],
		['starts anew after flat', ['buy 1 @ 5', 'sell 1 @ 7', 'buy 2 @ 9'], '2', '9', '2', ['2 @ 9']]
	] as const)('%s', (_, fills, size, average, gross, lots) => {
		expect(tell(walk(fills.map(fillOf)))).toEqual({ quantity: size, average, gross, lots });
	});

	it('keeps when and by which decision each lot was opened, and the position by its first', () => {
		const { position } = walk(['buy 10 @ 100', 'buy 30 @ 104', 'sell 12 @ 103'].map(fillOf));
		expect(position).toMatchObject({
			openedAt: minuteAt(0),
			decisionId: 'd0',
			lots: [{ openedAt: minuteAt(1), decisionId: 'd1' }]
		});
		const flipped = walk(['buy 10 @ 100', 'sell 30 @ 104'].map(fillOf)).position;
		expect(flipped).toMatchObject({ openedAt: minuteAt(1), decisionId: 'd1', lots: [{ decisionId: 'd1' }] });
	});

	it('releases a third of a basis half even at 18 decimals and gives all of it back in the end', () => {
		const buys = ['buy 1 @ 1', 'buy 2 @ 2'].map(fillOf);
		const third = walk([...buys, fillOf('sell 1 @ 2', 2)]);
		expect(formatMoney(third.gross)).toBe('0.333333333333333333');
		expect(formatMoney(third.position?.basis ?? zeroMoney)).toBe('3.333333333333333333');
		expect(formatMoney(walk([...buys, fillOf('sell 1 @ 2', 2), fillOf('sell 2 @ 2', 3)]).gross)).toBe('1');
	});

	it('conserves quantity and cash for any sequence of fills', () => {
		holds(
			fc.property(someFills, (fills) => {
				const { position, account } = walk(fills);
				const bought = fills.reduce((total, fill) => add(total, signedQuantity(fill)), zeroQuantity);
				expect(position?.quantity ?? zeroQuantity).toBe(bought);
				const paid = fills.reduce(
					(total, fill) => add(add(total, multiply(signedQuantity(fill), fill.price)), fill.fee),
					zeroMoney
				);
				expect(account.cash).toBe(subtract(account.startingCash, paid));
			})
		);
	});

	it('keeps cash + quantity × mark = start + net realised + unrealised, exactly, at any mark after any fill', () => {
		holds(
			fc.property(someFills, someMark, (fills, mark) => {
				for (let count = 1; count <= fills.length; count++) {
					const { position, account } = walk(fills.slice(0, count));
					const value = position === null ? zeroMoney : marketValue(position, mark);
					const open = position === null ? zeroMoney : unrealised(position, mark);
					expect(add(account.cash, value)).toBe(add(add(account.startingCash, realisedNet(account)), open));
				}
			})
		);
	});

	it('has lots that sum to it, all on its side, and none when flat', () => {
		holds(
			fc.property(someFills, ([first, ...rest]) => {
				if (first === undefined) return;
				let { position } = applyFill(null, first);
				for (const fill of rest) {
					({ position } = applyFill(position, fill));
					if (position === null) continue;
					const { quantity: held, lots } = position;
					expect(lots.reduce((total, lot) => add(total, lot.quantity), zeroQuantity)).toBe(held);
					expect(lots.every((lot) => lot.quantity !== 0n && lot.quantity > 0n === held > 0n)).toBe(true);
					expect(held).not.toBe(0n);
				}
			})
		);
	});

	it('moves its average only when it grows', () => {
		holds(
			fc.property(someFills, (fills) => {
				let position: Position | null = null;
				for (const fill of fills) {
					const before: Position | null = position;
					({ position } = applyFill(before, fill));
					if (before === null || position === null) continue;
					const [was, is] = [before.quantity, position.quantity];
					const isShrunk = was > 0n === is > 0n && (was > 0n ? is < was : is > was);
					// What half-even leaves at the 18th decimal can show at the 9th only in a very small rest.
					const tolerance = 1n + 10n ** 9n / absolute(is);
					const moved = averageEntry(position) - averageEntry(before);
					if (isShrunk) expect(moved <= tolerance && moved >= -tolerance).toBe(true);
				}
			})
		);
	});
});

import { describe, expect, it } from 'vitest';
import { restingGuards } from '../../../../src/workers/desk/restingGuards.ts';
import { createLevels } from '../../../support/deskBuilders.ts';
import { createQuoteDesk } from '../../../support/quoteDesk.ts';
import { createOrderDesk, readOrder, type OrderDesk, type PlainOrder } from '../../../support/orderDesk.ts';

/** What guards a holding of 10 XYZ with these exits. */
function guardsOf(...exits: readonly PlainOrder[]) {
	const desk: OrderDesk = createOrderDesk();
	desk.mark('100');
	desk.order('e');
	desk.fill('e');
	exits.forEach((exit, index) => desk.order(`x${String(index)}`, { side: 'sell', ...exit }));
	const { book } = desk.state;
	const position = book.positionBySymbol.get('XYZ');
	return position === undefined ? null : restingGuards(book, position, true);
}

describe('what guards a position by resting orders', () => {
	it.each([
		['nothing', [], { guarded: '0', stopOrder: null, targetOrder: null, isHalted: false }],
		[
			'a stop for a part',
			[{ quantity: '4', stop: '95' }],
			{ guarded: '4', stopOrder: '95', targetOrder: null, isHalted: false }
		],
		[
			'two stops, the nearer one shown',
			[
				{ quantity: '4', stop: '95' },
				{ quantity: '6', stop: '97' }
			],
			{ guarded: '10', stopOrder: '97', targetOrder: null, isHalted: false }
		],
		[
			'a trailing stop, whose level is the venue’s',
			[{ trail: '2%' }],
			{ guarded: '10', stopOrder: null, targetOrder: null, isHalted: false }
		],
		[
			'a target, which guards nothing',
			[{ limit: '110' }],
			{ guarded: '0', stopOrder: null, targetOrder: '110', isHalted: false }
		],
		[
			'a target with its stop',
			[{ limit: '110', otherStop: '95' }],
			{ guarded: '10', stopOrder: '95', targetOrder: '110', isHalted: false }
		]
	] as const)('is that of %s', (_, exits, expected) => {
		expect(guardsOf(...exits)).toEqual(expected);
	});

	it('is nothing by a stop-limit that the market has jumped over, until it is let go at the market', () => {
		const desk = createQuoteDesk();
		desk.hold();
		const order = readOrder({ side: 'sell', stop: '95', limit: '94' });
		desk.ask({ type: 'SubmitOrder', request: 'x', order });
		const guards = () => {
			const { book } = desk.state;
			const position = book.positionBySymbol.get('XYZ');
			return position === undefined ? null : restingGuards(book, position, true);
		};
		expect(guards()).toMatchObject({ guarded: '10', stopOrder: '95' });
		desk.quote('90');
		expect(guards()).toMatchObject({ guarded: '0', stopOrder: null, targetOrder: null });
	});

	it('is nothing while trading in it is halted', () => {
		const desk = createQuoteDesk();
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		const guards = () => {
			const { book } = desk.state;
			const position = book.positionBySymbol.get('XYZ');
			return position === undefined ? null : restingGuards(book, position, true);
		};
		expect(guards()).toMatchObject({ guarded: '10', isHalted: false });
		desk.haltSymbol(true);
		expect(guards()).toMatchObject({ guarded: '0', isHalted: true });
	});
});

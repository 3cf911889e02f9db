import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import {
	createBar,
	createDecision,
	createDesk,
	createLevels,
	minuteAt,
	price,
	type PlainLevels,
	type TestDesk
} from '../../support/deskBuilders.ts';

/** XYZ held at 100, and a second entry waiting at 97. */
function createAdding(first: PlainLevels, second: PlainLevels): TestDesk {
	const desk = createDesk({ allowAdding: true, maxPositionFraction: '0.5', slippage: '0' });
	desk.complete('XYZ', createBar('100 100 100 100', 0));
	desk.take(createDecision({ id: 'first', at: minuteAt(1), levels: createLevels(first) }));
	desk.complete('XYZ', createBar('100 100 99 99', 1));
	desk.take(
		createDecision({ id: 'second', at: minuteAt(2), entryPrice: price('97'), levels: createLevels(second) })
	);
	return desk;
}

function fillsOf(desk: TestDesk): readonly string[] {
	return desk.events.flatMap((event) => (event.type === 'OrderFilled' ? [event.fill.cause] : []));
}

describe('an entry that adds to a position', () => {
	it('leaves the old stop on guard on the bar in which it fills', () => {
		const desk = createAdding({ stopLoss: '95' }, { stopLoss: '90' });
		desk.complete('XYZ', createBar('99 99 94 96', 2));
		expect(fillsOf(desk)).toEqual(['entry_market', 'entry_limit', 'stop_loss']);
		expect(desk.state.book.positionBySymbol.size).toBe(0);
	});

	it('moves the stop for the bars after it', () => {
		const desk = createAdding({ stopLoss: '95' }, { stopLoss: '90' });
		desk.complete('XYZ', createBar('99 99 96 96', 2));
		desk.complete('XYZ', createBar('96 96 94 94', 3));
		expect(fillsOf(desk)).toEqual(['entry_market', 'entry_limit']);
		desk.complete('XYZ', createBar('94 94 90 91', 4));
		expect(fillsOf(desk)).toEqual(['entry_market', 'entry_limit', 'stop_loss']);
	});

	it('keeps the high-water mark of the trail', () => {
		const desk = createAdding({ trailing: '0.05' }, { trailing: '0.1' });
		desk.complete('XYZ', createBar('99 99 96 98', 2));
		const trailing = desk.state.book.protectionBySymbol.get('XYZ')?.trailing;
		expect(trailing && formatDecimal(trailing.highWater)).toBe('100');
	});

	it('keeps a target that it does not name', () => {
		const desk = createAdding({ takeProfit: '110' }, { stopLoss: '90' });
		desk.complete('XYZ', createBar('99 99 96 98', 2));
		desk.complete('XYZ', createBar('98 111 98 100', 3));
		expect(fillsOf(desk)).toEqual(['entry_market', 'entry_limit', 'take_profit']);
	});
});

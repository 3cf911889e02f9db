import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	dayClockText,
	oldAgeText,
	preciseClockText,
	sessionText,
	shortSessionText,
	spanOfTime
} from '../../../src/lib/app/format/clockText.ts';
import { hereText } from '../../../src/lib/app/format/instantText.ts';
import { fractionToPercent, percentToFraction } from '../../../src/lib/app/format/percentInput.ts';
import { pastedFile } from '../../../src/lib/app/pastedFile.ts';
import { readWhole } from '../../../src/lib/components/books/bookAct.ts';
import { orderStatusText } from '../../../src/lib/app/format/storyTexts.ts';
import { waitingText } from '../../../src/lib/components/orders/orderTexts.ts';
import { changedLevels, levelsOf } from '../../../src/lib/components/positions/levels.ts';
import { openedText } from '../../../src/lib/components/positions/openedText.ts';
import {
	decisionFieldNames,
	otherFaults,
	sizeFault,
	stopSuggestion,
	submitText,
	type TicketDraft
} from '../../../src/lib/components/ticket/ticketView.ts';
import type { PositionView, TicketPreview } from '../../../src/lib/contract/deskView.ts';
import type { DecisionRow } from '../../../src/lib/domain/deskRows.ts';
import { holds } from '../../support/propertyCheck.ts';

describe('percentages', () => {
	test.each([
		['5', '0.05'],
		['5 %', '0.05'],
		['0.5', '0.005'],
		['12.5', '0.125'],
		['100', '1'],
		['150', '1.5'],
		['0', '0'],
		['5.', '0.05'],
		['', ''],
		['-5', '-5'],
		['five', 'five'],
		['1,000', '1,000']
	])('%j is the fraction %j', (typed, fraction) => {
		expect(percentToFraction(typed)).toBe(fraction);
	});

	test('go to a fraction and back without losing a digit', () => {
		holds(
			fc.property(fc.nat(100_000), fc.nat(9999), (whole, decimals) => {
				const typed = `${String(whole)}.${String(decimals).padStart(4, '0')}`;
				expect(Number(fractionToPercent(percentToFraction(typed)))).toBe(Number(typed));
			})
		);
	});
});

describe('the clock', () => {
	test.each([
		[40_000, '40 s'],
		[14 * 60_000, '14 min'],
		[8_040_000, '2 h 14 min'],
		[90_000_000, '1 d 1 h'],
		[-5, '0 s']
	])('%i milliseconds are %s', (milliseconds, text) => {
		expect(spanOfTime(milliseconds)).toBe(text);
	});

	test.each([
		[
			{ isOver: false, closesAt: 3_600_000, opensAt: null },
			'Market open, closes in 1 h 0 min',
			'Open, 1 h 0 min left'
		],
		[{ isOver: false, closesAt: null, opensAt: 60_000 }, 'Market closed, opens in 1 min', 'Closed'],
		[{ isOver: true, closesAt: 3_600_000, opensAt: null }, 'The bars have been played to the end', 'Ended'],
		[{ isOver: false, closesAt: null, opensAt: null }, 'Market closed', 'Closed']
	])('%o is told as %s, and where there is little room as %s', (clock, text, short) => {
		expect(sessionText({ at: 0, ...clock })).toBe(text);
		expect(shortSessionText({ at: 0, ...clock })).toBe(short);
	});

	test.each([
		[0, 60_000, null],
		[0, 60_001, '1 min old'],
		[null, 60_001, null]
	])('a price of %j at %i is old by %j', (at, now, text) => {
		expect(oldAgeText(at, now)).toBe(text);
	});
});

describe('an instant', () => {
	test('is written alike by the clock of New York and by that of this device', () => {
		const at = Date.UTC(2026, 10, 25, 14, 5);
		expect(dayClockText(at)).toBe('Wed 2026-11-25 09:05:00');
		expect(preciseClockText(at + 3120)).toBe('Wed 09:05:03.120');
		// The device may be anywhere: its own clock is asked.
		const here = new Date(2026, 10, 5, 4, 7);
		expect(hereText(here.getTime())).toBe('2026-11-05 04:07');
	});
});

describe('the ticket', () => {
	const draft = { symbol: ' alfa', action: 'BUY' } as TicketDraft;
	const preview = (change: Partial<TicketPreview>) =>
		({ fields: {}, quantity: null, ...change }) as TicketPreview;

	test.each<[string, Partial<TicketDraft>, TicketPreview | null]>([
		['Pick a symbol', { symbol: ' ' }, null],
		['Buy ALFA', {}, null],
		['Buy 41 ALFA', {}, preview({ quantity: '41' })],
		['Buy ALFA', {}, preview({ quantity: '0' })],
		['Sell 41 ALFA', { action: 'SELL' }, preview({ quantity: '41' })],
		['Adjust ALFA', { action: 'HOLD' }, preview({})]
	])('its button says %s', (text, change, known) => {
		expect(submitText({ ...draft, ...change }, known)).toBe(text);
	});

	test('a fault stands under its field, what has no field below', () => {
		const faulty = preview({
			fields: { quantity: 'Too fine.', strategy: 'Too long.', stopLoss: 'No number.' }
		});
		expect(sizeFault(faulty)).toBe('Too fine.');
		expect(sizeFault(preview({ fields: { sizePct: 'Too much.' } }))).toBe('Too much.');
		expect(sizeFault(null)).toBeUndefined();
		expect(otherFaults(faulty, decisionFieldNames)).toEqual(['Too long.']);
	});

	test('a stop is suggested 5 % below the ask', () => {
		expect(stopSuggestion('182.55')).toBe('173.42');
		expect(stopSuggestion('64210.55')).toBe('61000.02');
		expect(stopSuggestion(null)).toBeUndefined();
	});
});

describe('protection', () => {
	const before = levelsOf({ stopLoss: '173.4', takeProfit: null, trailing: { fraction: '0.025' } });

	test('is typed with the trail as a percentage', () => {
		expect(before).toEqual({ stopLoss: '173.4', takeProfit: '', trailingPercent: '2.5' });
	});

	test.each([
		['nothing', {}, null],
		['a level', { takeProfit: ' 195 ' }, { takeProfit: '195' }],
		['a level taken away', { stopLoss: '' }, { stopLoss: '' }],
		['the trail', { trailingPercent: '3' }, { trailingStopPct: '0.03' }],
		['the trail taken away', { trailingPercent: '' }, { trailingStopPct: '' }]
	])('%s changed is what is asked for', (_, change, levels) => {
		expect(changedLevels(before, { ...before, ...change })).toEqual(levels);
	});
});

describe('how a position was opened', () => {
	const position = {
		...{ quantity: '4', openedAt: Date.parse('2026-03-04T15:30:00Z'), decisionId: 'd-7' },
		...{ isSimulated: false, isExternal: false, trailing: null }
	} as PositionView;
	const trailing = { fraction: '0.025', highWater: '1200', level: '1170' };

	test.each([
		['by a decision', {}, 'by decision d-7.'],
		['in the simulator', { isSimulated: true }, 'simulated, by decision d-7.'],
		['at the account', { isExternal: true }, 'by something else than this book.'],
		[
			'with a trail',
			{ trailing },
			'by decision d-7. The high-water mark is 1,200.00, the trail stands at 1,170.00.'
		],
		[
			'short with a trail',
			{ trailing, quantity: '-4' },
			'by decision d-7. The low-water mark is 1,200.00, the trail stands at 1,170.00.'
		]
	])('%s is said with its time in New York', (_, change, text) => {
		expect(openedText({ ...position, ...change })).toBe(
			`Opened ${dayClockText(position.openedAt)} New York, ${text}`
		);
	});
});

test('a pasted text is a file of its kind', () => {
	expect(pastedFile(' \n[{}]').name).toBe('pasted.json');
	expect(pastedFile('{"decisions":[]}').name).toBe('pasted.json');
	expect(pastedFile('symbol,action\nALFA,BUY').name).toBe('pasted.csv');
});

test.each([
	['', undefined],
	[' 42 ', 42],
	['4.2', null],
	['-1', null],
	['many', null]
])('%j is read as the whole number %j', (text, number) => {
	expect(readWhole(text)).toBe(number);
});

test('orders and waiting decisions are told in words', () => {
	expect(orderStatusText('pending_cancel')).toBe('Cancel requested');
	const row = { action: 'BUY', symbol: 'ALFA', size: '0.05', sizeBy: 'fraction' } as DecisionRow;
	expect(waitingText(row)).toBe('Buy ALFA for 5.00 % of equity');
	expect(waitingText({ ...row, size: '1200', sizeBy: 'quantity' })).toBe('Buy 1,200 ALFA');
	expect(waitingText({ ...row, action: 'SELL', size: null, sizeBy: null })).toBe('Sell ALFA');
});

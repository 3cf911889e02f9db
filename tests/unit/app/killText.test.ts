import { describe, expect, it } from 'vitest';
import { breakersText, levelText, rearmLines } from '../../../src/lib/app/format/killText.ts';
import type { DeskView } from '../../../src/lib/contract/deskView.ts';

/** A desk whose kill switch was pulled, with so much of everything. */
function stopped(
	state: Partial<DeskView['tradingState']>,
	{ triggers = 0, orders = 0, waiting = [] as readonly string[] } = {}
): DeskView {
	return {
		tradingState: {
			state: 'halted',
			level: null,
			areGuardsStill: false,
			isSignalOnly: false,
			breakers: [],
			...state
		},
		triggers: Array.from({ length: triggers }),
		orders: Array.from({ length: orders }),
		waiting: waiting.map((symbol) => ({ action: 'BUY', symbol })),
		waitingCount: waiting.length
	} as unknown as DeskView;
}

describe('a resume says what it lets go again', () => {
	it('the state, triggers, decisions that wait and open orders', () => {
		const view = stopped({ level: 'reduce_only' }, { triggers: 3, orders: 1, waiting: ['ABC', 'XYZ'] });
		expect(rearmLines(view)).toEqual([
			'State halted (reduce only) → active: entries of decisions, strategies and orders pass again.',
			'3 triggers armed.',
			'2 waiting decisions, the first of them BUY ABC.',
			'1 open order may trade.'
		]);
	});

	it('that a trigger fires at once whose level was passed while it stood still', () => {
		expect(rearmLines(stopped({ areGuardsStill: true }, { triggers: 1 }))[1]).toBe(
			'1 trigger armed, and one whose level was passed meanwhile fires on the next price.'
		);
	});

	it('that decisions stay signals where they were', () => {
		expect(rearmLines(stopped({ state: 'reducing', level: 'pause', isSignalOnly: true }))).toEqual([
			'State reducing (pause entries) → active: entries of decisions, strategies and orders pass again.',
			...['0 triggers armed.', '0 waiting decisions.', '0 open orders may trade; decisions stay signals.']
		]);
	});
});

describe('breakers that have tripped', () => {
	const breaker = (title: string) => ({ title, at: Date.UTC(2026, 0, 5, 15), text: '2, limit 2' });
	const told = (...titles: readonly string[]): string =>
		breakersText(stopped({ breakers: titles.map(breaker) as never }).tradingState);

	it('are told with where they are reset', () => {
		expect(told('Errors')).toBe(
			'Breaker tripped since 10:00: errors, 2, limit 2. The page of risk resets it.'
		);
		expect(told('Errors', 'Day loss')).toMatch(/day loss, 2, limit 2\. The page of risk resets them\.$/);
		expect(told()).toBe('');
	});
});

describe('a level says what it does now', () => {
	const open = (count: number) =>
		({
			orders: Array.from({ length: count }, () => ({ purpose: 'entry' })),
			positions: []
		}) as unknown as DeskView;

	it('with the entries that are open, and without a number where none is', () => {
		expect(levelText('pause', open(2))).toContain('2 open entries may still fill');
		expect(levelText('cancel_entries', open(1))).toContain('takes back 1 open entry.');
		expect(levelText('pause', open(0))).toBe('No new entry passes. Exits and protection go on.');
		expect(levelText('cancel_entries', open(0))).toContain('No entry is open');
	});
});

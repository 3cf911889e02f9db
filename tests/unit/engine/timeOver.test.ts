import { describe, expect, it } from 'vitest';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { timeOverAt } from '../../../src/lib/engine/timeOver.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import { createConfig, createDecision, sessionOpen } from '../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

const hours = 3_600_000;
const setTime = (desk: QuoteDesk, to: string, request = 's') =>
	desk.ask({
		...{ type: 'ChangeSettings', request, reason: '' },
		changes: [{ key: 'risk.stopsAfterSeconds', to }]
	});
const dueAt = ({ state }: QuoteDesk) => timeOverAt(state.book, 0);
const resume = (desk: QuoteDesk, at: number) =>
	desk.askAt({ type: 'Resume', to: null, by: 'switch', reason: '' }, at);

function pass(desk: QuoteDesk, at: number) {
	const told: unknown[] = [];
	const record = (event: unknown) => told.push(event);
	runTurn({ state: desk.state, venue: undefined as never, record }, { type: 'TimeOver', at });
	return told;
}

describe('a time after which trading stops itself', () => {
	it('begins when it is set, and pauses entries with its reason when it is over', () => {
		const desk = createQuoteDesk();
		expect(dueAt(desk)).toBe(Infinity);
		setTime(desk, '7200');
		const over = desk.now() + 2 * hours;
		expect(dueAt(desk)).toBe(over);
		expect(pass(desk, over - 1)).toEqual([]);
		expect(pass(desk, over)).toEqual([
			{
				...{ type: 'TradingStateChanged', at: over, state: 'reducing', level: 'pause', by: 'timer' },
				reason:
					'the time of 2 h is over; resume for as long again, or set another limit or profile and resume'
			}
		]);
		desk.quote('100');
		desk.take(createDecision());
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderDenied', reasons: ['reducing'] });
		expect([dueAt(desk), pass(desk, over + 1)]).toEqual([Infinity, []]);
	});

	it('begins again when a person resumes after its end, and not before it', () => {
		const desk = createQuoteDesk();
		setTime(desk, '90');
		const over = desk.now() + 90_000;
		desk.ask({ type: 'Halt', level: 'pause', by: 'key', reason: '' });
		resume(desk, over - 1000);
		expect(dueAt(desk)).toBe(over);
		pass(desk, over);
		resume(desk, over + hours);
		expect(dueAt(desk)).toBe(over + hours + 90_000);
	});

	it('says so in the unit it was given in', () => {
		const told = ['7200', '90', '1800'].map((seconds) => {
			const desk = createQuoteDesk();
			setTime(desk, seconds);
			const [event] = pass(desk, dueAt(desk)) as [{ readonly reason: string }];
			return event.reason.slice(0, event.reason.indexOf(';'));
		});
		expect(told).toEqual([
			'the time of 2 h is over',
			'the time of 90 s is over',
			'the time of 30 min is over'
		]);
	});

	it('never ends when it is switched off, and lowers no level that stops more', () => {
		const desk = createQuoteDesk();
		setTime(desk, '60');
		desk.ask({ type: 'Halt', level: 'reduce_only', by: 'switch', reason: '' });
		expect(pass(desk, (desk.state.book.stopsAt ?? 0) + hours)).toEqual([]);
		resume(desk, desk.now());
		setTime(desk, 'off', 'off');
		expect([dueAt(desk), desk.state.book.stopsAt]).toEqual([Infinity, null]);
	});

	it('begins with the book that is opened with it', () => {
		const { state } = createQuoteDesk();
		const { source, instruments } = state.book;
		const config = createConfig({ risk: { stopsAfterSeconds: 60 } });
		evolve(state, { type: 'BookOpened', at: sessionOpen, config, source, instruments, day: null });
		expect(timeOverAt(state.book, 0)).toBe(sessionOpen + 60_000);
	});
});

import { describe, expect, it } from 'vitest';
import { dayStartAt } from '../../../src/lib/domain/account.ts';
import { formatMoney } from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { formatDate, formatInstant } from '../../../src/lib/domain/time.ts';
import { decide } from '../../../src/lib/engine/decide.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState, type EngineState } from '../../../src/lib/engine/state.ts';
import { dayOf } from '../../../src/lib/engine/strategyDay.ts';
import { createConfig, instruments, sessionClose, sessionOpen } from '../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

const hour = 3_600_000;
const dayStart = ({ state, now }: QuoteDesk) => formatMoney(dayStartAt(state.book.account, now()));
const trades = ({ state }: QuoteDesk) => dayOf(state.book, 'swing').trades;

describe('the begin of a day', () => {
	it('counts anew from the last equity before it, over night and over a weekend', () => {
		const desk = createQuoteDesk();
		desk.hold({ strategy: 'swing' });
		desk.quote('110');
		desk.snapshot(true);
		expect([dayStart(desk), trades(desk)]).toEqual(['10000', 1]);
		desk.quote('120');
		expect(desk.nextDay()).toEqual(['DayBegan']);
		expect(desk.events.at(-1)).toMatchObject({ at: Date.UTC(2024, 2, 5, 5), marks: [{ symbol: 'XYZ' }] });
		expect([dayStart(desk), trades(desk)]).toEqual(['10200', 0]);
		const days = Array.from({ length: 4 }, () => {
			desk.nextDay();
			return `${formatDate(desk.state.book.day ?? NaN)} ${formatInstant(desk.now())}`;
		});
		expect(days).toEqual([
			'2024-03-06 2024-03-06T05:00:00Z',
			'2024-03-07 2024-03-07T05:00:00Z',
			'2024-03-08 2024-03-08T05:00:00Z',
			'2024-03-11 2024-03-09T05:00:00Z'
		]);
	});

	it('comes once, and not before its time', () => {
		const { state } = createQuoteDesk();
		const due = (at: number) => decide(state, { type: 'DayDue', at }).events;
		const begins = Date.UTC(2024, 2, 5, 5);
		expect([due(sessionClose), due(begins - 1)]).toEqual([[], []]);
		expect(due(begins)).toHaveLength(1);
		// Whatever the first instant is, the day begins where it begins.
		expect(due(begins + 15 * hour)).toEqual(due(begins));
		for (const event of due(begins)) evolve(state, event);
		expect(due(begins + 15 * hour)).toEqual([]);
		expect(due(begins + 24 * hour)).toHaveLength(1);
	});

	it('counts a position that has no price yet at its cost', () => {
		const desk = createQuoteDesk();
		desk.hold();
		desk.quote('110');
		desk.state.market.last.fill(NaN);
		desk.nextDay();
		expect(desk.events.at(-1)).toMatchObject({ type: 'DayBegan', marks: [] });
		expect(dayStart(desk)).toBe('10000');
	});

	it('is not the end of a session: a snapshot restarts nothing', () => {
		const desk = createQuoteDesk();
		desk.hold({ strategy: 'swing' });
		desk.quote('90');
		desk.snapshot(true);
		expect([dayStart(desk), trades(desk)]).toEqual(['10000', 1]);
	});

	it('lets a sweep wait for what it waits for', () => {
		const desk = createQuoteDesk();
		desk.hold();
		desk.ask({ type: 'Halt', level: 'flatten', by: 'switch', reason: '' });
		expect(desk.nextDay()).toEqual(['DayBegan']);
	});
});

/** The fold of a journal that does not say where days begin. */
function fold(events: readonly BookEvent[]): EngineState {
	const priced = instruments.map((instrument) => ({ instrument, interval: '1m' }) as const);
	const config = createConfig();
	const state = createState(config, priced);
	const source = { type: 'bars', startsAt: sessionOpen } as const;
	evolve(state, {
		...{ type: 'BookOpened', at: sessionOpen, config, source },
		instruments: priced,
		day: null
	});
	for (const event of events) evolve(state, event);
	return state;
}

function snapshotAt(at: number, equity: string, endsDay: boolean): BookEvent {
	const { state } = createQuoteDesk({ startingCash: equity });
	const [taken] = decide(state, { type: 'SnapshotDue', at, endsDay }).events;
	if (taken === undefined) throw new Error('a snapshot is taken');
	return taken;
}

describe('a journal that does not say where days begin', () => {
	const closed = snapshotAt(sessionClose, '9000', true);
	const startOf = ({ book }: EngineState, at: number) => formatMoney(dayStartAt(book.account, at));

	it('begins them at its closes, as before', () => {
		const state = fold([closed]);
		expect(state.book.day).toBeNull();
		expect([sessionClose + hour, sessionClose + 9 * hour].map((at) => startOf(state, at))).toEqual([
			'10000',
			'9000'
		]);
	});

	it('goes on with days on record from the first that begins after what was written last', () => {
		const tuesday = sessionOpen + 24 * hour;
		const state = fold([closed, snapshotAt(tuesday, '8000', false)]);
		const due = (at: number) => decide(state, { type: 'DayDue', at }).events;
		expect(due(tuesday + 9 * hour)).toEqual([]);
		expect(startOf(state, tuesday + 9 * hour)).toBe('9000');
		const [began] = due(tuesday + 15 * hour);
		expect(began).toMatchObject({ type: 'DayBegan', at: Date.UTC(2024, 2, 6, 5) });
		if (began !== undefined) evolve(state, began);
		expect(startOf(state, tuesday + 15 * hour)).toBe('10000');
		evolve(state, snapshotAt(tuesday + 30 * hour, '7000', true));
		expect(startOf(state, tuesday + 60 * hour)).toBe('10000');
	});
});

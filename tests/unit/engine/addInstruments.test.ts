import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import { mostInstruments, type PricedInstrument } from '../../../src/lib/domain/market.ts';
import { accountDayOf } from '../../../src/lib/domain/accountDay.ts';
import { dayOf, newYorkTime } from '../../../src/lib/domain/time.ts';
import { standInDay } from '../../../src/lib/engine/accountDay.ts';
import { decide } from '../../../src/lib/engine/decide.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import { createState, indexOf, lastPrice, markPrice } from '../../../src/lib/engine/state.ts';
import { createConfig, price } from '../../support/deskBuilders.ts';

const at = Date.UTC(2024, 2, 4, 15);

const priced = (symbol: string, kind: 'us_equity' | 'crypto' = 'us_equity'): PricedInstrument => ({
	instrument: createInstrument(symbol, kind),
	interval: '1m'
});

function open(instruments: readonly PricedInstrument[]) {
	const state = createState(createConfig(), instruments);
	state.book.source = { type: 'alpaca', startsAt: at, account: null };
	const ask = (...added: readonly PricedInstrument[]) => {
		const { events } = decide(state, { type: 'AddInstruments', at, request: 'r', instruments: added });
		for (const event of events) evolve(state, event);
		return events.map(tell);
	};
	return { state, ask };
}

function tell(event: BookEvent): string {
	if (event.type === 'InstrumentsAdded')
		return `added ${event.instruments.map(({ instrument }) => instrument.symbol).join(' ')}`;
	return event.type === 'CommandRefused' ? `refused ${event.subject}: ${event.reason}` : event.type;
}

describe('instruments that are added', () => {
	it('come after those there are, whose prices stay where they are', () => {
		const { state, ask } = open([priced('ABC'), priced('XYZ')]);
		markPrice(state.market, 1, 5_000_000_000, at);
		expect(ask(priced('NEW'), priced('BTC/USD', 'crypto'))).toEqual(['added NEW BTC/USD']);
		const { book, market } = state;
		expect(['ABC', 'XYZ', 'NEW', 'BTC/USD'].map((symbol) => indexOf(market, symbol))).toEqual([0, 1, 2, 3]);
		expect(book.instruments).toEqual(market.instruments);
		expect(lastPrice(market, 'XYZ')).toEqual({ price: price('5'), at });
		expect(lastPrice(market, 'NEW')).toBeNull();
		expect([market.bid, market.heldFrom, market.quietBelow].map((column) => column[3])).toEqual([
			NaN,
			Infinity,
			Infinity
		]);
	});

	it('are refused when they are there, and the others are taken', () => {
		const { ask } = open([priced('ABC')]);
		expect(ask(priced('ABC'), priced('NEW'), priced('NEW'))).toEqual([
			'added NEW',
			'refused ABC: already_done'
		]);
		expect(ask(priced('NEW'))).toEqual(['refused NEW: already_done']);
	});

	it('are as many as there is room for', () => {
		const { ask } = open([priced('ABC')]);
		const many = Array.from({ length: mostInstruments - 1 }, (_, index) => priced(`S${String(index)}`));
		expect(ask(...many)[0]).toMatch(/^added S0 /);
		expect(ask(priced('NEW'))).toEqual(['refused NEW: no_room']);
	});

	it('are none in a book that has a market of its own', () => {
		const { state, ask } = open([priced('ABC')]);
		state.book.source = { type: 'generated', seed: 1, symbols: 1, startsAt: at };
		expect(ask(priced('NEW'))).toEqual(['refused NEW: own_market']);
	});

	it('let a day of crypto alone end as days of sessions do, and no sooner', () => {
		const { state, ask } = open([priced('BTC/USD', 'crypto')]);
		standInDay(state.book, accountDayOf(at, true));
		expect(state.book.dayEndsAt).toBe(Date.UTC(2024, 2, 5));
		ask(priced('ETH/USD', 'crypto'));
		expect(state.book.dayEndsAt).toBe(Date.UTC(2024, 2, 5));
		ask(priced('ABC'));
		expect(state.book.dayEndsAt).toBe(newYorkTime(dayOf(2024, 3, 5), 0));
	});
});

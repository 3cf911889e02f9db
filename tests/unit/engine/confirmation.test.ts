import { describe, expect, it } from 'vitest';
import type { DecisionId } from '../../../src/lib/domain/ids.ts';
import { confirmationDueAt } from '../../../src/lib/engine/confirmation.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import {
	createDecision,
	createLevels,
	money,
	quantity,
	ratio,
	sessionOpen
} from '../../support/deskBuilders.ts';
import { readOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

const size = { by: 'quantity', quantity: quantity('10') } as const;
const entry = { id: 'entry', size, levels: createLevels({ stopLoss: '90' }) };
const decisionId = 'entry' as DecisionId;

/** A desk on which entries wait for a person, XYZ and ABC at 100. */
function asking(): QuoteDesk {
	const desk = createQuoteDesk({ risk: { confirmEntries: true, maxTradeMoney: money('2000') } });
	desk.quote('100');
	desk.quote('100', 'ABC');
	return desk;
}

const confirm = (desk: QuoteDesk, request = 'c', id = decisionId) =>
	desk.ask({ type: 'ConfirmDecision', request, decisionId: id });
const dismiss = (desk: QuoteDesk, request = 'd', id = decisionId) =>
	desk.ask({ type: 'DismissDecision', request, decisionId: id });
const waiting = ({ state: { book } }: QuoteDesk) => [...book.unconfirmed.keys()];

describe('an entry that a person confirms', () => {
	it('waits, and is sized, reviewed and sent once it is confirmed', () => {
		const desk = asking();
		expect(desk.take(createDecision(entry))).toEqual(['ConfirmationAsked']);
		expect(waiting(desk)).toEqual(['entry']);
		expect(desk.quote('100')).toEqual([]);
		const events = confirm(desk);
		expect(events.slice(0, 3)).toEqual(['DecisionConfirmed', 'DecisionTaken', 'made d.entry for 10']);
		expect(waiting(desk)).toEqual([]);
		expect(desk.quote('100')).toContain('filled entry_market 10 at 100');
	});

	it('does not wait when a person typed it, and neither does an order by hand', () => {
		const desk = asking();
		const now = desk.now();
		runTurn(
			{ state: desk.state, venue: { submit: () => [] } as never, record: () => undefined },
			{ type: 'TakeDecision', at: now, decision: createDecision(entry), byPerson: true }
		);
		expect(desk.state.book.orders.size).toBe(1);
		const order = readOrder({ symbol: 'ABC', quantity: '1' });
		expect(desk.ask({ type: 'SubmitOrder', request: 'o', order })).toContain('made r.o for 1');
		expect(waiting(desk)).toEqual([]);
	});

	it('is denied at once where it would be, with its numbers', () => {
		const desk = asking();
		const large = createDecision({ ...entry, size: { by: 'quantity', quantity: quantity('21') } });
		expect(desk.take(large)).toEqual(['DecisionTaken', 'made d.entry for 21', 'OrderDenied']);
		expect(desk.events.at(-1)).toMatchObject({ reasons: ['trade_money_limit'] });
	});

	it('is reviewed anew: what has come to be held meanwhile refuses it', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		desk.ask({ type: 'SubmitOrder', request: 'o', order: readOrder({ quantity: '1' }) });
		desk.quote('100');
		expect(confirm(desk)).toEqual(['DecisionConfirmed', 'DecisionTaken', 'refused entry: already_held']);
		desk.take(createDecision({ ...entry, id: 'other', symbol: 'ABC' }));
		desk.ask({ type: 'Halt', level: 'pause', by: 'switch', reason: '' });
		expect(confirm(desk, 'c2', 'other' as DecisionId).at(-1)).toBe('OrderDenied');
		expect(desk.events.at(-1)).toMatchObject({ reasons: ['reducing'] });
	});

	it('is sized anew: what it is worth is reckoned at the price of the moment', () => {
		const desk = asking();
		desk.take(createDecision({ ...entry, size: { by: 'fraction', fraction: ratio('0.1') } }));
		desk.quote('50');
		confirm(desk);
		const [order] = desk.state.book.orders.values();
		expect(order?.intent.quantity).toBe(quantity('20'));
	});

	it('goes away when it is dismissed, and does not come back', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		expect(dismiss(desk)).toEqual(['DecisionDismissed']);
		expect(waiting(desk)).toEqual([]);
		expect(desk.take(createDecision(entry))).toEqual(['refused entry: duplicate_decision']);
		expect(confirm(desk)).toEqual(['refused ConfirmDecision of entry: not_waiting']);
		expect(desk.state.book.orders.size).toBe(0);
	});

	it('goes away as well when its decision is canceled', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		expect(desk.ask({ type: 'CancelDecision', request: 'k', decisionId })).toEqual(['DecisionDismissed']);
		expect(waiting(desk)).toEqual([]);
		expect(confirm(desk)).toEqual(['refused ConfirmDecision of entry: not_waiting']);
	});

	it('is confirmed or dismissed once by one request, and only where it waits', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		confirm(desk);
		expect(confirm(desk)).toEqual(['refused ConfirmDecision of entry: already_done']);
		expect(dismiss(desk)).toEqual(['refused DismissDecision of entry: not_waiting']);
		const nobody = 'nobody' as DecisionId;
		expect([confirm(desk, 'x', nobody), dismiss(desk, 'y', nobody)]).toEqual([
			['refused ConfirmDecision of nobody: unknown_decision'],
			['refused DismissDecision of nobody: unknown_decision']
		]);
	});

	it('is known while it waits, and is the only one of its symbol', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		expect(desk.take(createDecision(entry))).toEqual(['refused entry: duplicate_decision']);
		expect(desk.take(createDecision({ ...entry, id: 'again' }))).toEqual([
			'DecisionTaken',
			'refused again: confirmation_pending'
		]);
		expect(desk.take(createDecision({ ...entry, id: 'abc', symbol: 'ABC' }))).toEqual(['ConfirmationAsked']);
		expect(waiting(desk)).toEqual(['entry', 'abc']);
	});

	it('waits for its time first, and for a person then', () => {
		const desk = asking();
		const later = createDecision({ ...entry, at: desk.now() + 2000 });
		expect(desk.take(later)).toEqual(['DecisionQueued']);
		desk.quote('100');
		expect(desk.take(later)).toEqual(['ConfirmationAsked']);
		expect([desk.state.book.waiting.size, waiting(desk)]).toEqual([0, ['entry']]);
	});

	it('expires with its decision', () => {
		const desk = asking();
		const expiresAt = sessionOpen + 60_000;
		desk.take(createDecision({ ...entry, expiresAt }));
		const { book } = desk.state;
		expect(confirmationDueAt(book, sessionOpen)).toBe(expiresAt);
		const told: string[] = [];
		const venue = undefined as never;
		const due = (at: number) =>
			runTurn(
				{ state: desk.state, venue, record: ({ type }) => told.push(type) },
				{ type: 'ConfirmationsDue', at }
			);
		due(expiresAt - 1);
		expect([told, waiting(desk)]).toEqual([[], ['entry']]);
		due(expiresAt);
		expect([told, waiting(desk)]).toEqual([['DecisionTaken', 'DecisionRefused'], []]);
		expect(confirmationDueAt(book, sessionOpen)).toBe(Infinity);
	});

	it('is refused as expired when it is confirmed too late', () => {
		const desk = asking();
		desk.take(createDecision({ ...entry, expiresAt: desk.now() + 2000 }));
		desk.quote('100');
		expect(confirm(desk).at(-1)).toBe('refused entry: decision_expired');
	});

	it('stays where the setting is switched off, and is sent once confirmed', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		const changes = [{ key: 'risk.confirmEntries', to: 'false' }] as const;
		desk.ask({ type: 'ChangeSettings', request: 's', changes, reason: '' });
		expect(waiting(desk)).toEqual(['entry']);
		expect(desk.take(createDecision({ ...entry, id: 'abc', symbol: 'ABC' }))).toContain('made d.abc for 10');
		expect(confirm(desk)).toContain('made d.entry for 10');
	});
});

describe('what never waits', () => {
	it('is an exit, a trigger that fires, a HOLD, and what is only a signal', () => {
		const desk = asking();
		desk.take(createDecision(entry));
		confirm(desk);
		desk.quote('100');
		const levels = createLevels({ stopLoss: '95' });
		expect(desk.take(createDecision({ id: 'h', action: 'HOLD', levels }))[0]).toBe('DecisionTaken');
		expect(desk.quote('94')).toContain('filled stop_loss 10 at 94');
		desk.take(createDecision({ ...entry, id: 'second', symbol: 'ABC' }));
		confirm(desk, 'c2', 'second' as DecisionId);
		desk.quote('100', 'ABC');
		const sale = createDecision({ id: 's', symbol: 'ABC', action: 'SELL', size: null });
		expect(desk.take(sale)).toContain('made d.s for 10');
		desk.ask({ type: 'SetSignalOnly', isOn: true, by: 'switch' });
		desk.quote('100', 'ABC');
		const signal = desk.take(createDecision({ ...entry, id: 'signal' }));
		expect(signal).toEqual(['DecisionTaken', 'made d.signal for 10', 'OrderDenied']);
		expect(desk.events.at(-1)).toMatchObject({ reasons: ['signal_only'] });
	});
});

import { describe, expect, it } from 'vitest';
import type { ProtectionChange } from '../../../src/lib/domain/commands.ts';
import { formatDecimal, type Quantity } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId, DecisionId } from '../../../src/lib/domain/ids.ts';
import { millisecondsPerDay } from '../../../src/lib/domain/time.ts';
import { decide } from '../../../src/lib/engine/decide.ts';
import { evolve } from '../../../src/lib/engine/evolve.ts';
import {
	createDecision,
	createLevels,
	price,
	quantity,
	ratio,
	type PlainLevels
} from '../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';
import { stateCommands } from '../../support/stateActs.ts';

/** A desk that holds 10 XYZ bought at 100, guarded by these levels. */
function guarded(levels: PlainLevels = {}): QuoteDesk {
	const desk = createQuoteDesk();
	desk.hold({ levels: createLevels(levels) });
	return desk;
}

const close = (desk: QuoteDesk, amount: Quantity | null = null, request = 'c') =>
	desk.ask({ type: 'ClosePosition', request, symbol: 'XYZ', quantity: amount });
const change = (desk: QuoteDesk, given: ProtectionChange) =>
	desk.ask({ type: 'ChangeProtection', request: 'p', symbol: 'XYZ', change: given });
const cancel = (desk: QuoteDesk, orderId: string) =>
	desk.ask({ type: 'CancelOrder', request: 'x', orderId: orderId as ClientOrderId });
const held = ({ state }: QuoteDesk) => {
	const position = state.book.positionBySymbol.get('XYZ');
	return position === undefined ? '0' : formatDecimal(position.quantity);
};
const sell = createDecision({ id: 'sell', action: 'SELL' });

describe('a close by hand', () => {
	const made = (amount: string) => [
		'CloseRequested',
		`made r.c for ${amount}`,
		'OrderSubmitted',
		'OrderAccepted'
	];

	it('of the whole sells it on the next quote and stands down what guards it', () => {
		const desk = guarded({ stopLoss: '50' });
		expect(close(desk)).toEqual(made('10'));
		expect(desk.quote('99 101 100')).toEqual(['filled closed_by_hand 10 at 99', 'ProtectionCanceled']);
		expect(held(desk)).toBe('0');
	});

	it('of a part leaves the rest, which stays guarded and is sold whole by its stop', () => {
		const desk = guarded({ stopLoss: '95' });
		expect(close(desk, quantity('4'))).toEqual(made('4'));
		expect(desk.quote('100')).toEqual(['filled closed_by_hand 4 at 100']);
		expect(held(desk)).toBe('6');
		expect(desk.quote('95')).toContain('filled stop_loss 6 at 95');
		expect(held(desk)).toBe('0');
	});

	it.each(['active', 'reducing', 'halted'] as const)('passes when the desk is %s', (state) => {
		const desk = guarded();
		for (const command of stateCommands(state, desk.now())) desk.ask(command);
		expect(close(desk)).toEqual(made('10'));
		desk.quote('100');
		expect(held(desk)).toBe('0');
	});

	it.each([
		['more than is held', quantity('10.000000001'), 'beyond_position'],
		['nothing', quantity('0'), 'beyond_position'],
		['less than nothing', quantity('-1'), 'beyond_position']
	])('of %s is refused', (_, amount, reason) => {
		const desk = guarded();
		expect(close(desk, amount)).toEqual([`refused ClosePosition of XYZ: ${reason}`]);
		expect(close(desk, quantity('10'))).toEqual(made('10'));
	});

	it('is refused without a position, and while an exit is out', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		expect(close(desk)).toEqual(['refused ClosePosition of XYZ: no_position']);
		const selling = guarded();
		selling.take(sell);
		expect(close(selling)).toEqual(['refused ClosePosition of XYZ: exit_pending']);
		const closing = guarded();
		close(closing, quantity('4'), 'first');
		expect(close(closing, quantity('4'), 'second')).toEqual(['refused ClosePosition of XYZ: exit_pending']);
	});

	it('asked twice with one id is done once, also after it filled and the symbol is held again', () => {
		const desk = guarded();
		close(desk, quantity('4'));
		expect(close(desk, quantity('4'))).toEqual(['refused ClosePosition of XYZ: already_done']);
		desk.quote('100');
		expect(close(desk, quantity('4'))).toEqual(['refused ClosePosition of XYZ: already_done']);
		expect(held(desk)).toBe('6');
	});

	it('that was refused may be asked again', () => {
		const desk = guarded();
		close(desk, quantity('11'));
		expect(close(desk, quantity('10'))).toEqual(made('10'));
	});
});

describe('a change of what guards', () => {
	it('arms what is not there and moves what is', () => {
		const desk = guarded({ stopLoss: '90' });
		expect(change(desk, { stopLoss: price('95'), takeProfit: price('105'), trailing: ratio('0.2') })).toEqual(
			['moved stop_loss to 95', 'armed d.buy.take_profit', 'armed d.buy.trailing_stop']
		);
		expect(change(desk, { trailing: ratio('0.1') })).toEqual(['moved trail to 0.1']);
		expect(desk.quote('95')[0]).toBe('fired d.buy.stop_loss at 95');
	});

	it('takes away what it says, and leaves what it does not name', () => {
		const desk = guarded({ stopLoss: '95', takeProfit: '110', trailing: '0.5' });
		expect(change(desk, { stopLoss: null, trailing: null })).toEqual([
			'canceled d.buy.stop_loss',
			'canceled d.buy.trailing_stop'
		]);
		expect(desk.quote('1')).toEqual([]);
		expect(desk.quote('110')[0]).toBe('fired d.buy.take_profit at 110');
		const bare = guarded({ stopLoss: '95' });
		change(bare, { stopLoss: null });
		expect([bare.state.book.protectionBySymbol.size, bare.quote('1')]).toEqual([0, []]);
	});

	it('acts from the next quote on', () => {
		const desk = guarded({ stopLoss: '50' });
		desk.quote('97');
		expect(change(desk, { stopLoss: price('96.5') })).toEqual(['moved stop_loss to 96.5']);
		expect(desk.quote('96.5')[0]).toBe('fired d.buy.stop_loss at 96.5');
	});

	const allWell = { takeProfit: price('120'), trailing: ratio('0.1') };
	it.each([
		['a stop at the last price', { ...allWell, stopLoss: price('100') }, 'level_passed'],
		['a stop above it', { ...allWell, stopLoss: price('100.0001') }, 'level_passed'],
		['a target at the last price', { trailing: ratio('0.1'), takeProfit: price('100') }, 'level_passed'],
		['a target below it', { stopLoss: null, takeProfit: price('99') }, 'level_passed'],
		[
			'taking away what is not there',
			{ ...allWell, stopLoss: price('99'), trailing: null },
			'no_such_trigger'
		]
	] as const)('with %s is refused as a whole', (_, given, reason) => {
		const desk = guarded({ stopLoss: '90' });
		const before = structuredClone(desk.state.book.protectionBySymbol);
		expect(change(desk, given)).toEqual([`refused ChangeProtection of XYZ: ${reason}`]);
		expect(desk.state.book.protectionBySymbol).toEqual(before);
	});

	it('is refused without a position, and while an exit is out', () => {
		expect(change(createQuoteDesk(), allWell)).toEqual(['refused ChangeProtection of XYZ: no_position']);
		const desk = guarded();
		desk.take(sell);
		expect(change(desk, allWell)).toEqual(['refused ChangeProtection of XYZ: exit_pending']);
	});

	it('never gives a trigger an id that was there before', () => {
		const desk = guarded({ stopLoss: '90', takeProfit: '120', trailing: '0.5' });
		const levels = { stopLoss: price('91'), takeProfit: price('121'), trailing: ratio('0.4') };
		for (let time = 0; time < 3; time++) {
			change(desk, { stopLoss: null, takeProfit: null, trailing: null });
			change(desk, levels);
		}
		close(desk);
		desk.quote('100');
		desk.hold({ id: 'next', levels: createLevels({ stopLoss: '90' }) });
		change(desk, { stopLoss: null });
		change(desk, { stopLoss: price('91') });
		const ids = desk.events.flatMap((event) => (event.type === 'TriggerArmed' ? [event.trigger.id] : []));
		expect(ids).toHaveLength(14);
		expect(new Set(ids).size).toBe(ids.length);
		expect(ids.slice(-2)).toEqual(['d.next.stop_loss', 'd.next.stop_loss.2']);
		expect(desk.state.book.armedBySlot.size).toBe(1);
	});
});

describe('a cancel', () => {
	const bid = createDecision({ id: 'bid', entryPrice: price('90') });

	it('takes a resting order back, which fills nothing any more', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.take(bid);
		expect(cancel(desk, 'd.bid')).toEqual(['CancelRequested', 'OrderCanceled']);
		expect(desk.quote('80')).toEqual([]);
		expect(desk.take(createDecision({ id: 'again', entryPrice: price('90') }))).toContain('OrderAccepted');
	});

	it('is refused when the order is unknown, has ended, or is being canceled', () => {
		const desk = guarded();
		expect(cancel(desk, 'd.none')).toEqual(['refused CancelOrder of d.none: unknown_order']);
		expect(cancel(desk, 'd.buy')).toEqual(['refused CancelOrder of d.buy: unknown_order']);
		const ended = createQuoteDesk();
		ended.quote('100');
		ended.take(bid);
		cancel(ended, 'd.bid');
		expect(cancel(ended, 'd.bid')).toEqual(['refused CancelOrder of d.bid: order_ended']);
		const mute = createQuoteDesk({}, (venue) => ({ ...venue, cancel: () => [] }));
		mute.quote('100');
		mute.take(bid);
		expect(cancel(mute, 'd.bid')).toEqual(['CancelRequested']);
		expect(cancel(mute, 'd.bid')).toEqual(['refused CancelOrder of d.bid: cancel_pending']);
	});

	it('of a SELL puts what guards in force again', () => {
		const desk = guarded({ stopLoss: '95' });
		desk.take(sell);
		expect(cancel(desk, 'd.sell')).toEqual(['CancelRequested', 'OrderCanceled']);
		expect(desk.quote('95.0001')).toEqual([]);
		expect(desk.quote('94')).toContain('filled stop_loss 10 at 94');
		expect(held(desk)).toBe('0');
	});

	it('of a SELL that stood while the price fell lets the next quote fire', () => {
		// A venue that keeps the order back, as one that answers later does.
		const desk = createQuoteDesk({}, (venue) => ({
			...venue,
			submit: (intent, at, firedOn) =>
				intent.cause === 'sell_market'
					? [{ type: 'OrderAccepted', orderId: intent.id, at }]
					: venue.submit(intent, at, firedOn),
			cancel: (orderId, at) => [{ type: 'OrderCanceled', orderId, at, reason: 'by_hand' }]
		}));
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		desk.take(sell);
		expect([desk.quote('94'), desk.quote('93')]).toEqual([[], []]);
		cancel(desk, 'd.sell');
		expect(desk.quote('93')).toContain('filled stop_loss 10 at 93');
	});
});

describe('a trading state', () => {
	it('changes once', () => {
		const desk = createQuoteDesk();
		const set = (to: 'active' | 'halted') => stateCommands(to, desk.now()).flatMap((one) => desk.ask(one));
		expect([set('active'), set('halted'), set('halted')]).toEqual([[], ['TradingStateChanged'], []]);
		expect(desk.state.book.tradingState).toBe('halted');
	});
});

describe('a decision of a later time', () => {
	const later = (desk: QuoteDesk) => createDecision({ id: 'later', action: 'HOLD', at: desk.now() + 3000 });

	it('waits, is not taken in twice, and is taken once', () => {
		const desk = createQuoteDesk();
		const decision = later(desk);
		expect(desk.take(decision)).toEqual(['DecisionQueued']);
		expect(desk.take(decision)).toEqual(['refused later: duplicate_decision']);
		expect([...desk.state.book.waiting.keys()]).toEqual(['later']);
		expect(desk.take(decision)).toEqual(['DecisionTaken', 'DecisionHeld']);
		expect([desk.state.book.waiting.size, [...desk.state.book.decisionIds]]).toEqual([0, ['later']]);
		expect(desk.take(decision)).toEqual(['refused later: duplicate_decision']);
	});

	it('is taken back once, and is not taken when its time comes', () => {
		const desk = createQuoteDesk();
		const decision = later(desk);
		const cancel = (decisionId: string) =>
			desk.ask({ type: 'CancelDecision', request: 'r', decisionId: decisionId as DecisionId });
		desk.take(decision);
		expect(cancel('later')).toEqual(['DecisionCanceled']);
		expect(desk.state.book.waiting.size).toBe(0);
		expect(cancel('later')).toEqual(['refused CancelDecision of later: not_waiting']);
		expect(cancel('none')).toEqual(['refused CancelDecision of none: unknown_decision']);
		expect(desk.take(decision)).toEqual(['refused later: duplicate_decision']);
	});

	it('of a symbol that there is not is refused at once', () => {
		const desk = createQuoteDesk();
		const told = desk.take({ ...later(desk), symbol: 'NOPE' });
		expect(told).toEqual(['DecisionTaken', 'refused later: unknown_symbol']);
		expect(desk.take({ ...later(desk), symbol: 'NOPE' })).toEqual(['refused later: duplicate_decision']);
	});
});

describe('an order that ended', () => {
	it('is forgotten at the end of the day three days later, and not before', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.take(createDecision({ id: 'bid', entryPrice: price('90') }));
		cancel(desk, 'd.bid');
		desk.take(createDecision({ id: 'rests', entryPrice: price('90') }));
		const { state } = desk;
		const since = state.book.orders.get('d.bid' as ClientOrderId)?.since ?? NaN;
		const known = () => [...state.book.orders.keys()];
		const end = (at: number, endsDay: boolean) => {
			for (const event of decide(state, { type: 'SnapshotDue', at, endsDay }).events) evolve(state, event);
			return known();
		};
		expect(end(since + 3 * millisecondsPerDay, true)).toEqual(['d.bid', 'd.rests']);
		expect(end(since + 3 * millisecondsPerDay + 1, false)).toEqual(['d.bid', 'd.rests']);
		expect(end(since + 3 * millisecondsPerDay + 1, true)).toEqual(['d.rests']);
	});
});

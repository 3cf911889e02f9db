import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/lib/adapters/simulator/simulator.ts';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { isOpenStatus, leftOf } from '../../../src/lib/domain/order.ts';
import { createState, indexOf, markPrice } from '../../../src/lib/engine/state.ts';
import { isQuiet, runBar, runTurn } from '../../../src/lib/engine/turn.ts';
import {
	createBar,
	createConfig,
	createDecision,
	createLevels,
	instruments,
	minuteAt,
	quantity
} from '../../support/deskBuilders.ts';
import { createOrderDesk, imbalance, readOrder, type PlainOrder } from '../../support/orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

function order(desk: QuoteDesk, request: string, given: PlainOrder): readonly string[] {
	return desk.ask({ type: 'SubmitOrder', request, order: readOrder(given) });
}

function open({ state }: QuoteDesk): readonly string[] {
	return [...state.book.orders.values()]
		.filter(({ status }) => isOpenStatus(status))
		.map((one) => `${one.intent.id} ${formatDecimal(leftOf(one))}`);
}

const held = ({ state }: QuoteDesk, symbol = 'XYZ') =>
	formatDecimal(state.book.positionBySymbol.get(symbol)?.quantity ?? quantity('0'));

/** A desk fed with bars by hand. */
function createBarDesk() {
	const { startingCash: cash, fillModel: model } = createConfig();
	const state = createState(
		createConfig(),
		instruments.map((instrument) => ({ instrument, interval: '1m' }) as const)
	);
	const heard: BookEvent[] = [];
	const venue = createSimulator({ cash, model, instruments });
	return {
		state,
		venue,
		desk: { state, venue, heard, record: (event: BookEvent) => void heard.push(event) }
	};
}

// Each of these has cost someone money on another desk.
describe('given a position of 10 with a stop', () => {
	it('when a target sells a part, then the stop is for the rest at once', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { target: '110', stopLeg: '95' });
		desk.fill('e');
		desk.fill('r.e.target', '6', '110');
		expect(desk.open()).toEqual(['r.e.stop accepted 4', 'r.e.target partially_filled 4']);
	});

	it('when more is bought with a stop of its own, then each stop is for its own part', () => {
		const desk = createOrderDesk({ allowAdding: true });
		desk.mark('100');
		desk.order('a', { stopLeg: '95' });
		desk.fill('a');
		desk.order('b', { quantity: '5', stopLeg: '97' });
		desk.fill('b');
		expect(desk.open()).toEqual(['r.a.stop accepted 10', 'r.b.stop accepted 5']);
		desk.fill('r.b.stop', undefined, '97');
		expect([desk.open(), desk.held()]).toEqual([['r.a.stop accepted 10'], '10']);
	});

	it('when the position grows by a decision, then its one trigger moves and there are not two', () => {
		const desk = createQuoteDesk({ allowAdding: true });
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		const size = { by: 'quantity', quantity: quantity('5') } as const;
		desk.take(createDecision({ id: 'more', size, levels: createLevels({ stopLoss: '97' }) }));
		desk.quote('100');
		expect(desk.quote('96').filter((line) => line.startsWith('fired'))).toEqual([
			'fired d.buy.stop_loss at 97'
		]);
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});
});

describe('given an entry that has filled in part', () => {
	it('when its exit is sent in the same moment, then it is no order that would increase', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		expect(desk.open()).toEqual(['r.e partially_filled 6', 'r.e.stop accepted 4']);
		expect(desk.events.some(({ type }) => type === 'OrderDenied')).toBe(false);
	});

	it('when its stop fires, then what it bought is sold, and it buys no more', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		desk.fill('r.e.stop', '2', '95');
		expect(desk.open()).toEqual(['r.e.stop partially_filled 2']);
		desk.fill('r.e.stop', undefined, '94');
		expect([desk.open(), desk.held(), imbalance(desk.state)]).toEqual([[], '0', 0n]);
	});

	it('when a late fill comes after its cancel, then that is guarded too', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		desk.cancel('e');
		desk.fill('e', '1');
		expect([desk.open(), desk.held()]).toEqual([['r.e.stop accepted 5'], '5']);
	});

	it('when a fill is told twice, then it is counted once', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '4');
		const fill = desk.events.find((event) => event.type === 'OrderFilled');
		if (fill?.type === 'OrderFilled') desk.report(fill);
		expect([desk.open(), desk.held()]).toEqual([['r.e partially_filled 6', 'r.e.stop accepted 4'], '4']);
	});

	it('when the venue fills more than was asked for, then all of it is counted and guarded', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { stopLeg: '95' });
		desk.fill('e', '12');
		expect([desk.open(), desk.held(), imbalance(desk.state)]).toEqual([['r.e.stop accepted 12'], '12', 0n]);
	});

	it('when a fill arrives together with a replace, then both hold', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('e', { limit: '99' });
		desk.hold();
		desk.replace('e', { quantity: '12' });
		desk.fill('e', '5', '99');
		desk.release();
		expect([desk.open(), desk.held()]).toEqual([['r.e partially_filled 7'], '5']);
	});
});

describe('given a stop beyond the price already', () => {
	it('when it is sent, then it trades once and is not sent again', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		order(desk, 'e', { stopLeg: '101' });
		const lines = [...desk.quote('100'), ...desk.quote('100'), ...desk.quote('100')];
		expect(lines.filter((line) => line.startsWith('filled'))).toEqual([
			'filled ordered_by_hand 10 at 100',
			'filled stop_leg 10 at 100'
		]);
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});
});

describe('given a stop-limit whose limit the market jumps', () => {
	const jumped = () => {
		const desk = createQuoteDesk();
		desk.hold();
		order(desk, 'x', { side: 'sell', stop: '95', limit: '94' });
		expect(desk.quote('90')).toEqual(['OrderElected']);
		return desk;
	};

	it('when it comes back in time, then it trades at its limit or better', () => {
		const desk = jumped();
		expect(desk.quote('94.5')).toEqual(['filled ordered_by_hand 10 at 94.5']);
	});

	it('when it stays away, then it is said so and what is left goes at the market', () => {
		const desk = jumped();
		const lines: string[] = [];
		for (let second = 0; second < 14; second++) lines.push(...desk.quote('89'));
		expect(lines).toEqual([
			'CancelRequested',
			'made r.x.market for 10',
			'OrderSubmitted',
			'OrderCanceled',
			'OrderAccepted',
			'filled ordered_by_hand 10 at 89'
		]);
		expect(desk.events).toContainEqual(
			expect.objectContaining({ type: 'CancelRequested', orderId: 'r.x', reason: 'escalated' })
		);
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});

	it.each([0, 3, 30])(
		'with a patience of %i s, then it goes at the market after that',
		(escalationSeconds) => {
			const desk = createQuoteDesk({ escalationSeconds });
			desk.hold();
			order(desk, 'x', { side: 'sell', stop: '95', limit: '94' });
			const lines = [desk.quote('90')];
			while (lines.length <= escalationSeconds + 1) lines.push(desk.quote('89'));
			expect(lines.findIndex((told) => told.includes('CancelRequested'))).toBe(escalationSeconds);
			expect(held(desk)).toBe('0');
		}
	);

	it('when it stays away bar after bar, then what is left goes at the open of the next', () => {
		const { desk, venue, state } = createBarDesk();
		const events = (index: number, prices: string) => {
			const before = desk.heard.length;
			runBar(desk, 'XYZ', createBar(prices, index));
			return desk.heard.slice(before).map(({ type }) => type);
		};
		const submit = (request: string, given: PlainOrder, at: number) =>
			runTurn(desk, { type: 'SubmitOrder', at, request, order: readOrder({ timeInForce: 'gtc', ...given }) });
		markPrice(state.market, indexOf(state.market, 'XYZ'), 100e9, minuteAt(0));
		submit('e', {}, minuteAt(0));
		events(0, '100 100 100 100');
		submit('x', { side: 'sell', stop: '95', limit: '94' }, minuteAt(1));
		expect(events(1, '90 91 88 89')).toEqual(['OrderElected']);
		expect(isQuiet(desk, 'XYZ', indexOf(state.market, 'XYZ'), 89e9, 90e9)).toBe(false);
		expect(events(2, '89 90 87 88')).toContain('CancelRequested');
		expect(events(3, '88 88 87 87')).toContain('OrderFilled');
		expect([state.book.positionBySymbol.size, venue.nextEnd()]).toEqual([0, Infinity]);
	});

	it('when it is the leg of an entry, then its target goes with it', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		order(desk, 'e', { target: '120', stopLeg: '95', stopLimitLeg: '94' });
		desk.quote('100');
		for (let second = 0; second < 14; second++) desk.quote('89');
		expect([held(desk), open(desk), desk.state.book.groupsBySymbol.size]).toEqual(['0', [], 0]);
	});
});

describe('given a resting target for all that is held', () => {
	it('when the price falls to the trigger below, then that fires and the target is taken back', () => {
		const desk = createQuoteDesk();
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		order(desk, 'x', { side: 'sell', limit: '110' });
		expect(desk.quote('94')).toContain('filled stop_loss 10 at 94');
		expect([held(desk), open(desk)]).toEqual(['0', []]);
	});
});

describe('given a holding to the ninth decimal', () => {
	it('when it is closed, then nothing is left of it', () => {
		const desk = createQuoteDesk();
		desk.quote('100', 'BTC');
		order(desk, 'e', { symbol: 'BTC', quantity: '0.123456789', stopLeg: '95' });
		desk.quote('100', 'BTC');
		expect(open(desk)).toEqual(['r.e.stop 0.123456789']);
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'BTC', quantity: quantity('0.123456788') });
		desk.quote('101', 'BTC');
		expect([held(desk, 'BTC'), open(desk)]).toEqual(['0.000000001', ['r.e.stop 0.000000001']]);
		desk.ask({ type: 'ClosePosition', request: 'd', symbol: 'BTC', quantity: null });
		desk.quote('101', 'BTC');
		expect([desk.state.book.positionBySymbol.size, open(desk)]).toEqual([0, []]);
	});
});

import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { triggersOf } from '../../../src/lib/domain/trigger.ts';
import { endsDueAt } from '../../../src/lib/engine/brokerEnds.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import { protectionOf } from '../../../src/lib/engine/state.ts';
import { runTurn } from '../../../src/lib/engine/turn.ts';
import { price, ratio, sessionOpen } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk, type PlainOrder } from '../../support/orderDesk.ts';

/** A desk whose book stands for an account, with XYZ at 100. */
function account(): OrderDesk {
	const desk = createOrderDesk();
	desk.state.book.broker = { ...createBrokerState(), routing: 'paper', standing: 'equal' };
	desk.mark('100');
	desk.mark('100', 'BTC');
	return desk;
}

const armed = ({ state }: OrderDesk) =>
	triggersOf(protectionOf(state.book, 'XYZ')).map((trigger) =>
		trigger.kind === 'trailing_stop'
			? [trigger.kind, trigger.fractions[0]?.value]
			: [trigger.kind, trigger.levels[0]?.value]
	);

describe('exits that come with an entry in an account’s book', () => {
	it.each<[string, PlainOrder, unknown[]]>([
		[
			'both of a bracket',
			{ target: '110', stopLeg: '95' },
			[
				['stop_loss', price('95')],
				['take_profit', price('110')]
			]
		],
		['a target alone', { target: '110' }, [['take_profit', price('110')]]],
		['a stop alone', { stopLeg: '95' }, [['stop_loss', price('95')]]],
		['a trail by a fraction', { trailLeg: '5%' }, [['trailing_stop', ratio('0.05')]]]
	])('become triggers when it fills: %s', (_, given, triggers) => {
		const desk = account();
		desk.order('a', given);
		expect(armed(desk)).toEqual([]);
		desk.fill('a');
		expect([armed(desk), desk.open()]).toEqual([triggers, []]);
	});

	it.each<[string, PlainOrder, string]>([
		['a stop-limit', { stopLeg: '95', stopLimitLeg: '94' }, 'stop_limit_not_guarded'],
		['a trail by an amount', { trailLeg: '5' }, 'trail_not_guarded']
	])('are refused by name where the desk has no such trigger: %s', (_, given, reason) => {
		const desk = account();
		desk.order('a', given);
		expect([desk.why(), desk.open()]).toEqual([reason, []]);
	});

	it('stay orders in a book with a venue of its own', () => {
		const desk = createOrderDesk();
		desk.mark('100');
		desk.order('a', { target: '110', stopLeg: '95' });
		desk.fill('a');
		expect([armed(desk), desk.open()]).toEqual([[], ['r.a.stop accepted 10', 'r.a.target accepted 10']]);
	});
});

it('two exits together are refused by name, and each alone rests as an order', () => {
	const desk = account();
	desk.order('a');
	desk.fill('a');
	desk.order('x', { side: 'sell', limit: '110', otherStop: '95' });
	expect([desk.why(), desk.open()]).toEqual(['exits_not_together', []]);
	desk.order('y', { side: 'sell', stop: '95', timeInForce: 'gtc' });
	expect(desk.open()).toEqual(['r.y accepted 10']);
});

describe('an order of an account’s book whose own end comes', () => {
	const end = sessionOpen + 60_000;
	const gtd = { limit: '90', timeInForce: 'gtd', expiresAt: end } as const;

	it('is taken back at its date, and has expired once the broker says it is over', () => {
		const desk = account();
		desk.order('a', gtd);
		expect(endsDueAt(desk.state, 0)).toBe(end);
		runTurn(desk.desk, { type: 'EndsDue', at: end - 1 });
		expect(desk.open()).toEqual(['r.a accepted 10']);
		runTurn(desk.desk, { type: 'EndsDue', at: end });
		expect(desk.events.slice(-2)).toMatchObject([
			{ type: 'CancelRequested', reason: 'expires_at' },
			{ type: 'OrderExpired', reason: 'expires_at' }
		]);
		expect(endsDueAt(desk.state, end)).toBe(Infinity);
	});

	it('is asked for again after five seconds when the broker refused, and at once after a start that comes later', () => {
		const desk = account();
		desk.order('a', gtd);
		desk.hold();
		desk.refuse(true);
		runTurn(desk.desk, { type: 'EndsDue', at: end });
		expect(endsDueAt(desk.state, end)).toBe(Infinity);
		desk.release();
		expect(endsDueAt(desk.state, end)).toBe(end + 5000);
		expect(endsDueAt(desk.state, end + 60_000)).toBe(end + 60_000);
	});

	it('is left to the broker when it is a day order of shares, and not when it is one of coins', () => {
		const desk = account();
		desk.order('a', { limit: '90' });
		expect(endsDueAt(desk.state, 0)).toBe(Infinity);
		desk.order('b', { symbol: 'BTC', quantity: '1', limit: '90' });
		expect(endsDueAt(desk.state, 0)).toBe(
			desk.state.book.orders.get('r.b' as ClientOrderId)?.intent.ends?.at
		);
	});

	it('is left alone in a dry run, and in a book whose venue ends it', () => {
		const desk = account();
		desk.order('a', gtd);
		const { broker } = desk.state.book;
		desk.state.book.broker = { ...createBrokerState(), routing: 'dry_run' };
		expect(endsDueAt(desk.state, 0)).toBe(Infinity);
		desk.state.book.broker = null;
		expect(endsDueAt(desk.state, 0)).toBe(Infinity);
		expect(broker?.routing).toBe('paper');
	});

	it('is canceled by hand where a person was first', () => {
		const desk = account();
		desk.order('a', gtd);
		desk.cancel('a');
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderCanceled', reason: 'by_hand' });
	});
});

describe('a market order with a part of a share', () => {
	const lifeOf = ({ events }: OrderDesk) => {
		const made = events.findLast((event) => event.type === 'OrderInitialized');
		return made?.type === 'OrderInitialized' ? [made.intent.timeInForce, made.intent.ends?.reason] : [];
	};

	it('of an account’s book is put on record for the day, as its broker takes it, and whole shares as they are', () => {
		const desk = account();
		desk.order('a', { quantity: '2.5', timeInForce: 'gtc' });
		expect(lifeOf(desk)).toEqual(['day', 'session_close']);
		desk.fill('a');
		desk.close('2');
		expect(lifeOf(desk)).toEqual(['gtc', undefined]);
		desk.fill('close1');
		desk.close();
		expect(lifeOf(desk)).toEqual(['day', 'session_close']);
		expect(desk.open()).toEqual(['r.close2 accepted 0.5']);
	});

	it('stays as it is in a book with a venue of its own, and so does one of coins', () => {
		const own = createOrderDesk();
		own.mark('100');
		own.order('a', { quantity: '2.5', timeInForce: 'gtc' });
		expect(lifeOf(own)).toEqual(['gtc', undefined]);
		const coins = account();
		coins.mark('100', 'BTC');
		coins.order('a', { symbol: 'BTC', quantity: '0.5', timeInForce: 'gtc' });
		expect(lifeOf(coins)).toEqual(['gtc', undefined]);
	});
});

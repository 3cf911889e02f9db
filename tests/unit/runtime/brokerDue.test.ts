import { describe, expect, it } from 'vitest';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { createBrokerState } from '../../../src/lib/engine/brokerState.ts';
import { runQuote, runTurn } from '../../../src/lib/engine/turn.ts';
import { createMarketRun } from '../../../src/lib/runtime/marketRun.ts';
import { accountSource } from '../../support/accountDesk.ts';
import { price, sessionClose } from '../../support/deskBuilders.ts';
import { createOrderDesk, type OrderDesk } from '../../support/orderDesk.ts';
import { createScriptedSource, quoteStep } from '../../support/scriptedSource.ts';

/** A desk of an account on paper, whose market has no price before the close. */
function open() {
	const desk = createOrderDesk();
	desk.state.book.broker = { ...createBrokerState(), routing: 'paper', standing: 'equal' };
	desk.mark('100');
	const start = () =>
		createMarketRun({
			desk: desk.desk,
			source: createScriptedSource([quoteStep(sessionClose, '94 94 94')]),
			...{ clockAt: desk.now(), beginInput: () => undefined, columns: {} }
		});
	return { desk, start };
}

type Run = ReturnType<ReturnType<typeof open>['start']>;

/** Takes what is due up to an instant; gives the instants that there were. */
function runTo(run: Run, until: number): readonly number[] {
	const taken: number[] = [];
	while (run.nextAt() <= until && taken.length < 20) taken.push(run.takeInstant());
	return taken;
}

const first = 't.r.a.stop_loss' as ClientOrderId;

/** 10 XYZ whose stop has fired, and whose exit was rejected; gives until when its trigger pauses. */
function rejected(desk: OrderDesk): number {
	desk.order('a');
	desk.fill('a');
	runTurn(desk.desk, {
		...{ type: 'ChangeProtection', at: desk.now(), request: 'guard', symbol: 'XYZ' },
		change: { stopLoss: price('95') }
	});
	desk.hold();
	const units = Number(price('94'));
	runQuote(desk.desk, 'XYZ', 0, { at: desk.now(), bid: units, ask: units, last: units });
	desk.report({ type: 'OrderRejected', orderId: first, at: desk.now(), reason: 'quantity_held' });
	return desk.state.book.failedExits.get('XYZ')?.until ?? NaN;
}

describe('the pause of triggers after an exit that failed', () => {
	const again = ['t.r.a.stop_loss.2 submitted 10'];

	it('is over at its instant, though no price comes', () => {
		const { desk, start } = open();
		const until = rejected(desk);
		const run = start();
		runTo(run, until - 1);
		expect(desk.open()).toEqual([]);
		expect(runTo(run, until)).toEqual([until]);
		expect(desk.open()).toEqual(again);
	});

	it('is over when somebody looks again where the clock went past it, and once', () => {
		const { desk, start } = open();
		const until = rejected(desk);
		const run = start();
		run.passTo(until + 5000);
		expect(run.nextAt()).toBe(until + 5000);
		runTo(run, until + 9000);
		expect(desk.open()).toEqual(again);
		expect(desk.events.filter(({ type }) => type === 'TriggerFired')).toHaveLength(2);
	});

	it('is over after a restart that came later', () => {
		const { desk, start } = open();
		const until = rejected(desk);
		desk.order('late', { symbol: 'ABC' });
		for (let second = 0; second < 20; second++) desk.cancel('nobody');
		expect(desk.now()).toBeGreaterThan(until);
		runTo(start(), desk.now());
		expect(desk.open()).toContain(again[0]);
	});

	it('fires nothing on a price that is too old by then: the next one will', () => {
		const { desk, start } = open();
		rejected(desk);
		desk.state.book.source = accountSource;
		const run = start();
		runTo(run, desk.now() + 600_000);
		expect(desk.open()).toEqual(again);
		const old = open();
		const until = rejected(old.desk);
		old.desk.state.book.source = accountSource;
		old.desk.state.market.lastAt[0] = until - 24 * 3_600_000;
		runTo(old.start(), until + 600_000);
		expect(old.desk.open()).toEqual([]);
	});
});

describe('the end of an order that its broker does not know', () => {
	const endsAt = sessionClose - 3_600_000;

	it('is asked for at its instant, and again while the broker refuses', () => {
		const { desk, start } = open();
		desk.order('x', { limit: '90', timeInForce: 'gtd', expiresAt: endsAt });
		desk.refuse(true);
		const run = start();
		runTo(run, endsAt - 1);
		expect(desk.open()).toEqual(['r.x accepted 10']);
		runTo(run, endsAt + 12_000);
		const asked = desk.events.flatMap((event) =>
			event.type === 'CancelRequested' ? [event.at - endsAt] : []
		);
		expect(asked).toEqual([0, 5000, 10_000]);
		desk.refuse(false);
		runTo(run, endsAt + 15_000);
		expect(desk.open()).toEqual([]);
		expect(desk.events.at(-1)).toMatchObject({ type: 'OrderExpired', reason: 'expires_at' });
	});

	it('is asked for when somebody looks again where the clock went past it', () => {
		const { desk, start } = open();
		desk.order('x', { limit: '90', timeInForce: 'gtd', expiresAt: endsAt });
		const run = start();
		run.passTo(endsAt + 60_000);
		runTo(run, endsAt + 60_000);
		expect(desk.open()).toEqual([]);
	});
});

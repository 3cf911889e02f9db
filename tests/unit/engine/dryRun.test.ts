import { describe, expect, it } from 'vitest';
import type { BookEvent } from '../../../src/lib/domain/events.ts';
import { isWarning, type CheckResult } from '../../../src/lib/domain/risk.ts';
import { triggersOf } from '../../../src/lib/domain/trigger.ts';
import { eventToSentence } from '../../../src/lib/contract/sentences.ts';
import { protectionOf } from '../../../src/lib/engine/state.ts';
import { sweepDueAt } from '../../../src/lib/engine/sweep.ts';
import { runQuote, runTurn } from '../../../src/lib/engine/turn.ts';
import { createDecision, price } from '../../support/deskBuilders.ts';
import { createAccountDesk, type AccountDesk } from '../../support/accountDesk.ts';

const typesOf = (events: readonly BookEvent[]) => events.map(({ type }) => type);
const last = <Type extends BookEvent['type']>({ events }: AccountDesk, type: Type) =>
	events.findLast((event): event is Extract<BookEvent, { type: Type }> => event.type === type);
const checksOf = (desk: AccountDesk): readonly CheckResult[] =>
	last(desk, 'OrderInitialized')?.verdict.checks ?? [];
const checkOf = (desk: AccountDesk, name: string) => checksOf(desk).find(({ check }) => check === name);

/** 10 XYZ bought on paper with book and account equal, and routing as given since. */
function held(routing: 'dry_run' | 'exits_only' | 'paper', given = {}): AccountDesk {
	const desk = createAccountDesk();
	desk.mark('100');
	desk.route('paper');
	equal(desk);
	desk.order('a', given);
	desk.fill('a');
	if (routing !== 'paper') desk.route(routing);
	return desk;
}

function equal({ state }: AccountDesk): void {
	if (state.book.broker !== null) state.book.broker.standing = 'equal';
}

const quote = (desk: AccountDesk, text: string) => {
	const units = Number(price(text));
	const at = desk.now() + 1;
	runQuote(desk.desk, 'XYZ', 0, { at, bid: units, ask: units, last: units });
};
const guard = (desk: AccountDesk, stopLoss: string) =>
	runTurn(desk.desk, {
		...{ type: 'ChangeProtection', at: desk.now(), request: 'guard', symbol: 'XYZ' },
		change: { stopLoss: price(stopLoss) }
	});
const guards = (desk: AccountDesk) => triggersOf(protectionOf(desk.state.book, 'XYZ')).map(({ id }) => id);

describe('in a dry run', () => {
	it('an order is sized, reviewed and kept, ends as one that was not sent, and says so', () => {
		const desk = createAccountDesk();
		desk.mark('100');
		desk.order('a');
		expect(typesOf(desk.events.slice(-3))).toEqual(['OrderRequested', 'OrderInitialized', 'OrderDenied']);
		expect(last(desk, 'OrderInitialized')?.verdict.approved).toBe(true);
		expect([desk.why(), desk.open(), desk.state.book.entryReserve]).toEqual(['dry_run', [], 0n]);
		const denied = last(desk, 'OrderDenied');
		expect(denied === undefined ? '' : eventToSentence(denied).text).toBe(
			'Dry run, r.a: sized and reviewed, not sent. Every check passed.'
		);
		expect(checksOf(desk).map(({ check }) => check)).not.toContain('routing');
	});

	it('what would be denied says both', () => {
		const desk = createAccountDesk();
		desk.mark('100');
		desk.order('a', { quantity: '1000' });
		expect(desk.why()).toMatch(/insufficient_cash dry_run$/);
		const denied = last(desk, 'OrderDenied');
		expect(denied === undefined ? '' : eventToSentence(denied).text).toMatch(
			/^Dry run, r\.a: .* It would have been denied/
		);
	});

	it.each([
		['a close', (desk: AccountDesk) => desk.close()],
		['an exit by hand', (desk: AccountDesk) => desk.order('x', { side: 'sell' })],
		[
			'a decision against it',
			(desk: AccountDesk) =>
				runTurn(desk.desk, {
					...{ type: 'TakeDecision', at: desk.now() },
					decision: createDecision({ action: 'SELL', at: desk.now() })
				})
		]
	])('%s is not sent', (_, act) => {
		const desk = held('dry_run');
		act(desk);
		expect([desk.why(), desk.open(), desk.held()]).toEqual(['dry_run', [], '10']);
	});

	it('neither a cancel nor a replace goes out, and the order stays as it is', () => {
		const desk = held('paper');
		desk.order('b', { limit: '90' });
		desk.route('dry_run');
		const before = desk.open();
		desk.cancel('b');
		expect(desk.why()).toBe('dry_run');
		desk.replace('b', { limit: '91' });
		expect(desk.why()).toBe('dry_run');
		runTurn(desk.desk, { type: 'CancelOrders', at: desk.now(), request: 'all', filter: {} });
		expect([desk.why(), desk.open()]).toEqual(['dry_run', before]);
	});

	it('a trigger that fires says once what it would have sent, and guards again once orders go out', () => {
		const desk = held('dry_run');
		guard(desk, '95');
		expect(guards(desk)).toEqual(['r.a.stop_loss']);
		quote(desk, '94');
		quote(desk, '93');
		expect(desk.events.filter(({ type }) => type === 'TriggerFired')).toHaveLength(1);
		expect([desk.why(), desk.held(), guards(desk)]).toEqual(['dry_run', '10', []]);
		quote(desk, '100');
		desk.route('exits_only');
		expect(guards(desk)).toEqual(['r.a.stop_loss.2']);
		quote(desk, '94');
		expect(desk.open()).toEqual(['t.r.a.stop_loss.2 accepted 10']);
	});

	it('what fired does not guard another position, nor beside what guards by then', () => {
		const desk = held('dry_run');
		guard(desk, '95');
		quote(desk, '94');
		quote(desk, '100');
		guard(desk, '90');
		desk.route('paper');
		expect(triggersOf(protectionOf(desk.state.book, 'XYZ'))).toMatchObject([
			{ levels: [{ value: price('90') }] }
		]);
		desk.route('dry_run');
		quote(desk, '89');
		quote(desk, '100');
		desk.state.book.broker?.firedDry.forEach((fired) => expect(fired).toHaveLength(1));
		desk.route('paper');
		desk.close();
		desk.fill('close1');
		desk.order('z');
		desk.fill('z');
		desk.route('dry_run');
		desk.route('paper');
		expect(guards(desk)).toEqual([]);
	});

	it('exits that rest follow nothing, and follow once orders go out', () => {
		const desk = held('paper');
		desk.order('x', { side: 'sell', quantity: '6', limit: '120' });
		desk.order('z', { side: 'sell', quantity: '4', limit: '121' });
		desk.cancel('z');
		desk.order('w', { side: 'sell', quantity: '4', limit: '122' });
		const both = ['r.x accepted 6', 'r.w accepted 4'];
		expect(desk.open()).toEqual(both);
		desk.route('dry_run');
		desk.fill('z');
		expect([desk.held(), desk.open()]).toEqual(['6', both]);
		desk.route('paper');
		expect(desk.open()).toEqual(['r.x accepted 6']);
	});

	it('a flatten shows what it would close, says that nothing is sent, and is over', () => {
		const desk = held('paper');
		desk.order('b', { limit: '80' });
		desk.route('dry_run');
		runTurn(desk.desk, { type: 'Halt', at: desk.now(), level: 'flatten', by: 'switch', reason: '' });
		expect(last(desk, 'SweepEnded')).toMatchObject({
			outcome: 'gave_up',
			rest: { orders: [{ because: 'dry_run' }], positions: [{ because: 'dry_run' }] }
		});
		expect(desk.why()).toBe('dry_run');
		expect(sweepDueAt(desk.state, desk.now())).toBe(Infinity);
		const ended = last(desk, 'SweepEnded');
		expect(ended === undefined ? '' : eventToSentence(ended).text).toContain('dry run: nothing is sent');
	});
});

describe('where exits alone go out', () => {
	it('an entry is denied as not armed, with what it measured', () => {
		const desk = held('exits_only');
		desk.order('b');
		expect([desk.why(), checkOf(desk, 'routing')]).toMatchObject([
			'not_armed',
			{ passed: false, measured: 'exits_only', limit: 'paper' }
		]);
	});

	it('closes, fired triggers, cancels and replaces of exits pass', () => {
		const desk = held('exits_only');
		guard(desk, '95');
		desk.order('x', { side: 'sell', quantity: '4', limit: '120' });
		desk.replace('x', { limit: '121' });
		expect(desk.events.at(-1)?.type).toBe('OrderReplaced');
		desk.cancel('x');
		expect(desk.open()).toEqual([]);
		quote(desk, '94');
		expect(desk.open()).toEqual(['t.r.a.stop_loss accepted 10']);
	});

	it('what opens the other way and a replace of an entry are denied', () => {
		const desk = createAccountDesk({ allowShort: true });
		desk.mark('100');
		desk.route('paper');
		equal(desk);
		desk.order('a');
		desk.fill('a');
		desk.order('b', { limit: '80' });
		desk.route('exits_only');
		desk.replace('b', { limit: '81' });
		expect(desk.why()).toBe('not_armed');
		desk.cancel('b');
		desk.order('x', { side: 'sell', quantity: '15' });
		expect(desk.why()).toBe('not_armed');
	});
});

describe('on paper', () => {
	it.each(['unread', 'different'] as const)(
		'an entry is denied while book and account are %s',
		(standing) => {
			const desk = held('paper');
			if (desk.state.book.broker !== null) desk.state.book.broker.standing = standing;
			desk.order('b', { limit: '90' });
			expect([desk.why(), checkOf(desk, 'standing')]).toMatchObject([
				'not_reconciled',
				{ measured: standing, limit: 'equal' }
			]);
			desk.order('x', { side: 'sell' });
			expect(desk.open()).toEqual(['r.x accepted 10']);
			expect(
				checksOf(desk)
					.filter(isWarning)
					.map(({ check }) => check)
			).toContain('standing');
		}
	);

	it('an entry is denied while it is not known what became of an order, an exit carries it as a warning', () => {
		const desk = held('paper');
		desk.state.book.broker?.unknown.add('r.a' as never);
		desk.order('b', { limit: '90' });
		expect([desk.why(), checkOf(desk, 'unknownOutcomes')]).toMatchObject([
			'outcome_unknown',
			{ measured: 1, limit: 0 }
		]);
		desk.close();
		expect(desk.open()).toHaveLength(1);
		expect(
			checksOf(desk)
				.filter(isWarning)
				.map(({ check }) => check)
		).toEqual(['unknownOutcomes']);
	});

	it('equal and armed, an entry goes out', () => {
		const desk = held('paper');
		expect(
			checksOf(desk).filter(({ check }) => ['routing', 'standing', 'unknownOutcomes'].includes(check))
		).toMatchObject([{ passed: true }, { passed: true }, { passed: true }]);
	});
});

it('a book of no account makes none of these checks', () => {
	const desk = createAccountDesk();
	desk.state.book.broker = null;
	desk.mark('100');
	desk.order('a');
	expect(checksOf(desk).map(({ check }) => check)).not.toContain('standing');
	expect(desk.open()).toEqual(['r.a accepted 10']);
});

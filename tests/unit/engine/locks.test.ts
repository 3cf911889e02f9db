import { describe, expect, it } from 'vitest';
import { holdsAt, textToLock } from '../../../src/lib/domain/locks.ts';
import { createDecision, createLevels, quantity } from '../../support/deskBuilders.ts';
import {
	askOrder,
	deskWith,
	guard,
	lastLock,
	reasonsOf,
	review,
	second,
	set,
	stopOut
} from '../../support/lockDesk.ts';

describe('while a lock holds', () => {
	it('entries of its symbol are denied with what locks them and for how long, until the instant it ends', () => {
		const desk = deskWith({ ...guard, stopGuardScope: 'symbol' });
		stopOut(desk);
		const { endsAt } = lastLock(desk);
		const found = review(desk);
		expect(found).toMatchObject({ passed: false, reason: 'locked', measured: 119, limit: 0 });
		expect(textToLock(found?.of ?? '')).toMatchObject({
			...{ by: 'stopGuard', symbol: 'XYZ', endsAt, measured: 1, limit: 1, windowSeconds: 600 }
		});
		expect(reasonsOf(desk)).toEqual(['locked']);
		desk.quote('50', 'ABC');
		expect(review(desk, 'ABC')).toMatchObject({ passed: true, measured: 0, of: '' });
		desk.askAt({ type: 'SetSignalOnly', isOn: true, by: 'console' }, (endsAt ?? 0) - second - 1);
		expect(review(desk)).toMatchObject({ passed: false, measured: 0.001 });
		desk.askAt({ type: 'SetSignalOnly', isOn: false, by: 'console' }, (endsAt ?? 0) - second);
		expect(review(desk)).toMatchObject({ passed: true, measured: 0 });
		desk.askAt({ type: 'SetSignalOnly', isOn: true, by: 'console' }, (endsAt ?? 0) + 3600 * second);
		expect(review(desk)).toMatchObject({ passed: true });
		expect(desk.events.filter(({ type }) => type === 'LockLifted' || type === 'LockSet')).toHaveLength(1);
	});

	it('one of all symbols denies every symbol, and shorts as well', () => {
		const desk = deskWith(guard);
		stopOut(desk);
		desk.quote('50', 'ABC');
		expect(review(desk, 'ABC')?.passed).toBe(false);
		expect(review(desk, 'ABC', 'sell')?.passed).toBe(false);
		expect(review(desk, 'XYZ', 'sell')?.passed).toBe(false);
	});

	it('exits pass: by hand, by their stops, by a decision and by the kill switch', () => {
		const desk = deskWith({ cooldownSeconds: 10_000, cooldownScope: 'all' });
		const lock = () =>
			desk.ask({ type: 'SetLock', request: 'l', symbol: null, endsAt: null, reason: 'news' });
		const lift = () => {
			for (const { number } of desk.state.book.locks)
				desk.ask({ type: 'LiftLock', request: 'u', number, reason: '' });
		};
		const exits: readonly (() => void)[] = [
			() => desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null }),
			() => desk.quote('94'),
			() => desk.take(createDecision({ id: 'sell', action: 'SELL', size: null, at: desk.now() + second })),
			() => desk.ask(askOrder('s', { side: 'sell' })),
			() => desk.ask({ type: 'Halt', level: 'flatten', by: 'switch', reason: '' })
		];
		for (const [index, exit] of exits.entries()) {
			lift();
			desk.hold({ id: `b${String(index)}`, levels: createLevels({ stopLoss: '95' }) });
			lock();
			exit();
			desk.quote('94');
			expect([index, desk.state.book.positionBySymbol.size]).toEqual([index, 0]);
		}
	});

	it('what goes through zero is denied as a whole, and what was open before stays open', () => {
		const desk = deskWith({});
		desk.hold();
		desk.ask(askOrder('rests', { quantity: '1', limit: '90' }));
		desk.ask({ type: 'SetLock', request: 'l', symbol: 'XYZ', endsAt: null, reason: 'news' });
		desk.ask({ type: 'CancelOrders', request: 'x', filter: { side: 'sell' } });
		expect(desk.state.book.entriesBySymbol.get('XYZ')).toHaveLength(1);
		desk.quote('89');
		expect(desk.state.book.positionBySymbol.get('XYZ')?.quantity).toBe(quantity('11'));
		desk.ask(askOrder('flip', { side: 'sell', quantity: '15' }));
		expect(reasonsOf(desk)).toEqual(['locked']);
	});

	it('of several the one that holds longest speaks', () => {
		const desk = deskWith({ ...guard, cooldownSeconds: 30 });
		stopOut(desk);
		expect(set(desk)).toEqual(['stopGuard all', 'cooldown XYZ']);
		expect(review(desk)?.of).toMatch(/^stopGuard\|\*\|/);
		desk.ask({ type: 'SetLock', request: 'l', symbol: 'XYZ', endsAt: null, reason: 'news' });
		expect(review(desk)).toMatchObject({ passed: false, measured: null, of: 'person|XYZ||||' });
	});

	it('the check is not made where no rule is on and nothing is locked', () => {
		const desk = deskWith({});
		desk.quote('100');
		expect(review(desk)).toBeUndefined();
		desk.ask({ type: 'SetLock', request: 'l', symbol: 'ABC', endsAt: null, reason: 'news' });
		expect(review(desk)).toBeUndefined();
	});
});

describe('a lock by hand', () => {
	it('is set with its reason and end, in the place of the one before, and lifted by its number', () => {
		const desk = deskWith({});
		desk.quote('100');
		const lock = (symbol: string | null, endsAt: number | null, reason: string) =>
			desk.ask({ type: 'SetLock', request: reason, symbol, endsAt, reason });
		const ends = desk.now() + 60 * second;
		expect(lock('XYZ', ends, 'one')).toEqual(['LockSet']);
		expect(lock('XYZ', null, 'two')).toEqual(['LockSet']);
		expect(lock(null, ends, 'three')).toEqual(['LockSet']);
		expect(desk.state.book.locks.map(({ number, reason }) => `${String(number)} ${reason}`)).toEqual([
			...['2 two', '3 three']
		]);
		expect(desk.ask({ type: 'LiftLock', request: 'u', number: 2, reason: 'over' })).toEqual(['LockLifted']);
		expect(desk.events.at(-1)).toMatchObject({ reason: 'over', lock: { number: 2, symbol: 'XYZ' } });
		expect(review(desk)?.of).toMatch(/^person\|\*\|/);
		desk.ask({ type: 'LiftLock', request: 'u', number: 3, reason: '' });
		expect(review(desk)).toBeUndefined();
	});

	it('that cannot be is refused, and changes nothing', () => {
		const desk = deskWith({});
		desk.quote('100');
		const lift = (number: number) => desk.ask({ type: 'LiftLock', request: 'u', number, reason: '' });
		const lock = (symbol: string, endsAt: number) =>
			desk.ask({ type: 'SetLock', request: 'l', symbol, endsAt, reason: 'x' });
		expect(lock('NONE', Infinity)).toEqual(['refused SetLock of NONE: unknown_symbol']);
		expect(lock('XYZ', desk.now() + second)).toEqual(['refused SetLock of XYZ: ends_before']);
		expect(lift(1)).toEqual(['refused LiftLock of 1: no_such_lock']);
		expect([desk.state.book.locks, desk.state.book.locksSet]).toEqual([[], 0]);
		expect(lock('XYZ', desk.now() + second + 1)).toEqual(['LockSet']);
		expect(lift(1)).toEqual(['refused LiftLock of 1: no_such_lock']);
	});
});

describe('a lock by a rule', () => {
	it('that is lifted can come again with the next trade that ends', () => {
		const desk = deskWith({ ...guard, stopGuardStops: 2 });
		stopOut(desk);
		stopOut(desk);
		expect(set(desk)).toEqual(['stopGuard all']);
		desk.ask({ type: 'LiftLock', request: 'u', number: 1, reason: 'seen' });
		expect(review(desk)?.passed).toBe(true);
		desk.quote('94');
		desk.ask({ type: 'ClosePosition', request: 'c', symbol: 'XYZ', quantity: null });
		desk.quote('94');
		stopOut(desk);
		expect(lastLock(desk)).toMatchObject({ number: 2, measured: 3 });
	});

	it('is set anew by a further trade that leads to a later end, and has one number more', () => {
		const desk = deskWith({ ...guard });
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		desk.quote('50', 'ABC');
		const size = { by: 'quantity', quantity: quantity('1') } as const;
		desk.take(createDecision({ id: 'abc', symbol: 'ABC', size, levels: createLevels({ stopLoss: '45' }) }));
		desk.quote('50', 'ABC');
		desk.quote('94');
		const first = lastLock(desk);
		desk.quote('44', 'ABC');
		expect(lastLock(desk)).toMatchObject({ number: 2, measured: 2, endsAt: (first.endsAt ?? 0) + second });
		expect(desk.state.book.locks.map(({ number }) => number)).toEqual([2]);
	});

	it('is not set where its own holds as long already', () => {
		const desk = deskWith({ ...guard, stopGuardLockSeconds: 3600 });
		desk.hold({ levels: createLevels({ stopLoss: '95' }) });
		desk.quote('50', 'ABC');
		const size = { by: 'quantity', quantity: quantity('1') } as const;
		desk.take(createDecision({ id: 'abc', symbol: 'ABC', size, levels: createLevels({ stopLoss: '45' }) }));
		desk.quote('50', 'ABC');
		desk.quote('94');
		desk.ask({
			...{ type: 'ChangeSettings', request: 's', reason: '' },
			changes: [{ key: 'locks.stopGuardLockSeconds', to: '5' }]
		});
		desk.quote('44', 'ABC');
		expect(desk.state.book.positionBySymbol.size).toBe(0);
		expect([set(desk), lastLock(desk).measured]).toEqual([['stopGuard all'], 1]);
	});

	it('does not look further back than its window, whatever the others look back at', () => {
		const desk = deskWith({ ...guard, stopGuardStops: 2, stopGuardWindowSeconds: 5 });
		stopOut(desk);
		for (let index = 0; index < 6; index++) desk.quote('100');
		stopOut(desk);
		expect([set(desk), desk.state.book.endedTrades.length]).toEqual([[], 1]);
	});
});

it('what has ended is forgotten when the next lock is set', () => {
	const desk = deskWith({ cooldownSeconds: 3 });
	stopOut(desk);
	for (let index = 0; index < 5; index++) desk.quote('100');
	expect(desk.state.book.locks.some((lock) => holdsAt(lock, desk.now()))).toBe(false);
	desk.ask({ type: 'SetLock', request: 'l', symbol: 'ABC', endsAt: null, reason: 'x' });
	expect(desk.state.book.locks.map(({ by }) => by)).toEqual(['person']);
	expect(desk.events.filter(({ type }) => type === 'LockLifted')).toEqual([]);
});

import { afterEach, describe, expect, it } from 'vitest';
import type { RiskView } from '../../../../src/lib/contract/riskView.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import {
	buy,
	closeSessions,
	priced,
	startSession,
	type TestSession
} from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const gaugeOf = ({ gauges }: RiskView, name: string) => gauges.find(({ check }) => check === name);

async function openDesk(changes: Readonly<Record<string, string>>): Promise<TestSession> {
	const desk = await startSession(openProfile());
	await desk.until(priced);
	await desk.get('changeSettings', { changes, request: 'limits' });
	return desk;
}

describe('what is left of every limit', () => {
	it('is told by symbol and sector, the nearest first, with what is off', async () => {
		const desk = await openDesk({ 'risk.maxPositionQuantity': '1000', 'risk.maxTradeNotional': '10 %' });
		const [one = '', other = ''] = (await desk.until(priced)).symbols;
		await buy(desk, one, 'one');
		await buy(desk, other, 'other');
		const view = await desk.get('risk', {});
		const quantities = gaugeOf(view, 'positionQuantity');
		expect(quantities?.lines.map(({ of }) => of).toSorted()).toEqual([one, other].toSorted());
		expect(quantities).toMatchObject({ count: 2, unknown: 0, group: 'Each position' });
		expect(quantities?.set).toEqual({ name: 'Max quantity held', text: '1000' });
		const shares = (quantities?.lines ?? []).map(({ measured }) => Number(measured));
		expect(shares).toEqual(shares.toSorted((a, b) => b - a));
		const total = gaugeOf(view, 'totalExposure')?.lines[0];
		const equity = Number((await desk.until(priced)).account.equity);
		expect(Number(total?.measured) / equity).toBeCloseTo(0.1, 1);
		expect(view.orderLimits).toContainEqual(
			expect.objectContaining({ key: 'risk.maxTradeNotional', text: '10 % of equity' })
		);
		expect(view.off).toContainEqual({ key: 'risk.maxLeverage', name: 'Max leverage', group: 'Exposure' });
		expect(view.off.map(({ key }) => key)).not.toContain('risk.maxPositionQuantity');
		expect(view.gauges.map(({ check }) => check)).not.toContain('leverage');
	});

	it('has a course by the snapshots of the day', async () => {
		const desk = await openDesk({ 'risk.maxOpenTrades': '7' });
		const [symbol = ''] = (await desk.until(priced)).symbols;
		await buy(desk, symbol, 'one');
		await desk.get('setClock', { speed: 1000 });
		const used = async () => {
			const course = await desk.get('riskCourse', {});
			return course.find(({ check }) => check === 'totalExposure')?.used ?? new Float64Array();
		};
		await expect.poll(async () => (await used()).some((share) => share > 0), { timeout: 60_000 }).toBe(true);
	});
});

describe('what was refused', () => {
	it('is told with the checks that failed and what would have passed, the newest first', async () => {
		const desk = await openDesk({ 'risk.maxPositionQuantity': '3' });
		const [symbol = ''] = (await desk.until(priced)).symbols;
		const ticket = { symbol, action: 'BUY', quantity: '6', stopLoss: '0.5' } as const;
		await desk.get('decide', { ticket, request: 'large' });
		await desk.get('decide', { ticket: { symbol, action: 'SELL' }, request: 'none' });
		const [first, second, ...rest] = await desk.get('refusals', {});
		expect(rest).toEqual([]);
		expect(first).toMatchObject({
			...{ title: `SELL ${symbol}`, orderId: null, failed: [], passes: null },
			text: 'Refused: nothing is held to close.'
		});
		expect(second).toMatchObject({ title: `Buy 6 ${symbol} at the market`, isSized: true, passes: '3' });
		expect(second?.failed).toMatchObject([
			{ check: 'positionQuantity', measured: '6', limit: '3', headroom: '-3' }
		]);
		expect(second?.text).toContain('3 shares would pass.');
		expect((await desk.get('story', { order: second?.orderId ?? '' })).type).toBe('story');
		expect(await desk.get('refusals', { limit: 1 })).toEqual([first]);
	});
});

describe('the locks', () => {
	it('are told with the limits, and when each was set and lifted', async () => {
		const desk = await openDesk({ 'risk.maxOpenTrades': '7' });
		const [symbol = ''] = (await desk.until(priced)).symbols;
		expect(await desk.get('riskHistory', {})).toEqual({ lines: [], isWhole: true });
		await desk.get('setLock', { symbol, reason: 'earnings', request: 'set' });
		const [lock] = (await desk.get('risk', {})).locks;
		expect(lock).toMatchObject({ symbol, endsAt: null, reason: 'earnings' });
		// What a person writes is no lock.
		const ticket = { symbol, action: 'HOLD', reason: 'a "LockSet" of mine' } as const;
		await desk.get('decide', { ticket, request: 'words' });
		await desk.get('liftLock', { number: lock?.number ?? 0, reason: 'over', request: 'lift' });
		const { lines } = await desk.get('riskHistory', {});
		expect(lines.map(({ type }) => type)).toEqual(['LockLifted', 'LockSet']);
		expect((await desk.get('riskHistory', { limit: 1 })).lines).toEqual([lines[0]]);
		expect((await desk.get('risk', {})).locks).toEqual([]);
	});
});

describe('the breakers', () => {
	it('are told with what they measure, and when each tripped and was reset', async () => {
		const desk = await openDesk({ 'risk.maxDayTrades': '1' });
		const breakerOf = ({ breakers }: RiskView) => breakers.find(({ name }) => name === 'dayTrades');
		expect(breakerOf(await desk.get('risk', {}))).toMatchObject({ measured: '0', limit: '1', tripped: null });
		expect(await desk.get('riskHistory', {})).toEqual({ lines: [], isWhole: true });
		const [symbol = ''] = (await desk.until(priced)).symbols;
		await buy(desk, symbol, 'one');
		await desk.until(({ tradingState }) => tradingState.breakers.length > 0);
		expect(breakerOf(await desk.get('risk', {}))?.tripped).toMatchObject({ measured: '1', limit: '1' });
		// What a person writes is no breaker.
		const ticket = { symbol, action: 'HOLD', reason: 'a "BreakerTripped" of mine' } as const;
		await desk.get('decide', { ticket, request: 'words' });
		await desk.get('resetBreaker', { breaker: 'dayTrades', reason: 'a new plan', request: 'reset' });
		const { lines } = await desk.get('riskHistory', {});
		expect(lines.map(({ type }) => type)).toEqual(['BreakerReset', 'BreakerTripped']);
		expect(lines[0]?.text).toContain('a new plan');
		expect((await desk.get('riskHistory', { limit: 1 })).lines).toEqual([lines[0]]);
	});
});

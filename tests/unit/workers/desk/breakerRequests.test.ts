import { afterEach, expect, it } from 'vitest';
import { breakerNames } from '../../../../src/lib/domain/breakers.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

it('breakers are listed, trip, outlast a start, deny entries, and are reset by hand', async () => {
	const profile = openProfile();
	const desk = await startSession(profile);
	const [symbol = '', other = ''] = (await desk.until(priced)).symbols;
	const listed = await desk.get('breakers', {});
	expect(listed.map(({ name }) => name)).toEqual(breakerNames);
	await desk.get('changeSettings', { changes: { 'risk.maxDayTrades': '1' }, request: 'limits' });
	await buy(desk, symbol, 'one');
	await desk.until(({ tradingState }) => tradingState.breakers.length > 0);
	await desk.session.close();

	const again = await startSession(profile);
	await again.until(priced);
	const breakerOf = async () => (await again.get('breakers', {})).find(({ name }) => name === 'dayTrades');
	expect(await breakerOf()).toMatchObject({
		...{ isOn: true, unit: 'count', until: 'day', measured: '1', limit: '1', of: '' },
		tripped: { measured: '1', limit: '1' }
	});
	const order = { symbol: other, side: 'buy', quantity: '10' } as const;
	const denied = await again.get('submitOrder', { order, request: 'o1' });
	expect(denied.order?.status).toBe('denied');
	expect(denied.text).toContain('trades');
	const reset = { breaker: 'dayTrades', request: 'b1' } as const;
	await again.get('resetBreaker', { ...reset, reason: ' a new plan ' });
	expect(await breakerOf()).toMatchObject({ measured: '0', limit: '1', tripped: null });
	expect((await again.get('riskHistory', {})).lines[0]?.text).toContain('a new plan');
	const passed = await again.get('submitOrder', { order, request: 'o2' });
	expect(passed.order?.status).not.toBe('denied');
});

it('what is wrong is said, and changes nothing', async () => {
	const desk = await startSession(openProfile());
	const [symbol = ''] = (await desk.until(priced)).symbols;
	await desk.get('changeSettings', { changes: { 'risk.maxDayTrades': '1' }, request: 'limits' });
	await buy(desk, symbol, 'one');
	await desk.until(({ tradingState }) => tradingState.breakers.length > 0);
	const told = await desk.get('riskHistory', {});
	const ask = { breaker: 'dayTrades', reason: 'a new plan', request: 'b' } as const;
	expect(await desk.refusal('resetBreaker', { ...ask, reason: ' ' })).toMatch(/once a reason is given/);
	expect(await desk.refusal('resetBreaker', { ...ask, breaker: 'errors' })).toMatch(/Reset of breaker/);
	expect(await desk.refusal('resetBreaker', { ...ask, breaker: 'luck' as never })).toMatch(/breaker/);
	expect(await desk.refusal('resetBreaker', { ...ask, reason: undefined as never })).toMatch(/reason/);
	expect(await desk.get('riskHistory', {})).toEqual(told);
	expect((await desk.get('breakers', {})).filter(({ tripped }) => tripped !== null)).toHaveLength(1);
});

import { expect, it } from 'vitest';
import { openProfile } from '../../../support/deskHarness.ts';
import { startSession } from '../../../support/sessionHarness.ts';

it('locks are set, listed, outlast a start, deny entries and are lifted by hand', async () => {
	const profile = openProfile();
	const desk = await startSession(profile);
	const { watch } = await desk.until((view) => view.watch.some(({ last }) => last !== null));
	const symbol = watch.find(({ last }) => last !== null)?.symbol ?? '';
	expect(await desk.get('locks', {})).toEqual([]);
	const set = await desk.get('setLock', { symbol, reason: ' earnings ', request: 'l1' });
	expect(set.text).toBe(`Locked ${symbol} until it is lifted by a person: earnings.`);
	await desk.get('setLock', { seconds: '86400', reason: 'news', request: 'l2' });
	await desk.session.close();

	const again = await startSession(profile);
	await again.until(() => true);
	const held = await again.get('locks', {});
	expect(
		held.map(({ number, symbol: of, by, measured, limit, reason }) => [
			number,
			of,
			by,
			measured,
			limit,
			reason
		])
	).toEqual([
		[1, symbol, 'person', null, null, 'earnings'],
		[2, null, 'person', null, null, 'news']
	]);
	expect([held[0]?.secondsLeft, held[1]?.secondsLeft]).toEqual([null, expect.closeTo(86_400, -2)]);
	const order = { symbol, side: 'buy', quantity: '1' } as const;
	const denied = await again.get('submitOrder', { order, request: 'o1' });
	expect(denied.order?.status).toBe('denied');
	expect(denied.text).toContain(`locked: ${symbol} by a person until it is lifted`);
	expect((await again.get('liftLock', { number: 1, reason: 'over', request: 'u1' })).text).toBe(
		`Lock of ${symbol} by a person lifted: over.`
	);
	await again.get('liftLock', { number: 2, reason: 'over', request: 'u2' });
	expect(await again.get('locks', {})).toEqual([]);
});

it('what is wrong is said, and changes nothing', async () => {
	const desk = await startSession(openProfile());
	const refusedWith = (ask: Promise<unknown>, text: RegExp) => expect(ask).rejects.toThrow(text);
	const set = { reason: 'news', request: 'l' };
	await refusedWith(desk.get('setLock', { ...set, reason: ' ' }), /Give a reason/);
	await refusedWith(desk.get('setLock', { ...set, seconds: '0' }), /whole seconds from 1/);
	await refusedWith(desk.get('setLock', { ...set, seconds: '1.5' }), /whole seconds from 1/);
	await refusedWith(desk.get('setLock', { ...set, symbol: 'NONE' }), /Lock of NONE refused: this book/);
	await refusedWith(desk.get('liftLock', { number: 1, reason: '', request: 'u' }), /Give a reason/);
	await refusedWith(desk.get('liftLock', { number: 1, reason: 'x', request: 'u' }), /there is no such lock/);
	expect(await desk.get('locks', {})).toEqual([]);
});

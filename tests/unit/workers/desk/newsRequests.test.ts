import { afterEach, describe, expect, it } from 'vitest';
import { openedAccount } from '../../../support/accountSession.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

describe('news', () => {
	it('of a symbol are there a moment after they were asked for, as long as there are keys', async () => {
		const { world, desk } = await openedAccount();
		world.standIn.tape.article({ id: 1, headline: 'Apple &amp; pears', symbols: ['AAPL'] });
		expect(await desk.ask('news', { symbol: 'AAPL' })).toMatchObject({ articles: [], isReading: true });
		await desk.pass(1_000);
		const told = await desk.ask('news', { symbol: 'AAPL' });
		expect(told).toMatchObject({ articles: [{ headline: 'Apple & pears' }], problem: '' });
		await desk.ask('forgetAlpaca', {});
		expect(await desk.ask('news', { symbol: 'AAPL' })).toMatchObject({
			...{ articles: [], problem: expect.stringContaining('once keys are given') as string }
		});
	});

	it('say why they cannot be read', async () => {
		const { world, desk } = await openedAccount();
		world.mishaps = ({ path }) => (path.endsWith('/news') ? 'forbidden' : null);
		await desk.ask('news', { symbol: 'AAPL' });
		await desk.pass(1_000);
		expect((await desk.ask('news', { symbol: 'AAPL' })).problem).toMatch(/^Alpaca refused/);
	});

	it('are refused of a symbol that is not traded, and to a book with a market of its own', async () => {
		const { desk } = await openedAccount();
		expect(await desk.refused('news', { symbol: 'NONE' })).toBe('This book does not trade NONE.');
		await closeSessions();
		const simulated = await startSession(openProfile());
		const { symbols } = await simulated.until(priced);
		expect(await simulated.refusal('news', { symbol: symbols[0] ?? '' })).toMatch(
			/^This book follows a market/
		);
	});
});

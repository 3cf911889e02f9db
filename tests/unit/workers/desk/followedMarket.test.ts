import { afterEach, describe, expect, it } from 'vitest';
import type { DeskView } from '../../../../src/lib/contract/deskView.ts';
import type { FedPrice } from '../../../../src/lib/ports/priceFeed.ts';
import { openProfile, type TestProfile } from '../../../support/deskHarness.ts';
import { closeSessions, startSession, type TestSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const coin = 'BTC/USD';

/** Gives the book that runs a price of a coin, made now. */
function give({ session }: TestSession, last: number, age = 0): void {
	const takenAt = session.wall();
	const [bid, ask, units] = [last - 1, last + 1, last].map((price) => price * 1e9);
	const price = { symbol: coin, bid: bid ?? null, ask: ask ?? null, last: units ?? null };
	session
		.running()
		.live?.take({ ...price, madeAt: takenAt - age, takenAt, origin: 'stream' } satisfies FedPrice);
}

async function openFollowing(profile: TestProfile): Promise<TestSession> {
	const desk = await startSession(profile);
	await desk.get('createBook', { name: 'Market', market: 'alpaca' });
	await desk.until(({ book }) => book.source === 'alpaca');
	return desk;
}

const lastOf = ({ watch }: DeskView) => watch.find(({ symbol }) => symbol === coin)?.last;

describe('a book that follows Alpaca’s market', () => {
	it('has prices of what it is given alone, fills by them, and says why none come', async () => {
		const desk = await openFollowing(openProfile());
		const empty = await desk.until(() => true);
		expect(empty.symbols).toContain('SPY');
		expect(empty.watch.every(({ last }) => last === null)).toBe(true);
		expect(empty.priceFeed).toMatchObject({
			streamed: 0,
			polled: 0,
			problem: expect.stringContaining('No keys') as string
		});
		give(desk, 50_000);
		await desk.until((view) => lastOf(view) === '50000');
		const ticket = { symbol: coin, action: 'BUY', sizePct: '0.05', stopLoss: '49000' } as const;
		await desk.get('decide', { ticket, request: 'buy' });
		give(desk, 50_010);
		const held = await desk.until(({ positions }) => positions.length === 1);
		expect(held.positions[0]).toMatchObject({ symbol: coin, stopLoss: '49000', isSimulated: true });
		// A price that is too old marks, and fires nothing.
		give(desk, 48_000, 3_600_000);
		const marked = await desk.until((view) => lastOf(view) === '48000');
		expect(marked.positions).toHaveLength(1);
		give(desk, 48_900);
		const flat = await desk.until(({ positions }) => positions.length === 0);
		expect(flat.feed.map(({ type }) => type)).toContain('TriggerFired');
	});

	it('goes by the clock of everybody, which nobody stops', async () => {
		const desk = await openFollowing(openProfile());
		for (const ask of [{ isPaused: true }, { speed: 5 }])
			expect(await desk.refusal('setClock', ask)).toContain('that of everybody');
		expect(await desk.refusal('advance', { to: 'step' })).toContain('that of everybody');
		const { clock } = await desk.until(({ clock: { at } }) => Math.abs(at - desk.session.wall()) < 500);
		await desk.until(({ clock: { at } }) => at > clock.at);
	});

	it('is there again after a start, with what it holds and its last prices', async () => {
		const profile = openProfile();
		const before = await openFollowing(profile);
		give(before, 50_000);
		await before.until((view) => lastOf(view) === '50000');
		await before.get('decide', { ticket: { symbol: coin, action: 'BUY', sizePct: '0.05' }, request: 'buy' });
		give(before, 50_010);
		await before.until(({ positions }) => positions.length === 1);
		await closeSessions();
		const desk = await startSession(profile);
		const view = await desk.until(({ positions }) => positions.length === 1);
		expect(view.book.source).toBe('alpaca');
		expect(lastOf(view)).toBe('50010');
		expect(view.clock.isPaused).toBe(false);
		give(desk, 50_020);
		await desk.until((after) => lastOf(after) === '50020');
	});
});

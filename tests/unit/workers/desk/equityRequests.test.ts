import { describe, expect, it, vi } from 'vitest';
import { openProfile } from '../../../support/deskHarness.ts';
import { buy, priced, startSession } from '../../../support/sessionHarness.ts';

const minute = 60_000;

describe('the equity curve of a book', () => {
	it('goes from its start to now, a point for each snapshot', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const { symbols, book } = await desk.until(priced);
		await buy(desk, symbols[0] ?? '', 'one');
		await desk.get('setClock', { speed: 1000 });
		const { clock } = await desk.until(priced);
		await desk.until(({ clock: { at } }) => at > clock.at + 90 * minute);
		await desk.get('setClock', { isPaused: true });
		const all = await desk.get('equityCurve', { range: 'All' });
		expect(all.equity[0]).toBe(Number(book.startingCash));
		expect(all.equity.at(-1)).toBe(Number(desk.shown.view?.account.equity));
		expect(all.at.at(-1)).toBe(desk.shown.view?.clock.at);
		expect(all.drawdown).toHaveLength(all.at.length);
		const snapshots = await desk.get('history', { limit: 10_000 });
		const told = new Map([...all.at].map((at, place) => [at, all.equity[place]]));
		expect(snapshots.length).toBeGreaterThan(80);
		for (const { at, equity } of snapshots) expect(told.get(at)).toBe(Number(equity));
		const today = await desk.get('equityCurve', { range: '1D' });
		expect(today).toEqual({ ...all, range: '1D' });
	});

	it('reads no row of the past when the book is opened', async () => {
		const profile = openProfile();
		const reading = vi.spyOn(profile.journal, 'equitySince');
		const rows = vi.spyOn(profile.journal, 'readRows');
		const desk = await startSession(profile);
		await desk.until(priced);
		expect(reading).not.toHaveBeenCalled();
		expect(rows.mock.calls.map(([, store]) => store)).not.toContain('snapshots');
	});

	it('of a range that there is not is refused', async () => {
		const desk = await startSession(openProfile());
		expect(await desk.refusal('equityCurve', { range: '2D' as '1D' })).toContain('equityCurve.range');
	});
});

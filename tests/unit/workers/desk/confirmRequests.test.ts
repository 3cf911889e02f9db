import { afterEach, describe, expect, it } from 'vitest';
import { formatInstant } from '../../../../src/lib/domain/time.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { closeSessions, priced, startSession, type TestSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

const confirming = { 'risk.confirmEntries': 'true' };

/** A desk on which entries wait; all of its symbols are priced. */
async function startAsking(profile = openProfile()): Promise<TestSession> {
	const desk = await startSession(profile);
	await desk.get('changeSettings', { changes: confirming, request: 'asks' });
	await desk.until(priced);
	return desk;
}

/** Gives a file with a BUY of 4 % with a stop far below; `rest` are further members. */
async function give(desk: TestSession, id: string, index = 0, rest: object = {}): Promise<string> {
	const { watch, symbols, clock } = await desk.until(priced);
	const symbol = symbols[index] ?? '';
	const last = Number(watch.find((row) => row.symbol === symbol)?.last);
	const at = formatInstant(Math.floor(clock.at / 1000) * 1000 - 1000);
	const row = { id, at, symbol, action: 'BUY', sizePct: 0.04, stopLoss: (last / 2).toFixed(2), ...rest };
	const content = new Blob([JSON.stringify({ format: 'blotter-decisions', version: 1, decisions: [row] })]);
	const files = [{ name: 'decisions.json', content }];
	const { summary, faults } = await desk.get('takeFiles', { files, request: `file-${id}` });
	return [summary, ...faults].join(' ');
}

describe('entries that wait for a person', () => {
	it('are shown with what they would come to, and sent once confirmed', async () => {
		const desk = await startAsking();
		expect(await give(desk, 'one')).toBe('Decisions: 1 waiting to be confirmed.');
		const { unconfirmed, confirmsEntries, orders } = await desk.until(
			(view) => view.unconfirmed.length === 1
		);
		const [asked] = unconfirmed;
		expect([confirmsEntries, orders]).toEqual([true, []]);
		expect(asked?.decision).toMatchObject({ id: 'one', action: 'BUY', outcome: 'unconfirmed' });
		expect(asked?.preview).toMatchObject({ route: 'enter', approved: true });
		expect(asked?.preview.summary).toMatch(/^Would buy \d+ /);
		expect(asked?.preview.checks.length).toBeGreaterThan(5);
		const { text } = await desk.get('confirmDecision', { decisionId: 'one', request: 'c1' });
		expect(text).toMatch(/was confirmed by hand\. Decision BUY .* Order: buy \d+/);
		await desk.until(({ positions, unconfirmed: left }) => positions.length === 1 && left.length === 0);
		const types = (await desk.get('journal', {})).map(({ type }) => type);
		expect(types).toEqual(expect.arrayContaining(['ConfirmationAsked', 'DecisionConfirmed']));
	});

	it('are there again after a start and from the journal alone, and can be dismissed', async () => {
		const profile = openProfile();
		const before = await startAsking(profile);
		await give(before, 'kept');
		await before.session.close();
		const desk = await startSession(profile);
		const { unconfirmed } = await desk.until((view) => view.unconfirmed.length === 1);
		expect(unconfirmed[0]?.decision.id).toBe('kept');
		expect(await desk.get('rebuild', {})).toMatchObject({ differences: [], corrected: 0 });
		const { text } = await desk.get('dismissDecision', { decisionId: 'kept', request: 'd1' });
		expect(text).toMatch(/^Dismissed: Decision BUY/);
		await desk.until((view) => view.unconfirmed.length === 0);
		expect(await desk.refusal('confirmDecision', { decisionId: 'kept', request: 'c1' })).toBe(
			'Confirmation of decision kept refused: it does not wait any more.'
		);
		const again = await give(desk, 'kept');
		expect(again).toContain('1 refused');
		expect(await desk.get('rebuild', {})).toMatchObject({ differences: [], corrected: 0 });
	});

	it('expire with their decision', async () => {
		const desk = await startAsking();
		const { clock } = await desk.until(() => true);
		const expiresAt = formatInstant(Math.ceil(clock.at / 1000) * 1000 + 60_000);
		await give(desk, 'short', 0, { expiresAt });
		await desk.until((view) => view.unconfirmed.length === 1);
		await desk.until((view) => view.unconfirmed.length === 0);
		const lines = await desk.get('journal', {});
		expect(lines.find(({ type }) => type === 'DecisionRefused')?.text).toContain('had expired');
	});

	it('do not wait when they were typed on the ticket, whose preview says what they come to', async () => {
		const desk = await startAsking();
		const { symbols } = await desk.until(priced);
		const ticket = { symbol: symbols[0] ?? '', action: 'BUY', sizePct: '0.04' } as const;
		expect(await desk.get('preview', { ticket })).toMatchObject({ route: 'enter', approved: true });
		const { order } = await desk.get('decide', { ticket, request: 'typed' });
		expect(order?.status).toBe('accepted');
		expect((await desk.until(() => true)).unconfirmed).toEqual([]);
	});

	it('are denied when trading was stopped before they are confirmed', async () => {
		const desk = await startAsking();
		await give(desk, 'late');
		await desk.get('halt', { level: 'pause', by: 'switch', reason: '' });
		const { unconfirmed } = await desk.until(({ unconfirmed: [one] }) => one?.preview.approved === false);
		expect(unconfirmed[0]?.preview.summary).toContain('entries are paused');
		expect(await desk.refusal('confirmDecision', { decisionId: 'late', request: 'c' })).toContain(
			'entries are paused'
		);
		await desk.until((view) => view.unconfirmed.length === 0);
	});
});

describe('a desk that stops itself', () => {
	it('pauses entries after its time, says why, and goes on for as long again', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', { changes: { 'risk.stopsAfterSeconds': '60' }, request: 't' });
		const { tradingState } = await desk.until((view) => view.tradingState.stopsAt !== null);
		const stopsAt = tradingState.stopsAt ?? 0;
		const stopped = await desk.until((view) => view.tradingState.state === 'reducing');
		expect(stopped.tradingState).toMatchObject({
			level: 'pause',
			by: 'timer',
			since: stopsAt,
			stopsAt: null
		});
		expect(stopped.tradingState.reason).toContain('the time of 1 min is over; resume for as long again');
		await desk.get('resume', { word: 'resume', by: 'switch', reason: '' });
		const resumed = await desk.until((view) => view.tradingState.state === 'active');
		expect(resumed.tradingState.stopsAt).toBeGreaterThanOrEqual(stopsAt + 60_000);
	});
});

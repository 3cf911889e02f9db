import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';
import { openProfile } from '../../../support/deskHarness.ts';

const file = (name: string, text: string) => ({ name, content: new Blob([text]) });
const sampleFile = (name: string) => file(name, readFileSync(`static/sample/${name}`, 'utf8'));

afterEach(closeSessions);

describe('files given to a desk', () => {
	it('open a book with their settings, or play their bars with their decisions', async () => {
		const desk = await startSession(openProfile());
		await desk.until(priced);
		const config = file('config.json', '{"startingCash": 2500, "slippageBps": 0}');
		await desk.get('takeFiles', { files: [config], request: 'f1' });
		await desk.until(({ account }) => account.cash === '2500');
		const names = ['bars.json', 'config.json', 'decisions.json'];
		const bars = ['ALFA', 'BRVO', 'CHRL', 'DLTA'].map((symbol) => `${symbol}_1m.csv`);
		const taken = await desk.get('takeFiles', { files: [...names, ...bars].map(sampleFile), request: 'f2' });
		expect(taken.summary).toMatch(/^A new book plays 4 symbols\. Decisions: \d+ waiting for their time\.$/);
		expect(taken.faults).toEqual([]);
		const { waiting, waitingCount } = await desk.until(({ book }) => book.source === 'bars');
		expect(waitingCount).toBeGreaterThan(5);
		const [first] = waiting;
		const cancel = { decisionId: first?.id ?? '', request: 'c1' };
		expect((await desk.get('cancelDecision', cancel)).text).toMatch(
			new RegExp(`^Canceled before its time: Decision ${first?.action ?? ''} ${first?.symbol ?? ''}`)
		);
		const after = await desk.until(({ waitingCount: left }) => left === waitingCount - 1);
		expect(after.waiting.map(({ id }) => id)).not.toContain(first?.id);
		expect(await desk.refusal('cancelDecision', { ...cancel, request: 'c2' })).toBe(
			`Cancel of decision ${first?.id ?? ''} refused: it does not wait any more.`
		);
		const { books } = await desk.until(({ book }) => book.source === 'bars');
		await desk.get('takeFiles', { files: [...names, ...bars].map(sampleFile), request: 'f2' });
		expect((await desk.until(({ book }) => book.source === 'bars')).books).toHaveLength(books.length);
	});

	it('become a book when they are a journal, once', async () => {
		const desk = await startSession(openProfile());
		const { symbols } = await desk.until(priced);
		await buy(desk, symbols[2] ?? '', 'r1');
		const journal = await desk.get('exportFile', { what: 'journal' });
		const taken = await desk.get('takeFiles', { files: [journal], request: 'f1' });
		expect(taken.summary).toMatch(
			/^Imported \d+ entries of blotter-journal-[\d-]+\.json into a new book\. Its clock is paused: press Play to go on\.$/
		);
		const { books, positions } = await desk.until(({ book }) => book.id === 'f1');
		expect([books.length, positions.length]).toEqual([2, 1]);
		expect(await desk.get('takeFiles', { files: [journal], request: 'f1' })).toMatchObject({
			summary: 'It is imported already.'
		});
		const config = file('config.json', '{"startingCash": 2500}');
		expect(await desk.refusal('takeFiles', { files: [journal, config], request: 'f2' })).toMatch(
			/^Nothing was taken.*this is an exported journal; given alone to the desk/
		);
		const cut = file('journal.json', (await journal.content.text()).slice(0, 900));
		expect(await desk.refusal('takeFiles', { files: [cut], request: 'f3' })).toMatch(/cut off/);
		expect((await desk.until(({ task }) => task === null)).books).toHaveLength(2);
	});

	it('change nothing when they cannot be read, and say where they are wrong', async () => {
		const desk = await startSession(openProfile());
		const { seq, books } = await desk.until(priced);
		const bad = file('decisions.json', '{"format":"blotter-decisions","version":2,"decisions":[]}');
		expect(await desk.refusal('takeFiles', { files: [bad], request: 'f1' })).toMatch(
			/Nothing was taken.*decisions\.json, line 1, version: expected 1, found 2/
		);
		expect([desk.session.running().runner.live().seq, (await desk.until(priced)).books.length]).toEqual([
			seq,
			books.length
		]);
	});
});

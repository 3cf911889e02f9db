import { afterEach, describe, expect, it } from 'vitest';
import { failed } from '../../../../src/lib/domain/result.ts';
import type { Journal } from '../../../../src/lib/ports/journal.ts';
import { openProfile } from '../../../support/deskHarness.ts';
import { buy, closeSessions, priced, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

describe('the books of a desk, however they are asked for', () => {
	it('are opened and closed one after another', async () => {
		const desk = await startSession(openProfile());
		const first = (await desk.until(priced)).book.id;
		const { id: second } = await desk.get('createBook', { name: 'Second', seed: 5 });
		await buy(desk, (await desk.until(priced)).symbols[0] ?? '', 'r1');
		const asked = [first, second, first, second, second].map((id) => desk.session.ask('chooseBook', { id }));
		const rebuilt = desk.session.ask('rebuild', {});
		expect((await Promise.all(asked)).map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
		await rebuilt;
		await desk.until(({ book }) => book.id === second);
		expect(desk.shown.trouble).toBeNull();
		expect(await desk.get('verify', {})).toMatchObject({ intact: true });
		expect((await desk.get('orders', {})).map(({ status }) => status)).toEqual(['filled']);
	});

	it('are chosen, renamed, reset and deleted at once without a hollow one', async () => {
		const desk = await startSession(openProfile());
		const first = (await desk.until(priced)).book.id;
		const ids = [first];
		for (const name of ['B', 'C', 'D']) ids.push((await desk.get('createBook', { name, seed: 5 })).id);
		const [, b = '', c = '', d = ''] = ids;
		await Promise.all([
			desk.session.ask('chooseBook', { id: b }),
			desk.session.ask('deleteBook', { id: b, typed: 'delete' }),
			desk.session.ask('renameBook', { id: b, name: 'zombie' }),
			desk.session.ask('resetBook', {}),
			desk.session.ask('deleteBook', { id: d, typed: 'delete' }),
			desk.session.ask('renameBook', { id: c, name: 'renamed' })
		]);
		const { books } = await desk.until((view) => view.books.some(({ name }) => name === 'renamed'));
		expect(books.map(({ id }) => id)).not.toContain(b);
		expect(desk.shown.trouble).toBeNull();
		for (const { id } of books) {
			await desk.get('chooseBook', { id });
			expect(await desk.get('verify', {})).toMatchObject({ intact: true });
		}
	});

	it('are halted after a rebuild that the halt came in the middle of', async () => {
		const desk = await startSession(openProfile());
		await desk.until(priced);
		const rebuilding = desk.session.ask('rebuild', {});
		await desk.get('halt', { level: 'reduce_only', by: 'switch', reason: 'meanwhile' });
		expect(await rebuilding).toMatchObject({ ok: true });
		await desk.until(({ tradingState }) => tradingState.state === 'halted');
	});

	it('are read and not continued once they are archived', async () => {
		const desk = await startSession(openProfile());
		const { book, symbols } = await desk.until(priced);
		await desk.get('resetBook', {});
		await desk.get('chooseBook', { id: book.id });
		await desk.until((view) => view.book.isReadOnly);
		const { seq } = desk.session.running().runner.live();
		const ticket = { symbol: symbols[0] ?? '', action: 'BUY', sizePct: '0.05' } as const;
		const decisions = `id,at,symbol,action,sizePct\nx,2024-03-04T14:30:00Z,${symbols[0] ?? ''},BUY,0.05`;
		const file = { name: 'decisions.csv', content: new Blob([decisions]) };
		const order = { symbol: symbols[0] ?? '', side: 'buy', type: 'market', quantity: '1' } as const;
		for (const answer of [
			desk.refusal('decide', { ticket, request: 'r' }),
			desk.refusal('submitOrder', { order, request: 'r' }),
			desk.refusal('replaceOrder', { orderId: 'o', request: 'r' }),
			desk.refusal('cancelOrders', { request: 'r' }),
			desk.refusal('close', { symbol: symbols[0] ?? '', request: 'r' }),
			desk.refusal('halt', { level: 'reduce_only', by: 'switch', reason: '' }),
			desk.refusal('takeFiles', { files: [file], request: 'r' })
		]) {
			expect(await answer).toMatch(/archived: it can be read, and not continued/);
		}
		expect(desk.session.running().runner.live().seq).toBe(seq);
		expect(await desk.get('verify', {})).toMatchObject({ intact: true });
	});

	it('that cannot be opened are a trouble of their own: another can be chosen, and the desk goes on', async () => {
		const profile = openProfile();
		let broken = '';
		const journal: Journal = {
			...profile.journal,
			load: (id) => {
				if (id === broken) throw new Error('the cupboard fell over');
				return profile.journal.load(id);
			}
		};
		const desk = await startSession(profile, journal);
		const { book } = await desk.until(priced);
		const { id } = await desk.get('createBook', { name: 'Second', seed: 5 });
		broken = book.id;
		expect(await desk.refusal('chooseBook', { id: book.id })).toBe(
			'This book broke down: the cupboard fell over. What is in its journal is untouched.'
		);
		expect(desk.shown.trouble).toMatchObject({ kind: 'fault', canRetry: true, canExport: true });
		expect(await desk.refusal('orders', {})).toBe('No book is running.');
		expect((await (await desk.get('exportFile', { what: 'journal' })).content.text()).length).toBeGreaterThan(
			200
		);
		await desk.get('chooseBook', { id });
		expect((await desk.until((view) => view.book.id === id)).seq).toBeGreaterThan(0);
		expect(desk.shown.trouble).toBeNull();
	});

	it('stay when they cannot be deleted, and come back to be shown', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		const { book } = await desk.until(priced);
		await desk.get('createBook', { name: 'Second', seed: 5 });
		const kept = { ...desk.session.books };
		Object.assign(desk.session.books, { remove: () => Promise.resolve(failed({ type: 'full' })) });
		await desk.get('chooseBook', { id: book.id });
		expect(await desk.refusal('deleteBook', { id: book.id, typed: 'delete' })).toMatch(/no room left/);
		expect((await desk.until((view) => view.book.id === book.id)).books).toHaveLength(2);
		Object.assign(desk.session.books, kept);
		await desk.get('deleteBook', { id: book.id, typed: 'delete' });
		expect((await desk.until(({ books }) => books.length === 1)).book.name).toBe('Second');
	});

	it('leave nothing behind when they could not be written', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		await desk.until(priced);
		const kept = { ...desk.session.journal };
		Object.assign(desk.session.journal, { append: () => Promise.resolve(failed({ type: 'full' })) });
		expect(await desk.refusal('createBook', { name: 'Second' })).toMatch(/no room left/);
		Object.assign(desk.session.journal, kept);
		expect(await profile.db.books.count()).toBe(1);
	});
});

describe('an import', () => {
	it('that breaks in the middle leaves no book', async () => {
		const profile = openProfile();
		const desk = await startSession(profile);
		await desk.until(priced);
		const { content, name } = await desk.get('exportFile', { what: 'journal' });
		const kept = { ...desk.session.journal };
		Object.assign(desk.session.journal, {
			saveCheckpoint: () => {
				throw new Error('the pen broke');
			}
		});
		const answer = await desk.refusal('importJournal', { file: { name, content } });
		Object.assign(desk.session.journal, kept);
		expect(answer).toBe('Nothing was imported. the pen broke');
		expect(await profile.db.books.count()).toBe(1);
	});

	it('that cannot be kept or opened blames the file, not the book that runs', async () => {
		const profile = openProfile();
		const journal: Journal = { ...profile.journal };
		const desk = await startSession(profile, journal);
		const { book } = await desk.until(priced);
		const exported = await desk.get('exportFile', { what: 'journal' });
		const kept = { ...journal };
		Object.assign(journal, { append: () => Promise.resolve(failed({ type: 'full' })) });
		expect(await desk.refusal('importJournal', { file: exported })).toBe(
			'Nothing was imported. The browser has no room left for another book.'
		);
		Object.assign(journal, kept, {
			load: (id: typeof book.id) => {
				if (id !== book.id) throw new Error('the cupboard fell over');
				return kept.load(id as Parameters<Journal['load']>[0]);
			}
		});
		expect(await desk.refusal('importJournal', { file: exported })).toMatch(
			/^Nothing was imported: the journal of the file is whole, and still opens no book\. .*the cupboard fell over\.$/
		);
		Object.assign(journal, kept);
		const empty = { name: 'x.json', content: new Blob(['{"format":"blotter-journal","version":9}']) };
		expect(await desk.refusal('importJournal', { file: empty })).toMatch(
			/^Nothing was imported\. Line 1 of the file: /
		);
		const view = await desk.until(({ task }) => task === null);
		expect([view.book.id, view.books.length, desk.shown.trouble]).toEqual([book.id, 1, null]);
	});
});

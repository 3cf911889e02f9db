import { afterEach, describe, expect, it } from 'vitest';
import { openProfile } from '../../../support/deskHarness.ts';
import { closeSessions, startSession } from '../../../support/sessionHarness.ts';

afterEach(closeSessions);

describe('a new book', () => {
	it('has the cash and the settings it is asked to have', async () => {
		const desk = await startSession(openProfile());
		await desk.get('changeSettings', { changes: { slippageBps: '9' }, request: 's1' });
		await desk.get('createBook', { name: 'Like it', startingCash: '25,000', settings: 'chosen' });
		const like = await desk.get('settings', {});
		expect(like.fixed).toEqual([{ name: 'Starting cash', value: '25000' }]);
		expect(like.settings.find(({ key }) => key === 'slippageBps')?.typed).toBe('9');
		await desk.get('createBook', { name: 'Usual' });
		const usual = await desk.get('settings', {});
		expect(usual.fixed).toEqual([{ name: 'Starting cash', value: '10000' }]);
		expect(usual.settings.every(({ isDefault }) => isDefault)).toBe(true);
	});

	it.each(['x', '0', '-5', '1e20'])('is not opened with %s of cash', async (startingCash) => {
		const desk = await startSession(openProfile());
		expect(await desk.refusal('createBook', { name: 'No', startingCash })).toMatch(/^Starting cash: /);
		expect(desk.session.list()).toHaveLength(1);
	});
});

describe('a book that is archived by hand', () => {
	it('is read and not continued, also when it is the one that is shown', async () => {
		const desk = await startSession(openProfile());
		const id = desk.shown.view?.book.id ?? '';
		await desk.get('archiveBook', { id });
		expect(desk.shown.view?.book).toMatchObject({ id, isReadOnly: true });
		expect(await desk.refusal('halt', { level: 'reduce_only', by: 'switch', reason: '' })).toContain(
			'archived'
		);
		expect(await desk.refusal('archiveBook', { id })).toBe('This book is archived already.');
		expect(await desk.refusal('archiveBook', { id: 'none' })).toBe('There is no such book.');
	});
});

describe('what a book is worth', () => {
	it('is known from its last snapshot, and not before there is one', async () => {
		const desk = await startSession(openProfile());
		const [first] = await desk.get('bookWorths', {});
		expect(first).toEqual({ id: desk.shown.view?.book.id, equity: null, at: null });
	});
});

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DeskClient } from '../../../src/lib/app/deskClient.svelte.ts';
import { SettingsDraft } from '../../../src/lib/app/settingsDraft.svelte.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

const position = { key: 'sizing.maxPositionFraction', kind: 'percent', typed: '10' };
const slippage = { key: 'slippageBps', kind: 'bps', typed: '5' };
const settings = ok({ settings: [position, slippage], fixed: [], isReadOnly: false });
const sound = ok({ faults: {}, changes: [{ key: slippage.key }], summary: '1 setting changes', notes: [] });
const faulty = ok({ faults: { slippageBps: 'no' }, changes: [], summary: 'no', notes: [] });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A draft over a desk that answers as told. */
async function createDraft(answers: Readonly<Record<string, unknown>> = {}) {
	const all: Readonly<Record<string, unknown>> = {
		...{
			settings,
			settingHistory: ok([]),
			previewSettings: sound,
			changeSettings: ok({ text: '', changes: [] })
		},
		...answers
	};
	const ask = vi.fn((name: string, _given: unknown) => Promise.resolve(all[name]));
	const book = { id: 'one' };
	const desk = { ask, act: ask, view: { book } } as unknown as Pick<DeskClient, 'ask' | 'act' | 'view'>;
	const draft = new SettingsDraft(desk);
	await draft.load();
	await vi.runAllTimersAsync();
	return { draft, ask, book };
}

describe('settings that are typed', () => {
	test('are judged together when typing rests, percentages with their sign, and applied at once', async () => {
		const { draft, ask } = await createDraft();
		draft.edit(position, '8');
		draft.edit(slippage, '7');
		expect([draft.isReady, draft.count]).toEqual([false, 2]);
		await vi.runAllTimersAsync();
		const changes = { [position.key]: '8 %', [slippage.key]: '7' };
		expect(ask.mock.calls.filter(([name]) => name === 'previewSettings')).toEqual([
			['previewSettings', { changes }]
		]);
		expect(draft.isReady).toBe(true);
		await draft.apply();
		expect(ask).toHaveBeenCalledWith('changeSettings', { changes }, expect.anything());
		expect(draft.count).toBe(0);
	});

	test('have no sign of a percentage behind a limit that is off', async () => {
		const { draft, ask } = await createDraft();
		draft.edit(position, 'off');
		await vi.runAllTimersAsync();
		expect(ask).toHaveBeenCalledWith('previewSettings', { changes: { [position.key]: 'off' } });
	});

	test('are judged at once when they are applied while typing has not come to rest', async () => {
		const { draft, ask } = await createDraft();
		draft.edit(slippage, '7');
		await draft.apply();
		const asked = ask.mock.calls.map(([name]) => name);
		expect(asked.slice(asked.indexOf('previewSettings'))).toEqual([
			...['previewSettings', 'changeSettings', 'settings', 'settingHistory']
		]);
		expect(draft.count).toBe(0);
	});

	test('with a fault cannot be applied', async () => {
		const { draft, ask } = await createDraft({ previewSettings: faulty });
		draft.edit(slippage, '-1');
		await vi.runAllTimersAsync();
		expect([draft.isReady, draft.preview.faults]).toEqual([false, { slippageBps: 'no' }]);
		await draft.apply();
		expect(ask.mock.calls.map(([name]) => name)).not.toContain('changeSettings');
	});

	test('stay when they are refused', async () => {
		const { draft } = await createDraft({ changeSettings: failed({ message: 'no' }) });
		draft.edit(slippage, '7');
		await vi.runAllTimersAsync();
		await draft.apply();
		expect(draft.typed).toEqual({ slippageBps: '7' });
	});

	test('are none when they are what is set, or discarded', async () => {
		const { draft } = await createDraft();
		draft.edit(slippage, '7');
		draft.edit(slippage, '5');
		expect(draft.count).toBe(0);
		draft.edit(slippage, '7');
		draft.discard();
		await vi.runAllTimersAsync();
		expect([draft.count, draft.preview.summary, draft.isReady]).toEqual([0, '', false]);
	});

	test('belong to the book they were typed in', async () => {
		const { draft, book } = await createDraft();
		draft.edit(slippage, '7');
		book.id = 'two';
		expect(draft.count).toBe(0);
		book.id = 'one';
		expect(draft.typed).toEqual({ slippageBps: '7' });
	});
});

test('what was changed before is not known until it is read', async () => {
	let answer: (value: unknown) => void = () => undefined;
	const ask = vi.fn((name: string) =>
		name === 'settingHistory' ? new Promise((resolve) => (answer = resolve)) : Promise.resolve(settings)
	);
	const draft = new SettingsDraft({ ask, view: { book: { id: 'one' } } } as unknown as DeskClient);
	const loading = draft.load();
	await vi.advanceTimersByTimeAsync(500);
	expect(draft.history).toBeNull();
	answer(ok([]));
	await loading;
	expect(draft.history).toEqual([]);
});

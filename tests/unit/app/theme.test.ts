import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test, vi } from 'vitest';
import { createThemeChoice, themes, type Theme } from '../../../src/lib/app/theme.svelte.ts';

const script = readFileSync('static/theme.js', 'utf8');
const newRoot = () => ({ documentElement: { dataset: {} as Record<string, string> } });

afterEach(() => vi.unstubAllGlobals());

/** What a choice leaves on the root, and what the script of the next load makes of what was kept. */
function chooseAndReload(theme: Theme) {
	const kept = new Map<string, string>();
	const localStorage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	const [before, after] = [newRoot(), newRoot()];
	vi.stubGlobal('localStorage', localStorage);
	vi.stubGlobal('document', before);
	createThemeChoice().choose(theme);
	runInNewContext(script, { localStorage, document: after });
	return { before: before.documentElement.dataset, after: after.documentElement.dataset };
}

test.each(themes)('%s stands before the page is hydrated, as it was chosen', (theme) => {
	const { before, after } = chooseAndReload(theme);
	expect(after).toEqual(before);
	expect(after).toEqual(theme === 'system' ? {} : { theme });
});

/** A device that asks for more contrast, or does not; its wish can change. */
function stubDevice(asksForMore: boolean) {
	const listeners: (() => void)[] = [];
	const query = {
		matches: asksForMore,
		addEventListener: (_: string, listener: () => void) => void listeners.push(listener)
	};
	vi.stubGlobal('matchMedia', () => query);
	return (asks: boolean) => {
		query.matches = asks;
		for (const listener of listeners) listener();
	};
}

test('more contrast by choice stands before the page is hydrated', () => {
	const kept = new Map<string, string>();
	const localStorage = {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
	const [before, after] = [newRoot(), newRoot()];
	vi.stubGlobal('localStorage', localStorage);
	vi.stubGlobal('document', before);
	stubDevice(false);
	createThemeChoice().chooseContrast('more');
	runInNewContext(script, { localStorage, document: after, matchMedia: () => ({ matches: false }) });
	expect([before.documentElement.dataset, after.documentElement.dataset]).toEqual([
		{ contrast: 'more' },
		{ contrast: 'more' }
	]);
});

test('contrast follows the device unless more is chosen', () => {
	const root = newRoot();
	vi.stubGlobal('document', root);
	const ask = stubDevice(true);
	const choice = createThemeChoice();
	choice.restore();
	const { dataset } = root.documentElement;
	expect([choice.contrast, dataset['contrast']]).toEqual(['system', 'more']);
	ask(false);
	expect(dataset['contrast']).toBeUndefined();
	choice.chooseContrast('more');
	ask(false);
	expect([choice.contrast, dataset['contrast']]).toEqual(['more', 'more']);
	const first = newRoot();
	runInNewContext(script, { document: first, matchMedia: () => ({ matches: true }) });
	expect(first.documentElement.dataset).toEqual({ contrast: 'more' });
});

test('without storage there is no choice, and no failure', () => {
	const document = newRoot();
	runInNewContext(script, { document });
	expect(document.documentElement.dataset).toEqual({});
});

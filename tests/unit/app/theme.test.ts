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

test('without storage there is no choice, and no failure', () => {
	const document = newRoot();
	runInNewContext(script, { document });
	expect(document.documentElement.dataset).toEqual({});
});

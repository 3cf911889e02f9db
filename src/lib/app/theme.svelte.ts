/** The look a person chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];
// static/theme.js reads the same key and marks the same attribute, before this is loaded.
const key = 'blotter.theme';

/** The chosen theme: kept on the device, marked on the root element. */
export function createThemeChoice() {
	let theme = $state<Theme>('system');

	function choose(next: Theme): void {
		theme = next;
		if (next === 'system') delete document.documentElement.dataset['theme'];
		else document.documentElement.dataset['theme'] = next;
	}

	return {
		get current() {
			return theme;
		},
		/** Takes up what was chosen before. */
		restore: (): void => {
			const kept = themes.find((known) => known === readKept());
			if (kept !== undefined) choose(kept);
		},
		choose: (next: Theme): void => {
			choose(next);
			keep(next);
		}
	};
}

// A browser that forbids storage still has themes, for as long as the page is open.
function readKept(): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function keep(theme: Theme): void {
	try {
		localStorage.setItem(key, theme);
	} catch {
		return;
	}
}

/** The theme as the page chooses it. */
export type ThemeChoice = ReturnType<typeof createThemeChoice>;

/** The look a person chose; `system` follows the device. */
export type Theme = 'system' | 'light' | 'dark';

/** How much contrast a person chose; `system` follows the device. */
export type Contrast = 'system' | 'more';

export const themes: readonly Theme[] = ['system', 'light', 'dark'];
const contrasts: readonly Contrast[] = ['system', 'more'];
// static/theme.js reads the same keys and marks the same attributes, before this is loaded.
const themeKey = 'blotter.theme';
const contrastKey = 'blotter.contrast';

/** The chosen theme and contrast: kept on the device, marked on the root element. */
export function createThemeChoice() {
	let theme = $state<Theme>('system');
	let contrast = $state<Contrast>('system');

	function mark(name: 'theme' | 'contrast', value: string | null): void {
		const { dataset } = document.documentElement;
		if (value === null) delete dataset[name];
		else dataset[name] = value;
	}

	function showTheme(next: Theme): void {
		theme = next;
		mark('theme', next === 'system' ? null : next);
	}

	function showContrast(next: Contrast): void {
		contrast = next;
		mark('contrast', next === 'more' || systemContrast()?.matches === true ? 'more' : null);
	}

	return {
		get current() {
			return theme;
		},
		get contrast() {
			return contrast;
		},
		/** Takes up what was chosen before, and follows the device where it leads. */
		restore: (): void => {
			showTheme(themes.find((known) => known === readKept(themeKey)) ?? 'system');
			showContrast(contrasts.find((known) => known === readKept(contrastKey)) ?? 'system');
			systemContrast()?.addEventListener('change', () => showContrast(contrast));
		},
		choose: (next: Theme): void => {
			showTheme(next);
			keep(themeKey, next);
		},
		chooseContrast: (next: Contrast): void => {
			showContrast(next);
			keep(contrastKey, next);
		}
	};
}

/** What the device asks for; undefined where nobody can tell. */
function systemContrast(): MediaQueryList | undefined {
	return 'matchMedia' in globalThis ? matchMedia('(prefers-contrast: more)') : undefined;
}

// A browser that forbids storage still has themes, for as long as the page is open.
function readKept(key: string): string | null {
	try {
		return localStorage.getItem(key);
	} catch {
		return null;
	}
}

function keep(key: string, choice: string): void {
	try {
		localStorage.setItem(key, choice);
	} catch {
		return;
	}
}

/** The theme as the page chooses it. */
export type ThemeChoice = ReturnType<typeof createThemeChoice>;

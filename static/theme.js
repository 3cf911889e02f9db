// The chosen look, before anything is drawn: what src/lib/app/theme.svelte.ts keeps, it marks on the root in the same way.
{
	const { dataset } = document.documentElement;
	let contrast = null;
	try {
		const theme = localStorage.getItem('blotter.theme');
		if (theme === 'light' || theme === 'dark') dataset.theme = theme;
		contrast = localStorage.getItem('blotter.contrast');
	} catch {
		// No storage, no choice.
	}
	if (contrast === 'more' || globalThis.matchMedia?.('(prefers-contrast: more)').matches) {
		dataset.contrast = 'more';
	}
}

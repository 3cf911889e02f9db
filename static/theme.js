// The chosen look, before anything is drawn: what src/lib/app/theme.svelte.ts keeps, it marks on the root in the same way.
{
	const { dataset } = document.documentElement;
	let contrast = null;
	try {
		const theme = localStorage.getItem('blotter.theme');
		if (theme === 'light' || theme === 'dark') dataset.theme = theme;
		contrast = localStorage.getItem('blotter.contrast');
		// src/lib/app/deskLook.svelte.ts keeps whether the first steps were read: they stand in the page as it comes.
		if (localStorage.getItem('blotter.firstSteps') === 'read') dataset.firstSteps = 'read';
	} catch {
		// No storage, no choice.
	}
	if (contrast === 'more' || globalThis.matchMedia?.('(prefers-contrast: more)').matches) {
		dataset.contrast = 'more';
	}
}

// The chosen look, before anything is drawn: what src/lib/app/theme.svelte.ts keeps, it marks on the root in the same way.
try {
	const kept = localStorage.getItem('blotter.theme');
	if (kept === 'light' || kept === 'dark') document.documentElement.dataset.theme = kept;
} catch {
	// No storage, no choice.
}

/** The key a person pressed for the page itself, or null: what is typed into a field belongs to the field. */
export function shortcutOf(event: KeyboardEvent): string | null {
	if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
		return null;
	const target = event.target;
	if (
		target instanceof Element &&
		target.closest('input:not([type=radio]), textarea, select, dialog') !== null
	)
		return null;
	return event.key.length === 1 ? event.key.toLowerCase() : event.key;
}

/** Whether a key stops new entries: it does wherever the keyboard is, in a field and in a dialog too. */
export function isHaltKey({ key, ctrlKey, metaKey, shiftKey, altKey }: KeyboardEvent): boolean {
	return (ctrlKey || metaKey) && shiftKey && !altKey && key.toLowerCase() === 'k';
}

/** The keys of every page and what they do. */
export const keyList = [
	{ key: 'Ctrl K', does: 'Go to a page, a symbol, or do something' },
	{ key: '/', does: 'Search what is shown, or go anywhere' },
	{ key: 'Ctrl Shift K', does: 'Pause entries at once, also from a field (⌘ Shift K on a Mac)' },
	{ key: 'Shift P', does: 'The levels of the kill switch, and the way back' },
	{ key: 'T', does: 'To the ticket, on the desk and on the page of a symbol' },
	{ key: 'N', does: 'New order: to the ticket of orders, there as well' },
	{ key: '↑ ↓ Home End', does: 'Move through the rows of a table' },
	{ key: '↵', does: 'Open or close a row, sort by a column' },
	{ key: '← →', does: 'Move the crosshair' },
	{ key: 'Esc', does: 'Close' },
	{ key: '?', does: 'Show these keys' }
] as const;

/** The keys of the replay and what they do. */
export const replayKeyList = [
	{ key: 'R', does: 'Run' },
	{ key: 'O', does: 'Open files' },
	{ key: 'Esc', does: 'Cancel a run, close, empty the filter' },
	{ key: '/', does: 'Filter the table' },
	{ key: '↑ ↓ Home End', does: 'Move through the rows of a table' },
	{ key: '↵', does: 'Open or close a row, sort by a column' },
	{ key: '← →', does: 'Move the crosshair, change the tab' },
	{ key: '?', does: 'Show these keys' }
] as const;

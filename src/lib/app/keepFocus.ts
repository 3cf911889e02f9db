/** How often it is looked whether the focus was lost, in milliseconds: sooner than a hand reaches the next key. */
const looksEvery = 120;

/** Where the focus may go: a part of the page that has a name. */
const places = 'dialog, section[aria-label], section[aria-labelledby], main';

/**
 * Keeps the keyboard where it was: when the element that has the focus goes away or is switched off, as a button that did
 * its work, the nearest part of the page around it gets the focus. Looks now and then, because no event tells of it.
 * Returns what ends it.
 */
export function keepFocus(page: Document): () => void {
	let around: readonly Element[] = [];
	const notice = (event: FocusEvent): void => {
		around = event.composedPath().filter((one) => one instanceof Element);
	};
	const look = (): void => {
		const [last] = around;
		if (last === undefined || page.activeElement !== page.body) return;
		// What is still there was left by the person.
		const isLost = !last.isConnected || last.matches(':disabled');
		const place = isLost ? around.slice(1).find((one) => one.isConnected && one.matches(places)) : undefined;
		around = [];
		if (!(place instanceof HTMLElement)) return;
		if (!place.hasAttribute('tabindex')) place.tabIndex = -1;
		place.focus({ preventScroll: true });
	};
	page.addEventListener('focusin', notice);
	const timer = setInterval(look, looksEvery);
	return () => {
		page.removeEventListener('focusin', notice);
		clearInterval(timer);
	};
}

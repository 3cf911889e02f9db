import type { ConnectionWay } from '../contract/connection.ts';

const storageKey = 'blotter.alpaca.way';

/** The way to Alpaca that was chosen on this device; from the browser itself when none was. */
export function readWay(): ConnectionWay {
	try {
		return localStorage.getItem(storageKey) === 'relay' ? 'relay' : 'browser';
	} catch {
		return 'browser';
	}
}

/** Keeps the choice; a browser that forbids storage has it for as long as the page is open. */
export function keepWay(way: ConnectionWay): void {
	try {
		localStorage.setItem(storageKey, way);
	} catch {
		return;
	}
}

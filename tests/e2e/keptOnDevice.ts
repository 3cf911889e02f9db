import type { Page } from '@playwright/test';

/** Everything that the page keeps on this device as text, by the place where it is kept: bytes letter by letter. */
export async function keptOnDevice(page: Page): Promise<ReadonlyMap<string, string>> {
	return new Map(await page.evaluate(readAllPlaces));
}

/** Runs in the page. */
async function readAllPlaces(): Promise<[string, string][]> {
	const found: [string, string][] = [
		['localStorage', JSON.stringify(localStorage)],
		['sessionStorage', JSON.stringify(sessionStorage)],
		['cookie', document.cookie],
		['history', JSON.stringify([history.state, location.href])]
	];
	for (const name of await caches.keys()) {
		const cache = await caches.open(name);
		for (const request of await cache.keys()) {
			const response = await cache.match(request);
			found.push([`cache ${name} ${request.url}`, `${request.url}\n${(await response?.text()) ?? ''}`]);
		}
	}
	for (const entry of performance.getEntries()) found.push(['performance', entry.name]);
	for (const { name = '' } of await indexedDB.databases()) {
		const db = await new Promise<IDBDatabase>((resolve) => {
			const request = indexedDB.open(name);
			request.onsuccess = () => resolve(request.result);
		});
		for (const store of db.objectStoreNames) found.push([`${name}.${store}`, await textOfStore(db, store)]);
		db.close();
	}
	return found;

	async function textOfStore(db: IDBDatabase, name: string): Promise<string> {
		const lines: string[] = [];
		await new Promise<void>((resolve) => {
			const walking = db.transaction(name).objectStore(name).openCursor();
			walking.onsuccess = () => {
				const cursor = walking.result;
				if (cursor === null) return resolve();
				lines.push(textOf(cursor.key), textOf(cursor.value));
				cursor.continue();
			};
		});
		return lines.join('\n');
	}

	/** All that a structured clone can hold, as far as it is text or bytes. */
	function textOf(value: unknown): string {
		if (value instanceof ArrayBuffer) return lettersOf(new Uint8Array(value));
		if (ArrayBuffer.isView(value))
			return lettersOf(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
		if (value instanceof Map) return [...value].map(textOf).join(',');
		if (value instanceof Set) return [...value].map(textOf).join(',');
		if (Array.isArray(value)) return value.map(textOf).join(',');
		if (typeof value === 'object' && value !== null) {
			const parts = Object.entries(value).map(([key, one]) => `${key}:${textOf(one)}`);
			return `${value.constructor.name}{${parts.join(',')}}`;
		}
		return String(value);
	}

	function lettersOf(bytes: Uint8Array): string {
		let text = '';
		for (let from = 0; from < bytes.length; from += 8192)
			text += String.fromCharCode(...bytes.subarray(from, from + 8192));
		return text;
	}
}

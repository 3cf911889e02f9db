import type { Page } from '@playwright/test';

/** Makes the saved state of a book one on which the engine breaks at the next close; nothing of it is checked, as it is a cache. */
export async function spoilSavedState(page: Page, bookId: string): Promise<void> {
	await page.evaluate(
		(id) =>
			new Promise<void>((resolve, reject) => {
				const opening = indexedDB.open('blotter');
				opening.onerror = () => reject(new Error('the database cannot be opened'));
				opening.onsuccess = () => {
					const database = opening.result;
					const changing = database.transaction('checkpoints', 'readwrite');
					const walking = changing.objectStore('checkpoints').openCursor();
					walking.onsuccess = () => {
						const cursor = walking.result;
						if (cursor === null) return;
						const kept = cursor.value as { bookId: string; state: { book: { requests: unknown } } };
						if (kept.bookId === id) {
							kept.state.book.requests = null;
							cursor.update(kept);
						}
						cursor.continue();
					};
					changing.oncomplete = () => {
						database.close();
						resolve();
					};
				};
			}),
		bookId
	);
}

/** What this site keeps on the device: bytes used and allowed, null where the browser does not say. */
export interface DeviceStorage {
	readonly used: number | null;
	readonly allowed: number | null;
	/** Whether the browser promised not to clear it when it needs room. */
	readonly isKept: boolean;
}

const unknown: DeviceStorage = { used: null, allowed: null, isKept: false };

/** Reads how much is kept here, and whether it is safe from the browser. */
export async function readStorage(): Promise<DeviceStorage> {
	const storage = navigator.storage as StorageManager | undefined;
	if (storage === undefined) return unknown;
	try {
		const [{ usage = null, quota = null }, isKept] = await Promise.all([
			storage.estimate(),
			storage.persisted()
		]);
		return { used: usage, allowed: quota, isKept };
	} catch {
		return unknown;
	}
}

/** Asks the browser to keep it; whether it agreed. */
export async function askToKeep(): Promise<boolean> {
	const storage = navigator.storage as StorageManager | undefined;
	return (await storage?.persist().catch(() => false)) ?? false;
}

/** Deletes the books, the choices and the copies of the app on this device, and loads the page anew. */
export async function deleteEverything(): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		// The desk lets go of it as soon as it is asked to.
		const request = indexedDB.deleteDatabase('blotter');
		request.onsuccess = () => resolve();
		request.onerror = () => reject(new Error('The browser did not delete the database.'));
		request.onblocked = () =>
			reject(new Error('Another tab holds on to the database. Close it and try again.'));
	});
	// What else lives under this origin is not ours to delete.
	for (const key of Object.keys(localStorage)) if (key.startsWith('blotter.')) localStorage.removeItem(key);
	for (const name of await caches.keys()) if (name.startsWith('blotter ')) await caches.delete(name);
	// Registered anew by the page, it keeps the app again.
	await (await navigator.serviceWorker.getRegistration())?.unregister();
	location.reload();
}

import type { DeskRequests } from '../contract/deskApi.ts';

type Handle = NonNullable<DeskRequests['watchHaltFile']['ask']['file']>;

/** What a browser with the File System Access API has. */
interface Pickers {
	showOpenFilePicker?: (options: { readonly id: string }) => Promise<readonly Handle[]>;
}

/** Whether the browser lets a person choose a file that is read again and again. */
export function canChooseHaltFile(): boolean {
	return (globalThis as Pickers).showOpenFilePicker !== undefined;
}

/** Lets a person choose a halt file; null when they think better of it. */
export async function chooseHaltFile(): Promise<Handle | null> {
	const pick = (globalThis as Pickers).showOpenFilePicker;
	if (pick === undefined) return null;
	try {
		const [file] = await pick.call(globalThis, { id: 'halt' });
		return file ?? null;
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	}
}

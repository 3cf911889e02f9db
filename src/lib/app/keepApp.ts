/** What of the page and its browser the copy of the app on the device waits for. */
export interface KeepingHost {
	readonly container: Pick<ServiceWorkerContainer, 'register'>;
	/** The address of the app, with its last slash. */
	readonly base: string;
	/** Starts the desk; settled once it runs, or cannot. */
	readonly running: () => Promise<unknown>;
	/** Does something in so many milliseconds. */
	readonly after: (milliseconds: number, act: () => void) => void;
	/** Does something when the browser has nothing better to do. */
	readonly whenIdle: (act: () => void) => void;
}

/** The desk draws its blocks, its chart and its first prices in this time, milliseconds. */
const drawsFor = 2000;
/** A desk that takes longer than this to start, milliseconds, as one that replays its market, is not waited for. */
const waitsAtMost = 10_000;
const file = 'service-worker.js';

const policy = globalThis.trustedTypes?.createPolicy('app-keeper', {
	createScriptURL(address) {
		const { origin, pathname, search } = new URL(address);
		if (origin !== location.origin || !pathname.endsWith(`/${file}`) || search !== '')
			throw new TypeError(`service worker address refused: ${address}`);
		return address;
	}
});

/**
 * Lets the service worker keep the app on this device, so that it opens without a network. That fetches every file of the app
 * and takes a processor for a while: the first screen comes before it.
 */
export async function keepApp({ container, base, running, after, whenIdle }: KeepingHost): Promise<void> {
	const wait = (milliseconds: number): Promise<void> =>
		new Promise((resolve) => after(milliseconds, resolve));
	// To start the desk is a task of its own.
	await wait(0);
	await Promise.race([running().catch(() => undefined), wait(waitsAtMost)]);
	await wait(drawsFor);
	await new Promise<void>((resolve) => whenIdle(resolve));
	const address = new URL(file, base).href;
	// The DOM library of TypeScript knows no trusted addresses.
	const trusted = (policy?.createScriptURL(address) ?? address) as string;
	// Where the browser keeps nothing, the app runs without a copy.
	await container.register(trusted).catch(() => undefined);
}

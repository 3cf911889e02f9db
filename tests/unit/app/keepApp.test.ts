import { afterEach, beforeEach, expect, test, vi } from 'vitest';

interface Rules {
	createScriptURL: (address: string) => string;
}

let rules: Rules | undefined;

beforeEach(() => {
	vi.resetModules();
	vi.stubGlobal('location', { origin: 'https://desk.example' });
	vi.stubGlobal('trustedTypes', {
		createPolicy: (name: string, given: Rules) => {
			expect(name).toBe('app-keeper');
			rules = given;
			return given;
		}
	});
});
afterEach(() => vi.unstubAllGlobals());

const load = () => import('../../../src/lib/app/keepApp.ts');
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

/** A page whose desk starts, whose time passes and which is idle when the test says so. */
async function open({ refuses = false } = {}) {
	const registered: string[] = [];
	const waiting: [number | 'idle', () => void][] = [];
	let desk = { run: (): void => undefined, fail: (_: Error): void => undefined };
	const running = new Promise<void>((run, fail) => (desk = { run, fail }));
	const { keepApp } = await load();
	const kept = keepApp({
		container: {
			register: (address) => {
				registered.push(String(address));
				return refuses
					? Promise.reject(new Error('not allowed'))
					: Promise.resolve({} as ServiceWorkerRegistration);
			}
		},
		base: 'https://desk.example/x/',
		running: () => running,
		after: (milliseconds, act) => void waiting.push([milliseconds, act]),
		whenIdle: (act) => void waiting.push(['idle', act])
	});
	/** What is waited for now passes. */
	const pass = async (what: number | 'idle'): Promise<void> => {
		const place = waiting.findIndex(([known]) => known === what);
		const [found] = waiting.splice(place, place < 0 ? 0 : 1);
		if (found === undefined) throw new Error(`nothing waits for ${String(what)}`);
		found[1]();
		await settle();
	};
	return { kept, registered, pass, desk, waits: () => waiting.map(([what]) => what) };
}

test('the app is kept once the desk runs, has drawn itself and is idle', async () => {
	const { kept, registered, pass, desk, waits } = await open();
	await pass(0);
	expect(waits()).toEqual([10_000]);
	desk.run();
	await settle();
	await pass(2000);
	expect(registered).toEqual([]);
	await pass('idle');
	await kept;
	expect(registered).toEqual(['https://desk.example/x/service-worker.js']);
});

test.each(['cannot run', 'takes long'])(
	'a desk that %s does not keep the app from being kept',
	async (how) => {
		const { kept, registered, pass, desk } = await open();
		await pass(0);
		if (how === 'cannot run') desk.fail(new Error('the storage is broken'));
		else await pass(10_000);
		await settle();
		await pass(2000);
		await pass('idle');
		await kept;
		expect(registered).toHaveLength(1);
	}
);

test('a browser that keeps nothing is no fault', async () => {
	const { kept, pass, desk } = await open({ refuses: true });
	await pass(0);
	desk.run();
	await settle();
	await pass(2000);
	await pass('idle');
	await expect(kept).resolves.toBeUndefined();
});

test.each([
	'https://other.example/service-worker.js',
	'https://desk.example/x/other.js',
	'https://desk.example/service-worker.js?from=elsewhere',
	'data:text/javascript,1'
])('the policy refuses %s', async (address) => {
	await load();
	expect(() => rules?.createScriptURL(address)).toThrow(`service worker address refused: ${address}`);
});

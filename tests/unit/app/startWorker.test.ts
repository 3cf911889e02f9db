import { afterEach, beforeEach, expect, test, vi } from 'vitest';

interface Rules {
	createScriptURL: (address: string) => string;
}

const started: unknown[][] = [];
let rules: Rules | undefined;

/** What a browser with Trusted Types offers, as far as a worker needs it. */
beforeEach(() => {
	started.length = 0;
	vi.resetModules();
	vi.stubGlobal('location', { origin: 'https://desk.example', href: 'https://desk.example/x/' });
	vi.stubGlobal('trustedTypes', {
		createPolicy: (name: string, given: Rules) => {
			expect(name).toBe('app-worker');
			rules = given;
			return given;
		}
	});
	vi.stubGlobal(
		'Worker',
		class {
			constructor(...given: unknown[]) {
				started.push(given);
			}
			addEventListener() {
				return undefined;
			}
		}
	);
	vi.spyOn(URL, 'createObjectURL').mockReturnValue('blob:https://desk.example/1234');
});
afterEach(() => {
	vi.unstubAllGlobals();
	vi.restoreAllMocks();
});

const load = () => import('../../../src/lib/app/startWorker.ts');

test('a worker starts from a blob of its own origin', async () => {
	const { startWorker } = await load();
	startWorker('./_app/replay.js', 'replay');
	expect(started).toEqual([['blob:https://desk.example/1234', { type: 'module', name: 'replay' }]]);
});

test.each([
	'https://desk.example/_app/replay.js',
	'https://other.example/worker.js',
	'blob:https://other.example/1234',
	'data:text/javascript,1'
])('the policy refuses %s', async (address) => {
	await load();
	expect(() => rules?.createScriptURL(address)).toThrow(`worker address refused: ${address}`);
});

test('a module of another host is not started', async () => {
	const { startWorker } = await load();
	expect(() => startWorker('https://other.example/worker.js', 'replay')).toThrow('worker address refused');
	expect(started).toEqual([]);
});

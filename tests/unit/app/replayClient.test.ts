import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ReplayClient } from '../../../src/lib/app/replayClient.svelte.ts';
import type { GivenFile, LoadedRun, Progress, ReplayApi } from '../../../src/lib/contract/replayApi.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';
import type { RunReport } from '../../../src/lib/domain/runReport.ts';

const bars = { symbol: 'ALFA', assetClass: 'us_equity', interval: '1m', count: 2, from: 0, to: 1 } as const;
const loadedFrom = (file: string): LoadedRun => ({
	bars: [{ ...bars, files: [file] }],
	decisions: { file: 'decisions.json', count: 1, refusedRows: 0, faults: [] },
	config: { file: 'config.json', settings: [], note: null }
});
const file = (name: string): GivenFile => ({ name, content: new Blob([]) });
const report = { elapsedMs: 1 } as RunReport;

/** A worker that answers when it is told to. */
function createFakeWorker() {
	let settle: (outcome: never) => void = () => undefined;
	let onProgress: (progress: Progress) => void = () => undefined;
	const wait = (tell: typeof onProgress) => {
		onProgress = tell;
		return new Promise<never>((resolve) => (settle = resolve));
	};
	const cancel = vi.fn();
	const api: ReplayApi = { load: (_, tell) => wait(tell), run: wait, cancel };
	return {
		api,
		cancel,
		answer: async (outcome: unknown) => {
			settle(outcome as never);
			await vi.advanceTimersByTimeAsync(0);
		},
		progress: (progress: Progress) => onProgress(progress)
	};
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function createLoaded() {
	const worker = createFakeWorker();
	const client = new ReplayClient(() => worker.api);
	void client.takeSample(() => Promise.resolve([file('ALFA_1m.csv')]));
	await vi.advanceTimersByTimeAsync(0);
	await worker.answer(ok(loadedFrom('ALFA_1m.csv')));
	return { client, worker };
}

describe('what is loaded', () => {
	test('the sample is named as the sample, own bars as own', async () => {
		const { client, worker } = await createLoaded();
		expect(client.origin).toBe('sample');
		void client.take([file('mine.csv')]);
		await vi.advanceTimersByTimeAsync(0);
		await worker.answer(ok(loadedFrom('mine.csv')));
		expect(client.origin).toBe('yours');
	});

	test('own decisions over the bars of the sample are still the sample', async () => {
		const { client, worker } = await createLoaded();
		void client.take([file('decisions.json')]);
		await vi.advanceTimersByTimeAsync(0);
		await worker.answer(ok(loadedFrom('ALFA_1m.csv')));
		expect(client.origin).toBe('sample');
	});

	test('a refusal changes nothing of what was loaded and run', async () => {
		const { client, worker } = await createLoaded();
		void client.run();
		await worker.answer(ok(report));
		const before = client.loaded;
		void client.take([file('bad.csv')]);
		await vi.advanceTimersByTimeAsync(0);
		await worker.answer(failed({ type: 'refused', messages: ['bad.csv, line 2: no.'] }));
		expect(client.refusal).toEqual(['bad.csv, line 2: no.']);
		expect(client.loaded).toBe(before);
		expect(client.report).toBe(report);
	});

	test('new inputs put the outcome of the old ones away', async () => {
		const { client, worker } = await createLoaded();
		void client.run();
		await worker.answer(ok(report));
		void client.take([file('config.json')]);
		await vi.advanceTimersByTimeAsync(0);
		await worker.answer(ok(loadedFrom('ALFA_1m.csv')));
		expect(client.report).toBeNull();
	});

	test('files given during a run are refused, and the run goes on', async () => {
		const { client, worker } = await createLoaded();
		void client.run();
		await client.take([file('mine.csv')]);
		expect(client.refusal).toEqual(['The desk is busy. Wait or cancel, then give the files again.']);
		await worker.answer(ok(report));
		expect(client.report).toBe(report);
	});

	test('a sample that cannot be fetched is a sentence', async () => {
		const client = new ReplayClient(() => createFakeWorker().api);
		await client.takeSample(() => Promise.reject(new Error('No network.')));
		expect(client.refusal).toEqual(['No network.']);
		expect(client.activity).toEqual({ kind: 'idle' });
	});
});

describe('a run', () => {
	test('is slow only after a while, so that a quick one does not flicker', async () => {
		const { client, worker } = await createLoaded();
		void client.run();
		expect(client.activity).toMatchObject({ kind: 'running', isSlow: false });
		await vi.advanceTimersByTimeAsync(399);
		expect(client.activity).toMatchObject({ isSlow: false });
		await vi.advanceTimersByTimeAsync(1);
		expect(client.activity).toMatchObject({ isSlow: true });
		const progress: Progress = { stage: 'running', done: 1, total: 2, at: 3 };
		worker.progress(progress);
		expect(client.activity).toEqual({ kind: 'running', isSlow: true, progress });
		await worker.answer(ok(report));
		expect(client.activity).toEqual({ kind: 'idle' });
		worker.progress(progress);
		expect(client.activity).toEqual({ kind: 'idle' });
	});

	test('that is cancelled leaves the outcome before it', async () => {
		const { client, worker } = await createLoaded();
		void client.run();
		await worker.answer(ok(report));
		void client.run();
		client.cancel();
		expect(worker.cancel).toHaveBeenCalledOnce();
		await worker.answer(failed({ type: 'cancelled', at: 5 }));
		expect(client.runFault).toEqual({ type: 'cancelled', at: 5 });
		expect(client.report).toBe(report);
	});

	test('that breaks down is told', async () => {
		const { client, worker } = await createLoaded();
		worker.api.run = () => Promise.reject(new Error('out of memory'));
		await client.run();
		expect(client.runFault).toEqual({ type: 'fault', message: 'out of memory' });
	});

	test('does not start while nothing is loaded, and cancel is nothing then', async () => {
		const connect = vi.fn();
		const client = new ReplayClient(connect);
		await client.run();
		client.cancel();
		expect(connect).not.toHaveBeenCalled();
	});
});

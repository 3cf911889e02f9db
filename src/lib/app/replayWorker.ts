import * as Comlink from 'comlink';
import type { ReplayApi } from '../contract/replayApi.ts';
import workerAddress from '../../workers/replay.worker.ts?worker&url';
import { startWorker } from './startWorker.ts';

/** The replay worker as the page calls it; a worker that breaks down rejects whatever waits for it. */
export function connectReplay(): ReplayApi {
	const worker = startWorker(workerAddress, 'replay');
	const remote = Comlink.wrap<ReplayApi>(worker);
	const broken = new Promise<never>((_, reject) => {
		worker.addEventListener('error', (event) => {
			reject(new Error(event.message || 'The replay worker could not start.'));
		});
	});
	broken.catch(() => undefined);
	return {
		load: (files, onProgress) => Promise.race([remote.load([...files], Comlink.proxy(onProgress)), broken]),
		run: (onProgress) => Promise.race([remote.run(Comlink.proxy(onProgress)), broken]),
		cancel: () => void remote.cancel()
	};
}

import * as Comlink from 'comlink';
import type { DeskApi } from '../contract/deskApi.ts';
import workerAddress from '../../workers/desk.worker.ts?worker&url';
import { startWorker } from './startWorker.ts';

/** The desk worker as the page calls it; a worker that breaks down rejects its connection and whatever waits for it. */
export function connectDesk(): DeskApi {
	const worker = startWorker(workerAddress, 'desk');
	const remote = Comlink.wrap<DeskApi>(worker);
	const broken = new Promise<never>((_, reject) => {
		worker.addEventListener('error', (event) => {
			reject(new Error(event.message || 'The desk worker could not start.'));
		});
	});
	broken.catch(() => undefined);
	return {
		// Stays open once it is connected, so that a later breakdown is told as well.
		connect: async (build, onState, isHalted) => {
			await Promise.race([remote.connect(build, Comlink.proxy(onState), isHalted), broken]);
			return broken;
		},
		ask: (name, ask) => Promise.race([remote.ask(name, ask), broken]),
		retry: () => Promise.race([remote.retry(), broken])
	};
}

import type { GivenFile } from '../contract/replayApi.ts';

/** A file that a person opened with the app, in the system's own file list. */
interface LaunchedFile {
	readonly name: string;
	getFile(): Promise<Blob>;
}

/** One opening of the app: with files, or at an address. */
export interface Launch {
	readonly files?: readonly LaunchedFile[];
	readonly targetURL?: string;
}

/** Where the browser puts launches, those from before a consumer was set as well. */
export interface LaunchQueue {
	setConsumer(take: (launch: Launch) => void): void;
}

interface LaunchWays {
	/** Takes files as if they had been dropped on the desk, once it runs. */
	readonly take: (files: readonly GivenFile[]) => Promise<unknown>;
	/** Shows an address of the app. */
	readonly show: (address: string) => void;
	readonly refuse: (message: string) => void;
}

/** Takes launches one after another: the files of the next are given when those of the one before have been taken. */
export function consumeLaunches(queue: LaunchQueue, { take, show, refuse }: LaunchWays): void {
	let turn: Promise<unknown> = Promise.resolve();
	queue.setConsumer(({ files = [], targetURL }) => {
		if (files.length === 0) {
			if (targetURL !== undefined) show(targetURL);
			return;
		}
		turn = turn
			.then(() =>
				Promise.all(files.map(async (file) => ({ name: file.name, content: await file.getFile() })))
			)
			.then(take)
			.catch((error: unknown) => refuse(error instanceof Error ? error.message : String(error)));
	});
}

declare global {
	interface Window {
		readonly launchQueue?: LaunchQueue;
	}
}

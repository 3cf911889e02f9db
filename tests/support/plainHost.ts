import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { contentTypeOf } from '../../scripts/contentTypes.mjs';

/** A host that knows nothing of the app: it serves a folder, and in each folder of it the index. */
export interface PlainHost {
	/** Where build/ is served, ending in a slash. */
	readonly address: string;
	/** What was asked for and is not there. */
	readonly missed: readonly string[];
	/** Changes the text of a file from now on, as another build would. */
	replace(path: string, change: (text: string) => string): void;
	/** Answers nothing more, as when the network is gone. */
	close(): Promise<void>;
}

/** Serves build/ under a path, as `/x/`. */
export async function startPlainHost(under: string): Promise<PlainHost> {
	const missed: string[] = [];
	const changes = new Map<string, (text: string) => string>();
	const read = async (
		path: string
	): Promise<{ body: Buffer | string; name: string } | 'folder' | undefined> => {
		if (!path.startsWith(under)) return undefined;
		const name = path.slice(under.length) + (path.endsWith('/') ? 'index.html' : '');
		const found = await stat(join('build', name)).catch(() => undefined);
		if (found?.isDirectory()) return 'folder';
		if (found === undefined) return undefined;
		const body = await readFile(join('build', name));
		return { body: changes.get(name)?.(body.toString('utf8')) ?? body, name };
	};
	const server = createServer((request, response) => {
		const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
		void read(pathname).then((found) => {
			if (found === 'folder') response.writeHead(301, { Location: `${pathname}/${search}` }).end();
			else if (found !== undefined)
				response
					.writeHead(200, { 'Content-Type': String(contentTypeOf(extname(found.name))) })
					.end(found.body);
			else {
				missed.push(pathname);
				response.writeHead(404).end();
			}
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		address: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${under}`,
		missed,
		replace: (path, change) => changes.set(path, change),
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			})
	};
}

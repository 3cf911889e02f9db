/// <reference no-default-lib="true"/>
/// <reference lib="esnext" />
/// <reference lib="webworker" />
/// <reference types="@sveltejs/kit" />
// Keeps the whole app on the device, so that it opens without a network. Nothing else is ever kept, and nothing of
// another origin is touched.
import { base, build, files, prerendered, version } from '$service-worker';

const worker = globalThis as unknown as ServiceWorkerGlobalScope;

// Several copies of the app can live under one origin: each clears away its own caches alone.
const prefix = `blotter ${base}/ `;
const cacheName = `${prefix}${version}`;
const notFound = `${base}/404.html`;
const kept = new Set([...build, ...files, ...prerendered]);
/** Says which version's files are given out. A browser can take minutes to put a new worker in the old one's place. */
const inUse = { cacheName: `blotter-in-use ${base}/`, address: `${base}/in-use` };
const takesAtOnce = 2;
/** Pages that load wait so long at most for this worker to take the old one's place, milliseconds. */
const takesOverWithin = 2000;
/** A file whose name changes with its content. */
const isImmutable = (path: string): boolean => path.includes('/_app/immutable/');

worker.addEventListener('install', (event) => event.waitUntil(fill()));

worker.addEventListener('activate', (event) =>
	event.waitUntil(Promise.all([use().then(dropOldCaches), worker.clients.claim()]))
);

// A new version waits until a person lets it take over: every tab reloads then.
worker.addEventListener('message', (event) => {
	if (event.data === 'is-new') event.waitUntil(answer(event.source));
	if (event.data === 'take-over') event.waitUntil(takeOver());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	event.respondWith(request.mode === 'navigate' ? page(request, pathname) : file(request, pathname));
});

/** Takes every file of this version, all or none, and few at a time, since a desk runs meanwhile. */
async function fill(): Promise<void> {
	const cache = await caches.open(cacheName);
	const left = [...kept];
	const take = async (): Promise<void> => {
		for (let path = left.pop(); path !== undefined; path = left.pop()) await keep(cache, path);
	};
	await Promise.all(Array.from({ length: takesAtOnce }, take));
}

/** What has not changed comes from the version before. */
async function keep(cache: Cache, path: string): Promise<void> {
	const old = isImmutable(path) ? await caches.match(path) : undefined;
	const response = old ?? (await fetch(path, { cache: isImmutable(path) ? 'default' : 'no-cache' }));
	if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
	await cache.put(path, plain(response));
}

/** A page may not be answered with a response that was led elsewhere. */
function plain(response: Response): Response {
	if (!response.redirected) return response;
	const { body, headers, status } = response;
	return new Response(body, { headers, status });
}

/** Gives out the files of this version from now on, whichever worker is asked for them. */
async function use(): Promise<void> {
	const cache = await caches.open(inUse.cacheName);
	await cache.put(inUse.address, new Response(cacheName));
}

/** The cache of the version whose files are given out. */
async function cacheInUse(): Promise<string> {
	const said = await caches.match(inUse.address, { cacheName: inUse.cacheName });
	return said === undefined ? cacheName : said.text();
}

/** Tells a page whether this version is another than the one it would get. */
async function answer(source: ExtendableMessageEvent['source']): Promise<void> {
	if ((await cacheInUse()) !== cacheName) source?.postMessage(`new ${base}/`);
}

async function takeOver(): Promise<void> {
	await use();
	// A page that the old worker answers while it is put away can be left without its end: none loads before, if that does not take long.
	await Promise.race([
		worker.skipWaiting(),
		new Promise<void>((resolve) => setTimeout(resolve, takesOverWithin))
	]);
	const pages = await worker.clients.matchAll({ includeUncontrolled: true, type: 'window' });
	for (const client of pages) client.postMessage(`in-use ${base}/`);
}

/** Caches are listed in the order in which they were made: one after this version's belongs to a newer one. */
async function dropOldCaches(): Promise<void> {
	const names = (await caches.keys()).filter((name) => name.startsWith(prefix));
	await Promise.all(names.slice(0, names.indexOf(cacheName)).map((name) => caches.delete(name)));
}

/** The page of an address, whether it ends in a slash, in index.html or in neither. */
async function page(request: Request, pathname: string): Promise<Response> {
	const path = `${pathname.replace(/\/(index\.html)?$/, '')}/`;
	const found = (await lookUp(path)) ?? (await lookUp(pathname));
	if (found !== undefined) return found;
	try {
		return await fetch(request);
	} catch {
		const { body, headers } = await file(request, notFound);
		return new Response(body, { headers, status: 404 });
	}
}

async function file(request: Request, path: string): Promise<Response> {
	return (await lookUp(path)) ?? fetch(request);
}

/** A page of the version before may still ask for a file of its own while it loads. */
async function lookUp(path: string): Promise<Response | undefined> {
	return isImmutable(path) ? caches.match(path) : caches.match(path, { cacheName: await cacheInUse() });
}

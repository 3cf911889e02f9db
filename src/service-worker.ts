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
const pages = new Set(prerendered);
const kept = new Set([...build, ...files, ...prerendered]);
/** A file whose name changes with its content. */
const isImmutable = (path: string): boolean => path.includes('/_app/immutable/');

worker.addEventListener('install', (event) => event.waitUntil(fill()));

worker.addEventListener('activate', (event) =>
	event.waitUntil(Promise.all([dropOldCaches(), worker.clients.claim()]))
);

// A new version waits until a person lets it take over: every tab reloads then.
worker.addEventListener('message', ({ data }) => {
	if (data === 'take-over') void worker.skipWaiting();
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (request.method !== 'GET' || origin !== worker.location.origin) return;
	if (request.mode === 'navigate') event.respondWith(page(request, pathname));
	else if (kept.has(pathname)) event.respondWith(file(request, pathname));
});

/** Takes every file of this version, all or none; what has not changed comes from the version before. */
async function fill(): Promise<void> {
	const cache = await caches.open(cacheName);
	await Promise.all(
		[...kept].map(async (path) => {
			const old = isImmutable(path) ? await caches.match(path) : undefined;
			const response = old ?? (await fetch(path, { cache: isImmutable(path) ? 'default' : 'no-cache' }));
			if (!response.ok) throw new Error(`${path}: ${String(response.status)}`);
			await cache.put(path, plain(response));
		})
	);
}

/** A page may not be answered with a response that was led elsewhere. */
function plain(response: Response): Response {
	if (!response.redirected) return response;
	const { body, headers, status } = response;
	return new Response(body, { headers, status });
}

async function dropOldCaches(): Promise<void> {
	const names = await caches.keys();
	const old = names.filter((name) => name.startsWith(prefix) && name !== cacheName);
	await Promise.all(old.map((name) => caches.delete(name)));
}

/** The page of an address, whether it ends in a slash, in index.html or in neither. */
async function page(request: Request, pathname: string): Promise<Response> {
	const path = `${pathname.replace(/\/(index\.html)?$/, '')}/`;
	if (pages.has(path)) return file(request, path);
	if (kept.has(pathname)) return file(request, pathname);
	try {
		return await fetch(request);
	} catch {
		const { body, headers } = await file(request, notFound);
		return new Response(body, { headers, status: 404 });
	}
}

async function file(request: Request, path: string): Promise<Response> {
	const cache = await caches.open(cacheName);
	return (await cache.match(path)) ?? fetch(request);
}

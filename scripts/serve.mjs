// Serves build/ to this machine alone, with the headers that any host of the built files should send too.
import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contentTypeOf } from './contentTypes.mjs';
import { cacheOf, fixedHeaders, framing } from './hostHeaders.mjs';
import { root } from './sourceStamp.mjs';

const host = '127.0.0.1';
const buildFolder = join(root, 'build');
const notFound = '404.html';
const encodings = [
	['br', '.br'],
	['gzip', '.gz']
];

/** A server of build/, and with a relay of the calls that go through it. */
export function createHost(relay) {
	const server = createServer((request, response) => {
		const work = relay?.takes(request.url) ? relay.answer(request, response) : answer(request, response);
		work.catch(() => {
			if (!response.headersSent) response.writeHead(500, fixedHeaders);
			response.end();
		});
	});
	if (relay) server.on('upgrade', relay.upgrade);
	return server;
}

/** Listens on the port, or, with `search`, on the next free one; resolves to the address. */
export function serve({ port, search = false, relay }) {
	return new Promise((resolve, reject) => {
		const server = createHost(relay);
		server.on('error', (error) => {
			if (search && error.code === 'EADDRINUSE' && port < 65_535) server.listen(++port, host);
			else reject(error);
		});
		server.on('listening', () => resolve(`http://${host}:${port}/`));
		server.listen(port, host);
	});
}

async function answer(request, response) {
	if (request.method !== 'GET' && request.method !== 'HEAD') {
		response.writeHead(405, { ...fixedHeaders, Allow: 'GET, HEAD' }).end();
		return;
	}
	const path = pathOf(request.url);
	if (path === undefined) {
		response.writeHead(400, fixedHeaders).end();
		return;
	}
	const found = await findFile(path);
	if (found === undefined && (await findFile(`${path}${sep}`)) !== undefined) {
		const [address, query] = request.url.split('?', 2);
		const place = `./${address.slice(address.lastIndexOf('/') + 1)}/${query === undefined ? '' : `?${query}`}`;
		response.writeHead(308, { ...fixedHeaders, Location: place }).end();
		return;
	}
	const status = found === undefined ? 404 : 200;
	const file = found ?? join(buildFolder, notFound);
	const headers = { ...fixedHeaders, ...(await headersOf(file, path, found !== undefined)) };
	if (request.headers['if-none-match'] === headers.ETag) {
		response.writeHead(304, headers).end();
		return;
	}
	const { body, encoding } = await contentOf(file, request.headers['accept-encoding'] ?? '');
	if (encoding) headers['Content-Encoding'] = encoding;
	response.writeHead(status, { ...headers, 'Content-Length': body.length });
	response.end(request.method === 'HEAD' ? undefined : body);
}

function pathOf(url) {
	try {
		const path = normalize(decodeURIComponent(url.split(/[?#]/, 1)[0]));
		const inside = join(buildFolder, path).startsWith(buildFolder + sep) || path === sep;
		return inside && !path.includes('\0') ? path : undefined;
	} catch {
		return undefined;
	}
}

async function findFile(path) {
	const full = join(buildFolder, path);
	const file = path.endsWith(sep) ? join(full, 'index.html') : full;
	const found = await stat(file).catch(() => undefined);
	return found?.isFile() ? file : undefined;
}

async function contentOf(file, accepted) {
	for (const [encoding, extension] of encodings) {
		if (!new RegExp(`\\b${encoding}\\b`).test(accepted)) continue;
		const body = await readFile(file + extension).catch(() => undefined);
		if (body) return { body, encoding };
	}
	return { body: await readFile(file) };
}

async function headersOf(file, path, isFound) {
	const { mtimeMs, size } = await stat(file);
	const isImmutable = isFound && path.replaceAll(sep, '/').includes('/_app/immutable/');
	return {
		'Content-Type': contentTypeOf(extname(file)),
		'Content-Security-Policy': await policyOf(
			extname(file) === '.html' ? file : join(buildFolder, 'index.html')
		),
		'Cache-Control': cacheOf(isImmutable),
		ETag: `W/"${Math.trunc(mtimeMs).toString(36)}-${size.toString(36)}"`,
		Vary: 'Accept-Encoding'
	};
}

/** The policy a page carries in its meta tag, and beside it the one directive that only a header can give. */
async function policyOf(page) {
	const html = await readFile(page, 'utf8');
	const meta = /<meta\s+http-equiv="content-security-policy"\s+content="([^"]*)"/.exec(html)?.[1];
	if (!meta) throw new Error(`${page} carries no content security policy`);
	return `${meta.replaceAll('&#39;', "'").replaceAll('&amp;', '&')}; ${framing}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const port = Number(process.env.PORT ?? 4173);
	try {
		console.log(`Blotter is served at ${await serve({ port })}`);
	} catch (error) {
		console.error(error.code === 'EADDRINUSE' ? `Port ${port} is taken.` : error.message);
		process.exitCode = 1;
	}
}

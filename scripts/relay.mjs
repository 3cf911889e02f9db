// Passes calls of the page on to Alpaca, for browsers that are refused some of them there. It keeps nothing and writes nothing
// down: no call, no header, no answer.
import { createProxyServer } from 'httpxy';
import { fixedHeaders } from './hostHeaders.mjs';
import {
	headersOfUpgrade,
	headersToAnswer,
	headersToOpen,
	headersToSend,
	isRelayed,
	marker,
	markerPath,
	originsOf,
	routeCall,
	routeStream
} from './relayRules.mjs';

/** How long Alpaca is waited for, in milliseconds: longer than the page waits. */
const patience = 20_000;
/** Hosts turn away callers without a name. */
const named = { 'user-agent': 'Blotter' };
const fixed = {
	...fixedHeaders,
	'Cache-Control': 'no-store',
	// What comes back is read by the page's code, and is never a page itself.
	'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox"
};

/** A relay to Alpaca, or to an origin on this machine in its place. */
export function createRelay({ standIn } = {}) {
	const originByHost = originsOf(standIn);
	const proxy = createProxyServer({
		changeOrigin: true,
		xfwd: false,
		proxyTimeout: patience,
		headers: named
	});
	const trim = (answer) => {
		answer.headers = headersToAnswer(answer.headers);
	};
	proxy.on('proxyRes', trim);
	proxy.on('proxyReqWs', (opening) => {
		opening.on('response', trim);
		opening.on('upgrade', (answer) => {
			answer.headers = headersToOpen(answer.headers);
		});
	});
	return {
		takes: isRelayed,

		async answer(request, response) {
			for (const [name, value] of Object.entries(fixed)) response.setHeader(name, value);
			if (request.url === markerPath && request.method === 'GET') return say(response, 200, marker);
			const route = routeCall(request, request.socket.localPort);
			if (route.host === undefined) return refuse(response, route);
			request.url = route.path;
			request.headers = headersToSend(request.headers);
			try {
				await proxy.web(request, response, { target: originByHost[route.host] });
			} catch {
				// Whether the call was heard is not known; the page asks.
				if (response.headersSent) response.destroy();
				else refuse(response, { status: 502, message: 'The relay got no answer from Alpaca.' });
			}
		},

		upgrade(request, socket, head) {
			const route = routeStream(request, request.socket.localPort);
			if (route.host === undefined) {
				socket.end(`HTTP/1.1 ${route.status} ${route.message}\r\nConnection: close\r\n\r\n`);
				return;
			}
			request.url = route.path;
			request.headers = headersOfUpgrade(request.headers);
			proxy
				.ws(request, socket, { target: originByHost[route.host], upgradeTimeout: patience }, head)
				.catch(() => socket.destroy());
		}
	};
}

const refuse = (response, { status, message }) => say(response, status, JSON.stringify({ message }));

function say(response, status, text) {
	response.writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' }).end(text);
}

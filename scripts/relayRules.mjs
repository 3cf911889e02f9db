// What the relay lets through. Everything else is refused before anything is sent.

/** The only hosts it passes to; streams of prices have a name of their own. */
export const alpacaHosts = {
	trading: 'https://paper-api.alpaca.markets',
	data: 'https://data.alpaca.markets',
	stream: 'https://stream.data.alpaca.markets'
};

/** Where it says that it is there, and what. */
export const markerPath = '/relay/here';
export const marker = JSON.stringify({ relay: 'alpaca' });

/** The longest body, in bytes: an order takes less than a hundredth of it. */
export const longestBody = 65_536;

/** What each host is called with; prices are only read. */
export const methodsByHost = { trading: ['GET', 'POST', 'PATCH', 'DELETE'], data: ['GET'] };
const callAddress = /^\/relay\/(trading|data)(\/v(?:2|1beta1|1beta3)\/[\w.:%/-]+)(\?.*)?$/;
const streamAddress = /^\/relay\/(?:(trading)(\/stream)|(stream)(\/v(?:2|1beta1|1beta3)\/[a-z_/]+))(\?.*)?$/;
const keyHeaders = ['apca-api-key-id', 'apca-api-secret-key'];

/** What goes on to Alpaca, beside the name of its host: the keys, and what says how the body is to be read. */
const sentHeaders = [...keyHeaders, 'content-type', 'content-length'];
const sentOnUpgrade = [
	...['connection', 'upgrade', 'sec-websocket-key', 'sec-websocket-version'],
	...['sec-websocket-protocol', 'sec-websocket-extensions']
];
const answerOnUpgrade = [
	...['connection', 'upgrade', 'sec-websocket-accept'],
	...['sec-websocket-protocol', 'sec-websocket-extensions']
];
/** What comes back of an answer: no cookie, and no word about other origins. */
const answerHeaders = [
	...['content-type', 'content-length', 'content-encoding', 'transfer-encoding', 'date', 'retry-after'],
	...['x-request-id', 'x-ratelimit-limit', 'x-ratelimit-remaining', 'x-ratelimit-reset']
];

/** Whether an address is the relay's, as a call of it or not. */
export const isRelayed = (url) => url.startsWith('/relay/');

/** Where a call goes: `{host, path}`, or `{status, message}` when it may not. */
export function routeCall({ method, url, headers }, port) {
	if (!isOwn(headers, port)) return refusal(403, 'The relay takes the calls of its own site alone.');
	const [, host, path, query = ''] = callAddress.exec(url) ?? [];
	if (host === undefined || strays(path)) return refusal(404, 'The relay does not pass this address.');
	if (!methodsByHost[host].includes(method)) return refusal(405, 'The relay does not pass this method.');
	if (keyHeaders.some((name) => !headers[name]))
		return refusal(400, 'The relay passes no call without keys.');
	if (headers['transfer-encoding'] !== undefined) return refusal(411, 'The length of the body is not said.');
	if (Number(headers['content-length'] ?? 0) > longestBody) return refusal(413, 'The body is too long.');
	return { host, path: path + query };
}

/** Where a WebSocket goes, in the same form. A browser asks nobody before it opens one, so it has to say whose page it is. */
export function routeStream({ method, url, headers }, port) {
	if (headers.origin === undefined || !isOwn(headers, port)) return refusal(403, 'Forbidden');
	const [, trading, tradingPath, stream, streamPath, query = ''] = streamAddress.exec(url) ?? [];
	const path = tradingPath ?? streamPath;
	if (method !== 'GET' || path === undefined || strays(path)) return refusal(404, 'Not Found');
	return { host: trading ?? stream, path: path + query };
}

/** The headers that go on, and those that come back. */
export const headersToSend = (headers) => pick(headers, sentHeaders);
export const headersOfUpgrade = (headers) => pick(headers, sentOnUpgrade);
export const headersToOpen = (headers) => pick(headers, answerOnUpgrade);
export const headersToAnswer = (headers) => pick(headers, answerHeaders);

/**
 * The origins it passes to: Alpaca's own, or one on this machine in the place of all, for trying it out. Anything else is a
 * mistake that would give keys away.
 */
export function originsOf(standIn) {
	if (standIn === undefined) return alpacaHosts;
	const { protocol, hostname, origin, href } = new URL(standIn);
	const isHere = ['127.0.0.1', '[::1]', 'localhost'].includes(hostname);
	if (!isHere || !/^https?:$/.test(protocol) || href !== `${origin}/`) {
		throw new Error(`The relay passes to Alpaca or to this machine, not to ${standIn}`);
	}
	return { trading: origin, data: origin, stream: origin };
}

/**
 * Whether a call comes from a page that was served here. The name it was asked under counts too: another site could let its
 * own name point to this machine.
 */
function isOwn({ host, origin, 'sec-fetch-site': site }, port) {
	const names = ['127.0.0.1', 'localhost', '[::1]'];
	const isNamed = names.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
	return (
		isNamed &&
		(origin === undefined || origin === `http://${host}`) &&
		(site === undefined || site === 'same-origin')
	);
}

/** Whether a path leads out of what was allowed, once it is read as a server may read it. */
function strays(path) {
	try {
		const read = decodeURIComponent(path);
		const hasOddSign = [...read].some((sign) => sign < '!' || sign > '~' || sign === '\\' || sign === '%');
		return hasOddSign || read.split('/').some((part) => part === '.' || part === '..');
	} catch {
		return true;
	}
}

const refusal = (status, message) => ({ status, message });

const pick = (headers, names) =>
	Object.fromEntries(
		names.filter((name) => headers[name] !== undefined).map((name) => [name, headers[name]])
	);

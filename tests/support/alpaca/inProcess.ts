import type { TransportSetup } from '../../../src/lib/adapters/alpaca/transport.ts';
import type { AlpacaStandIn } from './standIn.ts';
import type { StandInReply, StandInRequest } from './standInTypes.ts';

/**
 * What can go wrong on the way: the request is lost, or its answer is; no answer ever comes, though the request was or was not
 * heard; a gateway answers for an Alpaca that has done what it was asked; there were too many calls; the plan has no such data; or the
 * key was revoked.
 */
export type Mishap =
	'lost_request' | 'lost_answer' | 'no_answer' | 'unheard' | 'gateway' | 'too_many' | 'forbidden' | 'revoked';

/** Says what goes wrong with a request; null lets it pass. */
export type Mishaps = (request: StandInRequest) => Mishap | null;

/** A stand-in as `fetch` finds it, without a network between. */
export function standInFetch(standIn: AlpacaStandIn, mishaps: Mishaps = () => null): TransportSetup['fetch'] {
	return (url, init) => {
		const request = requestOf(url, init);
		const mishap = mishaps(request);
		if (mishap === 'lost_request') return Promise.reject(new TypeError('Failed to fetch'));
		if (mishap === 'unheard') return never(init);
		if (mishap === 'too_many')
			return Promise.resolve(new Response('{"message":"too many requests."}', { status: 429 }));
		if (mishap === 'forbidden')
			return Promise.resolve(new Response('{"message":"forbidden."}', { status: 403 }));
		if (mishap === 'revoked') return Promise.resolve(new Response('<html>401</html>', { status: 401 }));
		const reply = standIn.handle(request);
		if (mishap === 'lost_answer') return Promise.reject(new TypeError('Failed to fetch'));
		if (mishap === 'no_answer') return never(init);
		if (mishap === 'gateway') return Promise.resolve(new Response('<html>504</html>', { status: 504 }));
		return Promise.resolve(responseOf(reply));
	};
}

function requestOf(url: string, { method = 'GET', headers, body }: RequestInit): StandInRequest {
	const { pathname, searchParams } = new URL(url);
	const named = Object.entries((headers ?? {}) as Record<string, string>);
	return {
		method,
		path: pathname,
		query: searchParams,
		headers: Object.fromEntries(named.map(([name, value]) => [name.toLowerCase(), value])),
		body: typeof body === 'string' ? body : ''
	};
}

function responseOf({ status, body, page }: StandInReply): Response {
	if (page !== undefined) return new Response(page, { status });
	return new Response(status === 204 ? null : JSON.stringify(body), { status });
}

function never({ signal }: RequestInit): Promise<Response> {
	return new Promise((_, reject) => {
		signal?.addEventListener('abort', () => {
			reject(new DOMException('aborted', 'AbortError'));
		});
	});
}

import type { AlpacaBases, TransportSetup } from './transport.ts';

/** The bases of a relay at an address, as `https://example.org/blotter/relay/`; null unless it is on the origin of the page. */
export function basesOfRelay(address: string, origin: string): AlpacaBases | null {
	if (!URL.canParse(address)) return null;
	const url = new URL(address);
	const isPlain = url.href === `${origin}${url.pathname}` && /^\/(?:.*\/)?relay\/$/.test(url.pathname);
	if (!isPlain) return null;
	return { trading: `${url.href}trading`, data: `${url.href}data`, stream: `${url.href}stream` };
}

/** Whether a relay answers at the address: a host without one sends a page there, or nothing. No key is sent to find out. */
export async function hasRelay(
	fetch: TransportSetup['fetch'],
	address: string,
	patience: number
): Promise<boolean> {
	try {
		const answer = await fetch(`${address}here`, {
			...{ credentials: 'omit', cache: 'no-store', redirect: 'error', referrerPolicy: 'no-referrer' },
			signal: AbortSignal.timeout(patience)
		});
		const said: unknown = answer.ok ? await answer.json() : null;
		return typeof said === 'object' && said !== null && 'relay' in said && said.relay === 'alpaca';
	} catch {
		return false;
	}
}

import type { AlpacaStandIn } from './standIn.ts';
import { refuse, type StandInReply, type StandInRequest } from './standInTypes.ts';

/**
 * Makes a stand-in put the keys that it was given into all that it says: into its faults, its pages, and beside what it is asked for.
 * While `refusesOrders` is set it takes no order, and says with the keys why.
 */
export function letEcho(standIn: AlpacaStandIn): { refusesOrders: boolean; readonly echoes: number } {
	const state = { refusesOrders: false, echoes: 0 };
	const plain = standIn.handle.bind(standIn);
	standIn.handle = (request) => {
		const said = saidOf(request);
		if (said === '') return plain(request);
		state.echoes++;
		const isOrder = request.method === 'POST' && request.body.includes('symbol');
		if (state.refusesOrders && isOrder) return refuse(403, 40310000, `forbidden for ${said}`);
		return echo(plain(request), said);
	};
	return state;
}

function saidOf({ headers }: StandInRequest): string {
	const [keyId, secret] = [headers['apca-api-key-id'], headers['apca-api-secret-key']];
	return keyId === undefined || secret === undefined ? '' : `key ${keyId} with ${secret}`;
}

function echo(reply: StandInReply, said: string): StandInReply {
	const { status, body, page } = reply;
	if (page !== undefined) return { status, page: `${page}<p>${said}</p>` };
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return reply;
	const { message } = body as { readonly message?: unknown };
	return {
		status,
		body: { ...body, echo: said, ...(typeof message === 'string' ? { message: `${message} (${said})` } : {}) }
	};
}

import { testKeys } from './fixtures.ts';
import { openStandIn } from './openStandIn.ts';
import type { StandInSetup } from './standInAccount.ts';
import type { StreamMishaps } from './standInLine.ts';
import { standInSocket } from './standInSocket.ts';

/** What a stream is greeted with. */
export const auth = { action: 'auth', key: testKeys.keyId, secret: testKeys.secret };

/** A stand-in whose streams a test talks to by hand. */
export function openTalks(mishaps: StreamMishaps = () => null, setup: Partial<StandInSetup> = {}) {
	const { clock, standIn, api } = openStandIn(setup);
	standIn.quote('AAPL', '99.98', '100.02');
	const openSocket = standInSocket(standIn, { clock, mishaps });

	/** A socket that says these at once, and everything that comes over it. */
	async function talk(url: string, ...messages: readonly unknown[]) {
		const socket = openSocket(url);
		const heard: unknown[] = [];
		const kinds = new Set<string>();
		let isClosed = false;
		socket.binaryType = 'arraybuffer';
		socket.onopen = () => {
			for (const message of messages) socket.send(JSON.stringify(message));
		};
		socket.onmessage = ({ data }) => {
			kinds.add(typeof data === 'string' ? 'text' : 'bytes');
			const text = typeof data === 'string' ? data : new TextDecoder().decode(data as ArrayBuffer);
			heard.push(JSON.parse(text));
		};
		socket.onclose = () => {
			isClosed = true;
		};
		await clock.advance(0);
		const say = async (message: unknown): Promise<unknown> => {
			socket.send(typeof message === 'string' ? message : JSON.stringify(message));
			await clock.advance(0);
			return heard.at(-1);
		};
		const close = async (): Promise<void> => {
			socket.close();
			await clock.advance(0);
		};
		return { heard, kinds, say, close, isClosed: () => isClosed };
	}

	const order = async (id: string, more: object = {}): Promise<string> => {
		const asked = { symbol: 'AAPL', qty: '10', side: 'buy', type: 'market', time_in_force: 'day' };
		const answer = await api.submit({ ...asked, ...more, client_order_id: id } as never);
		if (!answer.ok) throw new Error(JSON.stringify(answer.error));
		await clock.advance(10);
		return answer.value.id;
	};
	return { clock, standIn, api, talk, order };
}

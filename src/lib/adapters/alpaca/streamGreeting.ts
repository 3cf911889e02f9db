import type { BrokerKeys } from '../../domain/brokerKey.ts';
import type { KeptSocketSetup, StreamReply } from './keptSocket.ts';

/** What a stream is kept with. */
export type StreamSetup = Omit<KeptSocketSetup, 'talk'> & { readonly keys: BrokerKeys };

/** What every stream is greeted with. */
export function authOf({ keyId, secret }: BrokerKeys): unknown {
	return { action: 'auth', key: keyId, secret };
}

/** Says `live` at the first agreement of a connection, and nothing at the answers to a ping. */
export function onceLive() {
	let isLive = false;
	const say = (): StreamReply | null => {
		if (isLive) return null;
		isLive = true;
		return { is: 'live' };
	};
	say.reset = (): void => {
		isLive = false;
	};
	return say;
}

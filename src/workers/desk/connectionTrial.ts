import type { StreamTrial } from '../../lib/adapters/alpaca/doctor.ts';
import { createHeldTrial, type HeldStreams } from '../../lib/adapters/alpaca/heldStreams.ts';
import { createStreamTrial } from '../../lib/adapters/alpaca/streamTrial.ts';
import {
	alpacaBases,
	streamUrl,
	type AlpacaBases,
	type StreamName
} from '../../lib/adapters/alpaca/transport.ts';
import type { BrokerKeys } from '../../lib/domain/brokerKey.ts';
import { patience } from './connectionReading.ts';
import type { ConnectionSetup } from './connectionSetup.ts';

/** How streams are tried with keys, beside those that are held already. */
export function createConnectionTrial(
	{ openSocket, clock }: Pick<ConnectionSetup, 'openSocket' | 'clock'>,
	keys: BrokerKeys,
	way: {
		readonly held: HeldStreams;
		readonly bases: () => AlpacaBases;
		readonly urlOf: (name: StreamName) => string;
	}
): StreamTrial {
	const trial = createStreamTrial({
		...{ open: openSocket, clock, keys, patience },
		// A browser needs no permission for a WebSocket, so the relay is for networks without a way to Alpaca's own.
		urlsOf: (name) => [...new Set([streamUrl(alpacaBases, name), streamUrl(way.bases(), name)])]
	});
	return createHeldTrial({ held: way.held, keyId: keys.keyId, clock, patience, urlOf: way.urlOf }, trial);
}

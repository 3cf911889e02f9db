import { z } from '../../schema/zod.ts';
import { KeptSocket, type StreamReply, type StreamTalk } from './keptSocket.ts';
import { authOf, onceLive, type StreamSetup } from './streamGreeting.ts';
import { wireTradeUpdate, wireTradingControl } from './wire/streams.ts';
import type { WireOrder } from './wire/trading.ts';

/** What is heard of an order: the order as it is, and the name of what happened, which may be one that is not known. */
export interface OrderNews {
	readonly event: string;
	readonly order: WireOrder;
}

/** How many of the last events are known again when they come twice. */
const knownEvents = 200;
const listen = { action: 'listen', data: { streams: ['trade_updates'] } };

/**
 * The stream of what happens to orders. It is a doorbell: what it says is read again from the account, because it says nothing of what
 * happened while nobody listened, and nothing of some legs at all.
 */
export function createOrderStream(setup: StreamSetup, onNews: (news: OrderNews) => void): KeptSocket {
	const isNew = newOnes(knownEvents);
	const becomesLive = onceLive();
	const talk: StreamTalk = {
		greet: () => [authOf(setup.keys)],
		ping: () => listen,
		hear(frame) {
			const update = z.safeParse(wireTradeUpdate, frame);
			if (update.success) {
				const { event, event_id: id, order } = update.data.data;
				if (isNew(id)) onNews({ event, order });
				return null;
			}
			const control = z.safeParse(wireTradingControl, frame);
			return control.success ? answerTo(control.data, becomesLive) : null;
		}
	};
	return new KeptSocket({
		...setup,
		talk,
		onState: (state) => {
			if (state === 'connecting') becomesLive.reset();
			setup.onState(state);
		}
	});
}

function answerTo(
	{ stream, action, data }: z.infer<typeof wireTradingControl>,
	becomesLive: () => StreamReply | null
): StreamReply | null {
	if (action === 'error') return { is: /limit/i.test(data.error_message ?? '') ? 'limited' : 'broken' };
	if (stream === 'authorization') return data.status === 'authorized' ? { say: [listen] } : { is: 'refused' };
	return stream === 'listening' ? becomesLive() : null;
}

/** Tells ids that were not among the last ones; what has no id is always new. */
function newOnes(most: number): (id: string | null) => boolean {
	const known = new Set<string>();
	return (id) => {
		if (id === null) return true;
		if (known.has(id)) return false;
		known.add(id);
		const [oldest] = known;
		if (known.size > most && oldest !== undefined) known.delete(oldest);
		return true;
	};
}

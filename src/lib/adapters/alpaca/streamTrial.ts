import type { BrokerKeys } from '../../domain/brokerKey.ts';
import type { Clock } from '../../ports/clock.ts';
import { z } from '../../schema/zod.ts';
import type { ProbeOutcome, StreamFinding, StreamTrial } from './doctor.ts';
import { frameOf, type Socket } from './keptSocket.ts';
import { authOf } from './streamGreeting.ts';
import type { StreamName } from './transport.ts';
import { wireDataFrame, wireTradingControl } from './wire/streams.ts';

/** What streams are tried with. */
export interface StreamTrialSetup {
	readonly open: (url: string) => Socket;
	readonly clock: Clock;
	readonly keys: BrokerKeys;
	/** How long an answer is waited for, in milliseconds. */
	readonly patience: number;
	/** Where a stream may be, what is better first. */
	readonly urlsOf: (name: StreamName) => readonly string[];
}

type Verdict = Pick<StreamFinding, 'outcome' | 'code'>;
const noAnswer: Verdict = { outcome: 'no_answer', code: null };

/** Opens a stream, gives the keys, and closes it again; where it gives no answer it is tried at the next address. */
export function createStreamTrial(setup: StreamTrialSetup): StreamTrial {
	return async (name) => {
		for (const url of setup.urlsOf(name)) {
			const verdict = await tryOnce(setup, url);
			if (verdict.outcome !== 'no_answer') return { ...verdict, url };
		}
		return { ...noAnswer, url: null };
	};
}

function tryOnce({ open, clock, keys, patience }: StreamTrialSetup, url: string): Promise<Verdict> {
	return new Promise((resolve) => {
		const socket = open(url);
		const end = (verdict: Verdict): void => {
			stopWaiting();
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
			resolve(verdict);
		};
		const stopWaiting = clock.after(patience, () => end(noAnswer));
		socket.binaryType = 'arraybuffer';
		socket.onopen = () => socket.send(JSON.stringify(authOf(keys)));
		socket.onclose = () => end(noAnswer);
		socket.onmessage = ({ data }) => {
			const verdict = verdictOf(frameOf(data));
			if (verdict !== null) end(verdict);
		};
	});
}

const outcomeByCode: Readonly<Record<number, ProbeOutcome>> = { 402: 'wrong_key', 406: 'connection_limit' };

/** What a frame says of the keys; null when it says nothing of them. */
function verdictOf(frame: unknown): Verdict | null {
	const read = z.safeParse(wireDataFrame, frame);
	if (!read.success) return verdictOfControl(frame);
	for (const { T, msg, code = null } of read.data) {
		if (T === 'success' && msg === 'authenticated') return { outcome: 'works', code: null };
		if (T === 'error') return { outcome: outcomeByCode[code ?? 0] ?? 'unexpected', code };
	}
	return null;
}

function verdictOfControl(frame: unknown): Verdict | null {
	const read = z.safeParse(wireTradingControl, frame);
	if (!read.success) return null;
	const { stream, action, data } = read.data;
	if (action === 'error') {
		const isLimit = /limit/i.test(data.error_message ?? '');
		return { outcome: isLimit ? 'connection_limit' : 'unexpected', code: null };
	}
	if (stream !== 'authorization') return null;
	return { outcome: data.status === 'authorized' ? 'works' : 'wrong_key', code: null };
}

import type { BrokerCall } from '../../domain/brokerAnswer.ts';
import type { Errand } from '../../domain/latency.ts';
import type { Call, CallAnswer, Transport } from './transport.ts';

const longestAnswer = 4_000;

/** A transport that writes down every call it makes for an errand, and what came back. */
export function recordCalls(transport: Transport, errand: Errand, into: BrokerCall[]): Transport {
	return {
		async send(call, signal) {
			const answer = await transport.send(call, signal);
			into.push({ errand, request: requestText(call), ...answerOf(answer) });
			return answer;
		}
	};
}

/** Method, path with its query, and body as they are sent; a call knows no headers. */
function requestText({ method, path, query = {}, body }: Call): string {
	const asked = new URLSearchParams(query).toString();
	const address = asked === '' ? path : `${path}?${asked}`;
	return `${method} ${address}${body === undefined ? '' : ` ${JSON.stringify(body)}`}`;
}

function answerOf(answer: CallAnswer): Pick<BrokerCall, 'status' | 'answer'> {
	if (answer.type === 'answered')
		return { status: answer.status, answer: answer.text.slice(0, longestAnswer) };
	return { status: null, answer: answer.isSent ? `no answer: ${answer.because}` : 'not sent' };
}

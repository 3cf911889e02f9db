import type { ProbeKey, ProbeResult, ProbeView } from './connection.ts';

interface ProbeWords {
	readonly title: string;
	readonly works: string;
	readonly without: string;
}

const wordsByProbe: Readonly<Record<ProbeKey, ProbeWords>> = {
	clock: {
		title: 'Read the account',
		works: 'The account, orders and positions can be read.',
		without: 'Nothing works without it: the desk stays with its simulator.'
	},
	submit: {
		title: 'Send an order',
		works: 'Orders can be sent. An empty one was, and was refused as it should be.',
		without: 'No order can be sent from this browser. Dry run works, and so do the relay and the simulator.'
	},
	cancel: {
		title: 'Cancel an order',
		works: 'Orders can be canceled. One that does not exist was, and was not found.',
		without: 'An order that rests at Alpaca could not be taken back: paper stays off without the relay.'
	},
	replace: {
		title: 'Change an order',
		works: 'Orders can be changed. One that does not exist was, and was not found.',
		without: 'A change is made by canceling the order and sending a new one.'
	},
	prices: {
		title: 'Read prices',
		works: 'Prices of the IEX feed can be read.',
		without: 'Prices come from the positions alone, and only for what is held.'
	},
	orderStream: {
		title: 'Hear what happens to orders',
		works: 'Alpaca tells of fills and cancels as they happen.',
		without: 'Orders are asked for again and again, so that a fill is known seconds later.'
	},
	priceStream: {
		title: 'Hear stock prices',
		works: 'Alpaca tells prices of the IEX feed as they change.',
		without: 'Prices of stocks are asked for every few seconds.'
	},
	coinStream: {
		title: 'Hear coin prices',
		works: 'Alpaca tells prices of coins as they change.',
		without: 'Prices of coins are asked for every few seconds.'
	},
	newsStream: {
		title: 'Hear news',
		works: 'Alpaca tells news as it comes.',
		without: 'News can be read by calls, and is not told as it comes.'
	}
};
const streams: ReadonlySet<ProbeKey> = new Set(['orderStream', 'priceStream', 'coinStream', 'newsStream']);

const saysByResult: Readonly<Record<Exclude<ProbeResult, 'works'>, string>> = {
	no_answer:
		'No answer. The browser was refused the call, the key is wrong, or the network is down: it does not say which.',
	wrong_key: 'Alpaca refuses the key.',
	connection_limit:
		'Alpaca takes one connection at a time, and another program or tab of yours has it, or had it a moment ago.',
	rate_limited: 'Too many calls with this key in the last minute. Try again in a minute.',
	unexpected: 'Alpaca answered something that is not expected.'
};

const silentStream = 'No answer: no connection came about, or nothing was said over it.';

/** A trial in words; `status` is that of the answer, when there was one; `isHeld` of a stream that the desk itself keeps open. */
export function tellProbe(
	name: ProbeKey,
	result: ProbeResult,
	status: number | null,
	isHeld = false
): ProbeView {
	const { title, works, without } = wordsByProbe[name];
	if (result === 'works') {
		const opened = streams.has(name) ? `${works} The connection was closed again.` : works;
		return {
			name,
			result,
			title,
			says: isHeld ? `In use by this desk, works. ${works}` : opened,
			without: null
		};
	}
	const says = result === 'no_answer' && streams.has(name) ? silentStream : saysByResult[result];
	const shown = result === 'unexpected' && status !== null ? ` Its status was ${String(status)}.` : '';
	return { name, result, title, says: says + shown, without };
}

/** What is said of a key that is no paper key. */
export const keyTexts = {
	live: 'This is a live key (AK…). Blotter trades paper accounts alone: make a key on the paper account.',
	broker: 'This is a key of the Broker API (CK…). Make one on your paper account.',
	odd: 'This has a space, an invisible or another character that no key has. Copy it again from the paper account’s page.',
	unknown: 'A paper key begins with PK. Copy the key id from the paper account’s page.'
} as const;

/** What is said of a relay that is not used. */
export const relayTexts = {
	none: 'This site has no relay, so nothing was sent. “npm start -- --relay” serves one; Help says how another host does.',
	elsewhere: 'A relay is used on the address of this page alone. Nothing was sent.'
} as const;

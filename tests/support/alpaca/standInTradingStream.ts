import type { StandInUpdate } from './standInTypes.ts';
import { isTestKeys, readMessage, textIn, type StreamTalk, type TalkSetup } from './standInTalk.ts';

const deprecated =
	'this authentication format is being deprecated. Please use the format: {"action": "auth", "key": "x", "secret": "x"}';

/** How Alpaca says on the trading stream that something is wrong; it closes after it. */
export function tradingFault(message: string) {
	return { action: 'error', data: { error_message: message } };
}

/** The trading stream's side of a conversation: keys, what is listened to, and what happens to orders. */
export class StandInTradingTalk implements StreamTalk<StandInUpdate> {
	readonly #setup: TalkSetup;
	#isAuthorized = false;
	#streams: readonly string[] = [];

	constructor(setup: TalkSetup) {
		this.#setup = setup;
	}

	hear(text: string): void {
		const message = readMessage(text);
		if (message === null) return this.#fail('invalid message');
		switch (message['action']) {
			case 'auth':
				return this.#authorize(textIn(message, 'key'), textIn(message, 'secret'));
			case 'authenticate': {
				const data = readMessage(JSON.stringify(message['data'] ?? {})) ?? {};
				return this.#authorize(textIn(data, 'key_id'), textIn(data, 'secret_key'), deprecated);
			}
			case 'listen':
				return this.#listen(message['data']);
			default:
				return this.#fail('unknown action');
		}
	}

	/** Says what happened to an order, if that is listened to. */
	tell(update: StandInUpdate): void {
		if (this.#streams.includes(update.stream)) this.#setup.line.say(update);
	}

	end(): void {
		this.#streams = [];
	}

	#authorize(keyId: string, secret: string, message?: string): void {
		if (this.#setup.isLimited) return this.#fail('connection limit exceeded');
		this.#isAuthorized = isTestKeys(keyId, secret);
		const status = this.#isAuthorized ? 'authorized' : 'unauthorized';
		const said = message === undefined ? {} : { message };
		this.#setup.line.say({ stream: 'authorization', data: { action: 'authenticate', ...said, status } });
	}

	/** What is listened to is this list and nothing else; streams that there are not are left out. */
	#listen(data: unknown): void {
		if (!this.#isAuthorized) {
			this.#setup.line.say({ stream: 'authorization', data: { action: 'listen', status: 'unauthorized' } });
			return;
		}
		const { streams } = (data ?? {}) as { readonly streams?: unknown };
		if (!Array.isArray(streams)) return this.#fail('invalid message');
		this.#streams = streams.filter((name): name is string => name === 'trade_updates');
		this.#setup.line.say({ stream: 'listening', data: { streams: this.#streams } });
	}

	#fail(why: string): void {
		this.#setup.line.say(tradingFault(why));
		this.#setup.line.close();
	}
}

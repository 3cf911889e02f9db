import type { BrokerKeys } from '../../domain/brokerKey.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedStreamState } from '../../ports/priceFeed.ts';
import type { Socket } from './keptSocket.ts';
import { createPriceStream, type PriceStream, type StreamPrice } from './priceStream.ts';

/** What the stream of a market works with. */
export interface MarketStreamSetup {
	readonly address: string;
	readonly openSocket: (address: string) => Socket;
	readonly clock: Clock;
	/** From 0 to below 1. */
	readonly chance: () => number;
	readonly keys: BrokerKeys;
	/** Whether trading halts there. */
	readonly halts: boolean;
	readonly onPrice: (price: StreamPrice) => void;
	/** It is heard from now on. */
	readonly onLive: () => void;
	/** It stands otherwise, or follows other symbols. */
	readonly onChange: () => void;
}

/** The stream of a market, open while something is followed on it: an account has one connection to each. */
export class MarketStream {
	#state: FeedStreamState = 'off';
	#stream: PriceStream | null = null;
	#followed: ReadonlySet<string> = new Set();
	#isWhole = true;
	readonly #setup: MarketStreamSetup;

	constructor(setup: MarketStreamSetup) {
		this.#setup = setup;
	}

	get state(): FeedStreamState {
		return this.#state;
	}

	/** Whether it has no place for a symbol, though it is heard and has answered all that was asked. */
	leavesOut(symbol: string): boolean {
		return this.#state === 'live' && this.#stream?.isSettled === true && !this.#followed.has(symbol);
	}

	/** Whether it says all there is to say of a symbol, its trades too. */
	says(symbol: string): boolean {
		return this.#state === 'live' && this.#isWhole && this.#followed.has(symbol);
	}

	follow(symbols: readonly string[]): void {
		if (this.#state === 'closed') return;
		if (symbols.length === 0) return this.#end('off');
		const isFirst = this.#stream === null;
		this.#stream ??= this.#create();
		this.#stream.follow(symbols);
		if (isFirst) this.#stream.start();
	}

	close(): void {
		this.#end('closed');
	}

	#create(): PriceStream {
		const { address, openSocket, onPrice, onChange, ...setup } = this.#setup;
		return createPriceStream(
			{
				...setup,
				open: () => openSocket(address),
				onState: (state) => {
					if (this.#stream !== null) this.#become(state);
				},
				onFollowed: (symbols, isWhole) => {
					this.#followed = new Set(symbols);
					this.#isWhole = isWhole;
					onChange();
				}
			},
			onPrice
		);
	}

	#end(state: 'off' | 'closed'): void {
		const stream = this.#stream;
		this.#stream = null;
		stream?.close();
		this.#become(state);
	}

	#become(state: FeedStreamState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.#setup.onChange();
	}
}

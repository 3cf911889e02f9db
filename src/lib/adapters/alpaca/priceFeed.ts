import type { BrokerKeys } from '../../domain/brokerKey.ts';
import type { PriceOrigin } from '../../domain/quote.ts';
import type { Clock } from '../../ports/clock.ts';
import type {
	FeedView,
	FedPrice,
	FollowedSymbol,
	PositionPrice,
	PriceFeed,
	PriceFeedSink
} from '../../ports/priceFeed.ts';
import type { CallBudget } from './callBudget.ts';
import { readFineInstant } from './fineInstant.ts';
import { FollowedSymbols, type Followed } from './followedSymbols.ts';
import { HeardHalts } from './heardHalts.ts';
import { HeardPrices, type Heard } from './heardPrices.ts';
import type { Socket } from './keptSocket.ts';
import { createMarketApi, type MarketOf } from './marketApi.ts';
import { MarketStream } from './marketStream.ts';
import { markets, PricePolling } from './pricePolling.ts';
import type { ApiFault } from './readAnswer.ts';
import { mostFollowed, type StreamPrice } from './priceStream.ts';
import type { Transport } from './transport.ts';

/** What a feed of Alpaca's prices works with. */
export interface AlpacaPriceFeedSetup {
	readonly transport: Transport;
	readonly budget: Pick<CallBudget, 'state'>;
	readonly clock: Clock;
	/** From 0 to below 1. */
	readonly chance: () => number;
	readonly keys: BrokerKeys;
	readonly openSocket: (address: string) => Socket;
	/** Where the streams are. */
	readonly addresses: { readonly stocks: string; readonly coins: string };
	readonly sink: PriceFeedSink;
}

/**
 * Alpaca's live prices: by stream what has a place there, by calls the rest and whatever the stream does not say, and out of positions
 * where calls fail too.
 */
export function createAlpacaPriceFeed(setup: AlpacaPriceFeedSetup): PriceFeed {
	return new AlpacaPriceFeed(setup);
}

class AlpacaPriceFeed implements PriceFeed {
	readonly #setup: AlpacaPriceFeedSetup;
	readonly #followed = new FollowedSymbols();
	readonly #prices = new HeardPrices();
	readonly #halts: HeardHalts;
	readonly #inPositions = new Map<string, PositionPrice>();
	readonly #streams: Readonly<Record<MarketOf, MarketStream>>;
	readonly #polling: PricePolling;
	readonly #stop = new AbortController();
	#isStarted = false;
	#lastTold = '';

	constructor(setup: AlpacaPriceFeedSetup) {
		const { transport, clock, addresses } = setup;
		this.#setup = setup;
		this.#halts = new HeardHalts((symbol, isHalted) => setup.sink.halt(symbol, isHalted));
		this.#streams = {
			stocks: this.#createStream('stocks', addresses.stocks),
			crypto: this.#createStream('crypto', addresses.coins)
		};
		const stoppable: Transport = { send: (call) => transport.send(call, this.#stop.signal) };
		this.#polling = new PricePolling({
			api: createMarketApi(stoppable, () => clock.now()),
			budget: () => setup.budget.state(),
			clock,
			due: (market) =>
				this.#followed.due(market, (symbol) => this.#streams[market].says(symbol), clock.now()),
			onHeard: (symbol, heard) => this.#read(symbol, heard),
			onClosed: (symbol, price) => this.#setup.sink.closed(symbol, price),
			onFailed: (market, symbols, fault) => this.#readNothing(market, symbols, fault),
			onLooked: () => this.#tellChange()
		});
	}

	follow(symbols: readonly FollowedSymbol[]): void {
		this.#followed.replace(symbols, mostFollowed, this.#setup.clock.now());
		const names = this.#followed.names();
		this.#prices.keep(names);
		this.#halts.keep(names);
		if (this.#isRunning) this.#followOn();
		this.#tellChange();
	}

	takePositions(prices: readonly PositionPrice[]): void {
		for (const price of prices) {
			const symbol = this.#followed.current(price.symbol);
			if (!(price.price > 0)) continue;
			this.#inPositions.set(symbol, { ...price, symbol });
			const one = this.#followed.get(symbol);
			if (one !== undefined) this.#standIn(one);
		}
	}

	start(): void {
		if (this.#isStarted) return;
		this.#isStarted = true;
		if (this.#isRunning) this.#followOn();
	}

	close(): void {
		this.#stop.abort();
		this.#polling.close();
		for (const market of markets) this.#streams[market].close();
	}

	view(): FeedView {
		return {
			streamed: this.#followed.where((one) => this.#hasPlace(one)),
			polled: this.#followed.where((one) => !this.#hasPlace(one)),
			unknown: this.#followed.where(({ isUnknown }) => isUnknown),
			stockStream: this.#streams.stocks.state,
			coinStream: this.#streams.crypto.state,
			problem: this.#polling.problem,
			pollEvery: this.#polling.every
		};
	}

	originOf(symbol: string): PriceOrigin | null {
		return this.#prices.originOf(symbol);
	}

	get #isRunning(): boolean {
		return this.#isStarted && !this.#stop.signal.aborted;
	}

	#createStream(market: MarketOf, address: string): MarketStream {
		const { openSocket, clock, chance, keys } = this.#setup;
		return new MarketStream({
			...{ address, openSocket, clock, chance, keys, halts: market === 'stocks' },
			onPrice: (price) => this.#hear(price),
			onLive: () => {
				this.#followed.streamLives(market, clock.now());
				this.#polling.look();
			},
			onChange: () => this.#tellChange()
		});
	}

	#followOn(): void {
		for (const market of markets) {
			this.#streams[market].follow(this.#followed.where((one) => one.market === market && one.isStreamed));
		}
		this.#polling.look();
	}

	/** Whether a symbol has a place on its stream, as far as that is known. */
	#hasPlace({ symbol, market, isStreamed }: Followed): boolean {
		return isStreamed && !this.#streams[market].leavesOut(symbol);
	}

	/** Takes what a stream says. */
	#hear(said: StreamPrice): void {
		const symbol = this.#followed.current(said.symbol);
		const one = this.#followed.get(symbol);
		if (one === undefined) return;
		const now = this.#setup.clock.now();
		if (said.type === 'halt') {
			const at = said.at === null ? null : readFineInstant(said.at);
			return this.#halts.say(symbol, said.isHalted, at?.at ?? now);
		}
		one.quietSince = now;
		one.isUnknown = false;
		this.#give(this.#take(symbol, heardOf(said), 'stream'));
	}

	/** Takes what a call says. */
	#read(symbol: string, heard: Heard | null): void {
		const one = this.#followed.get(symbol);
		if (one === undefined) return;
		one.isNew = false;
		const origin = this.originOf(symbol);
		one.isUnknown = heard === null && (origin === null || origin === 'positions');
		const price = heard === null ? null : this.#take(symbol, heard, 'quotes');
		// A stream that said nothing had nothing to say.
		if (price === null) one.quietSince = this.#setup.clock.now();
		this.#give(price);
		if (heard === null) this.#standIn(one);
	}

	#readNothing(market: MarketOf, symbols: readonly string[], fault: ApiFault): void {
		for (const one of this.#followed.all()) {
			if (one.market !== market || !symbols.includes(one.symbol)) continue;
			one.isNew = false;
			one.quietSince = -Infinity;
			if (isNameOf(one.symbol, fault)) one.isRefused = one.isUnknown = true;
			this.#standIn(one);
		}
	}

	/** Gives the price that came with a position where nothing better comes. */
	#standIn({ symbol, market, isStreamed, isUnknown }: Followed): void {
		const price = this.#inPositions.get(symbol);
		if (price === undefined || !this.#isRunning) return;
		const isHeard = isStreamed && this.#streams[market].says(symbol) && this.originOf(symbol) === 'stream';
		if (isHeard || !(isUnknown || this.#polling.failing.has(market))) return;
		this.#give(this.#prices.takePosition(price));
	}

	#take(symbol: string, heard: Heard, origin: PriceOrigin): FedPrice | null {
		const made = heard.trade === null || heard.trade === undefined ? null : readFineInstant(heard.trade.t);
		if (made !== null) this.#halts.traded(symbol, made.at);
		return this.#prices.take(symbol, heard, origin, this.#setup.clock.now());
	}

	#give(price: FedPrice | null): void {
		if (price !== null) this.#setup.sink.price(price);
	}

	#tellChange(): void {
		const now = JSON.stringify(this.view());
		if (now === this.#lastTold) return;
		this.#lastTold = now;
		this.#setup.sink.changed();
	}
}

function heardOf(said: Exclude<StreamPrice, { readonly type: 'halt' }>): Heard {
	const { at: t } = said;
	if (said.type === 'trade') return { trade: { t, p: said.price } };
	const { bid: bp, ask: ap, bidSize, askSize } = said;
	return {
		quote: {
			...{ t, bp, ap },
			...(bidSize === undefined ? {} : { bs: bidSize }),
			...(askSize === undefined ? {} : { as: askSize })
		}
	};
}

/** Whether a call was refused for the sake of this symbol, which would be the end of all that are asked for with it. */
function isNameOf(symbol: string, fault: ApiFault): boolean {
	if (fault.type !== 'refused' || (fault.status !== 400 && fault.status !== 422)) return false;
	return fault.message.split(/[\s,;:"'()[\]]+/).some((word) => word.replace(/\.+$/, '') === symbol);
}

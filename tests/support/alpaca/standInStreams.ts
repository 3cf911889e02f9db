import type { Clock } from '../../../src/lib/ports/clock.ts';
import type { AlpacaStandIn } from './standIn.ts';
import { dataFault, StandInDataTalk, type DataFeed } from './standInDataStream.ts';
import { StandInLine, type StreamMishaps, type StreamOutlet } from './standInLine.ts';
import { isCoin } from './standInTape.ts';
import { StandInTradingTalk, tradingFault } from './standInTradingStream.ts';

const priceChannels = ['trades', 'quotes', 'bars', 'updatedBars', 'dailyBars'];
const stockChannels = [...priceChannels, 'statuses', 'lulds'];
const isStock = (symbol: string): boolean => /^[A-Z][A-Z0-9.]*$/.test(symbol);

/** The data streams by their paths. */
const feeds: ReadonlyMap<string, DataFeed> = new Map([
	['/v2/iex', { channels: stockChannels, takes: isStock, isInPlan: true }],
	['/v2/sip', { channels: stockChannels, takes: isStock, isInPlan: false }],
	['/v2/test', { channels: stockChannels, takes: (symbol) => symbol === 'FAKEPACA', isInPlan: true }],
	['/v1beta3/crypto/us', { channels: [...priceChannels, 'orderbooks'], takes: isCoin, isInPlan: true }],
	['/v1beta1/news', { channels: ['news'], takes: () => true, isInPlan: true }]
]);

/** How the streams of a stand-in behave; all of it has a usual way. */
export interface StreamsSetup {
	readonly clock: Clock;
	readonly mishaps?: StreamMishaps;
	/** The most symbols that a data stream follows. */
	readonly symbolLimit?: number;
}

/** One connection, as who carries it needs it. */
export interface StreamConnection {
	/** Takes what the other end says. */
	hear(text: string): void;
	/** The other end has gone. */
	left(): void;
}

/** How long an order takes to get on by itself while its stream is heard, in milliseconds. */
const getsOnAfter = 5;

/** The streams of a stand-in. A data stream has room for one connection; the trading stream for any number. */
export class StandInStreams {
	readonly #standIn: AlpacaStandIn;
	readonly #setup: StreamsSetup;
	/** Which connection has the place of a path. */
	readonly #placeOf = new Map<string, number>();
	#connections = 0;

	constructor(standIn: AlpacaStandIn, setup: StreamsSetup) {
		this.#standIn = standIn;
		this.#setup = setup;
	}

	/** Takes a connection to a path; null when there is no such stream, or it is out of reach. */
	connect(path: string, outlet: StreamOutlet): StreamConnection | null {
		const feed = feeds.get(path);
		if (feed === undefined && path !== '/stream') return null;
		const connection = ++this.#connections;
		const { clock, mishaps = () => null } = this.#setup;
		const mishap = mishaps({ path, connection, message: null });
		if (mishap === 'unreachable') return null;
		let end: () => void = () => undefined;
		const line = new StandInLine({
			...{ path, connection, clock, mishaps, outlet },
			fault: feed === undefined ? tradingFault('internal error') : dataFault(500),
			onEnd: () => end()
		});
		const talking = { line, clock, isLimited: mishap === 'limit' };
		const opened =
			feed === undefined ? this.#openTrading(talking) : this.#openData(talking, feed, path, connection);
		end = opened.end;
		if (line.isOver) end();
		return {
			hear: (text) => {
				if (line.hears) opened.hear(text);
			},
			left: () => line.left()
		};
	}

	#openTrading(talking: ConstructorParameters<typeof StandInTradingTalk>[0]) {
		const talk = new StandInTradingTalk(talking);
		const stop = this.#standIn.listen((update) => {
			talk.tell(update);
			const waits = /^pending_(new|cancel)$/.test(update.data.event);
			if (waits) this.#setup.clock.after(getsOnAfter, () => this.#standIn.step());
		});
		const end = (): void => {
			stop();
			talk.end();
		};
		return { hear: (text: string) => talk.hear(text), end };
	}

	#openData(
		talking: ConstructorParameters<typeof StandInTradingTalk>[0],
		feed: DataFeed,
		path: string,
		connection: number
	) {
		const takePlace = (): boolean => {
			if (this.#placeOf.has(path)) return false;
			this.#placeOf.set(path, connection);
			return true;
		};
		const { symbolLimit = 30 } = this.#setup;
		const talk = new StandInDataTalk({ ...talking, feed, symbolLimit, takePlace });
		const stop = this.#standIn.tape.listen((print) => talk.tell(print));
		const end = (): void => {
			stop();
			talk.end();
			if (this.#placeOf.get(path) === connection) this.#placeOf.delete(path);
		};
		return { hear: (text: string) => talk.hear(text), end };
	}
}

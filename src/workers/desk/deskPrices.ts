import { createAlpacaPriceFeed } from '../../lib/adapters/alpaca/priceFeed.ts';
import type { PricesView } from '../../lib/contract/accountView.ts';
import { feedProblemText, noKeysText, setBackText } from '../../lib/contract/priceTexts.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { openOrders } from '../../lib/engine/orderFile.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { FollowedSymbol, PositionPrice, PriceFeed } from '../../lib/ports/priceFeed.ts';
import type { AlpacaLink } from './alpacaLink.ts';
import type { RunningBook } from './runningBook.ts';

/** What the prices of Alpaca's market come by. */
export interface DeskPricesSetup {
	/** The way to the account whose keys are in memory; null without any. */
	readonly link: () => AlpacaLink | null;
	readonly clock: Clock;
	/** From 0 to below 1. */
	readonly chance: () => number;
	/** Told when the way that prices come is another one. */
	readonly onChange: () => void;
}

/** Feeds the book that runs with Alpaca's prices, as long as it follows them and there are keys. */
export class DeskPrices {
	readonly #setup: DeskPricesSetup;
	#feed: PriceFeed | null = null;
	#fed: RunningBook | null = null;
	#keyId: string | null = null;
	#followed = '';
	/** What the account of a book said last of the prices of what it holds. */
	#inPositions: { readonly book: RunningBook; readonly prices: readonly PositionPrice[] } | null = null;

	constructor(setup: DeskPricesSetup) {
		this.#setup = setup;
	}

	/** Looks which book runs, with which keys, and what it wants to be followed. */
	tick(running: RunningBook | null, listed: readonly string[]): void {
		const book = running?.live === null || running?.readOnlyBecause !== null ? null : running;
		const link = book === null ? null : this.#setup.link();
		const keyId = link?.keys.keyId ?? null;
		if (book !== this.#fed || keyId !== this.#keyId) {
			this.#feed?.close();
			this.#feed = book === null || link === null ? null : this.#open(book, link);
			[this.#fed, this.#keyId, this.#followed] = [book, keyId, ''];
			this.#setup.onChange();
		}
		if (book === null || this.#feed === null) return;
		const wanted = symbolsOf(book, listed);
		const told = wanted.map(({ symbol }) => symbol).join(' ');
		if (told === this.#followed) return;
		this.#followed = told;
		this.#feed.follow(wanted);
	}

	/** Takes the prices inside the positions of a book's account, which stand in where neither streams nor calls give any. */
	takePositions(book: RunningBook, prices: readonly PositionPrice[]): void {
		this.#inPositions = { book, prices };
		if (book === this.#fed) this.#feed?.takePositions(prices);
	}

	/** Which of these symbols the streams have no room for; null while no prices come. */
	polledOf(symbols: readonly string[]): readonly string[] | null {
		const polled = this.#feed?.view().polled;
		return polled === undefined ? null : symbols.filter((symbol) => polled.includes(symbol));
	}

	/** Where the prices of a book come from; null of one with a market of its own. */
	view(running: RunningBook, now: Instant): PricesView | null {
		if (running.live === null) return null;
		const feed = running === this.#fed ? this.#feed : null;
		const { clockAt, state } = running.runner.live();
		const seen = feed?.view() ?? null;
		const origins = state.book.instruments.map(({ instrument: { symbol } }) => [
			symbol,
			feed?.originOf(symbol) ?? null
		]);
		const ahead = clockAt - now > 1000 ? setBackText(clockAt) : null;
		const problem = seen === null ? noKeysText : seen.problem === null ? null : feedProblemText(seen.problem);
		return {
			...{ streamed: seen?.streamed.length ?? 0, polled: seen?.polled.length ?? 0 },
			pollEvery: seen?.pollEvery ?? null,
			origins: Object.fromEntries(origins) as PricesView['origins'],
			problem: ahead ?? problem
		};
	}

	close(): void {
		this.#feed?.close();
		this.#feed = this.#fed = null;
	}

	#open(book: RunningBook, link: AlpacaLink): PriceFeed {
		const { live, runner } = book;
		const { clock, chance, onChange } = this.#setup;
		const changed = (): void => {
			const { stockStream, coinStream } = feed.view();
			link.noteStream('stocks', stockStream);
			link.noteStream('coins', coinStream);
			onChange();
		};
		const feed: PriceFeed = createAlpacaPriceFeed({
			...{ transport: link.transport, budget: link.budget, clock, chance, keys: link.keys },
			openSocket: link.openSocket,
			addresses: { stocks: link.streamAt('stocks'), coins: link.streamAt('coins') },
			sink: {
				price: (price) => live?.take(price),
				closed: (symbol, price) => runner.live().market.closedBefore(symbol, price),
				halt: (symbol, isHalted) => live?.halt(symbol, isHalted, clock.now()),
				changed
			}
		});
		feed.start();
		if (this.#inPositions?.book === book) feed.takePositions(this.#inPositions.prices);
		return feed;
	}
}

/** What a book wants to be followed, the most important first: held and guarded, ordered, then watched. */
function symbolsOf({ runner }: RunningBook, listed: readonly string[]): readonly FollowedSymbol[] {
	const { book, market } = runner.live().state;
	const wanted = new Set([
		...book.positionBySymbol.keys(),
		...book.protectionBySymbol.keys(),
		...openOrders(book).map(({ intent }) => intent.symbol),
		...listed
	]);
	return [...wanted].flatMap((symbol) => {
		const instrument = market.instruments[market.indexBySymbol.get(symbol) ?? -1]?.instrument;
		return instrument === undefined ? [] : [{ symbol, assetClass: instrument.assetClass }];
	});
}

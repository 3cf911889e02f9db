import type { Instant } from '../../domain/time.ts';
import type { FollowedSymbol } from '../../ports/priceFeed.ts';
import { currentName } from './coinNames.ts';
import type { MarketOf } from './marketApi.ts';

/** A symbol that is followed, and how it was heard. */
export interface Followed {
	readonly symbol: string;
	readonly market: MarketOf;
	/** Whether it has a place on the stream. */
	isStreamed: boolean;
	/** Since when nothing new was heard of it. */
	quietSince: Instant;
	/** Whether it must be read whole, as a new symbol is, and one that the stream said nothing of while it was gone. */
	isNew: boolean;
	/** Whether the source has no price of it. */
	isUnknown: boolean;
	/** Whether the source does not even take its name. */
	isRefused: boolean;
}

/** How long a stream may say nothing of a symbol before it is asked for, in milliseconds. */
export const quietFor = 15_000;

/** What is asked for in one look at a market: whole, and by quote and trade. */
export interface Due {
	readonly whole: readonly string[];
	readonly again: readonly string[];
}

/** The symbols of a feed, the most important first. */
export class FollowedSymbols {
	#bySymbol = new Map<string, Followed>();

	/** Follows these and no others; `mostStreamed` of each market have a place on its stream. */
	replace(symbols: readonly FollowedSymbol[], mostStreamed: number, now: Instant): void {
		const next = new Map<string, Followed>();
		const streamed = { stocks: 0, crypto: 0 };
		for (const { symbol, assetClass } of symbols) {
			if (next.has(symbol)) continue;
			const market = assetClass === 'crypto' ? 'crypto' : 'stocks';
			const isStreamed = streamed[market]++ < mostStreamed;
			const known = this.#bySymbol.get(symbol);
			const one = known?.market === market ? known : createFollowed(symbol, market, now);
			if (isStreamed && !one.isStreamed) one.quietSince = now;
			one.isStreamed = isStreamed;
			next.set(symbol, one);
		}
		this.#bySymbol = next;
	}

	get(symbol: string): Followed | undefined {
		return this.#bySymbol.get(symbol);
	}

	/** The name that the desk has for what the venue names so. */
	current(name: string): string {
		return this.#bySymbol.has(name) ? name : currentName(name, this.#bySymbol.keys());
	}

	/** All symbols. */
	names(): ReadonlySet<string> {
		return new Set(this.#bySymbol.keys());
	}

	/** The symbols of which something is so. */
	where(isSo: (one: Followed) => boolean): readonly string[] {
		return this.all()
			.filter(isSo)
			.map(({ symbol }) => symbol);
	}

	all(): readonly Followed[] {
		return [...this.#bySymbol.values()];
	}

	/** The stream of a market is heard from now on: what happened before was not. */
	streamLives(market: MarketOf, now: Instant): void {
		for (const one of this.all()) {
			if (one.market !== market || !one.isStreamed) continue;
			one.isNew = true;
			one.quietSince = now;
		}
	}

	/** What must be asked for, because no stream says it; `says` tells of which symbols one does. */
	due(market: MarketOf, says: (symbol: string) => boolean, now: Instant): Due {
		const isHeard = ({ symbol, isStreamed, quietSince }: Followed) =>
			isStreamed && says(symbol) && now - quietSince < quietFor;
		const due = this.all().filter(
			(one) => one.market === market && !one.isRefused && (one.isNew || !isHeard(one))
		);
		return {
			whole: due.filter(({ isNew }) => isNew).map(({ symbol }) => symbol),
			again: due.filter(({ isNew }) => !isNew).map(({ symbol }) => symbol)
		};
	}
}

function createFollowed(symbol: string, market: MarketOf, now: Instant): Followed {
	return {
		...{ symbol, market, isStreamed: false, quietSince: now },
		...{ isNew: true, isUnknown: false, isRefused: false }
	};
}

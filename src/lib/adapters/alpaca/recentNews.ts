import type { Article } from '../../domain/article.ts';
import { millisecondsPerDay, parseInstant, type Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DataStream } from './dataStream.ts';
import type { createMarketApi } from './marketApi.ts';
import { plainText } from './plainText.ts';
import type { ApiFault } from './readAnswer.ts';
import type { WireArticle } from './wire/market.ts';

/** The news of a symbol by now. */
export interface NewsView {
	/** The newest first. */
	readonly articles: readonly Article[];
	/** When they were read the last time; null before that. */
	readonly readAt: Instant | null;
	readonly isReading: boolean;
	/** Why they could not be read the last time. */
	readonly fault: ApiFault | null;
}

/** What news are read and heard with. */
export interface RecentNewsSetup {
	readonly api: Pick<ReturnType<typeof createMarketApi>, 'news'>;
	readonly clock: Clock;
	/** Opens the stream of news; not before somebody looks. */
	readonly openStream: (onArticle: (article: WireArticle) => void) => DataStream;
}

interface Kept {
	view: NewsView;
	askedAt: Instant;
}

const nothing: NewsView = { articles: [], readAt: null, isReading: false, fault: null };
const reachesBack = 7 * millisecondsPerDay;
const mostArticles = 50;
const mostKept = 12;
const [agesAfter, triesAfter] = [120_000, 60_000];
/** After so long without a look nothing is heard any more. */
const idleAfter = 300_000;

/** The news of the symbols that are looked at: read behind whoever looks, and heard as they come. */
export class RecentNews {
	readonly #setup: RecentNewsSetup;
	/** By the name that news have for a symbol. */
	readonly #kept = new Map<string, Kept>();
	#stream: DataStream | null = null;
	#rest: (() => void) | null = null;

	constructor(setup: RecentNewsSetup) {
		this.#setup = setup;
	}

	/** What is known of a symbol by now; what has grown old is read from here on. */
	look(symbol: string): NewsView {
		const { clock } = this.#setup;
		const name = nameOf(symbol);
		const isNew = !this.#kept.has(name);
		const kept = this.#kept.get(name) ?? { view: nothing, askedAt: -Infinity };
		this.#kept.delete(name);
		this.#kept.set(name, kept);
		const [first = name] = this.#kept.keys();
		if (this.#kept.size > mostKept) this.#kept.delete(first);
		if (this.#stream === null) {
			this.#stream = this.#setup.openStream((article) => this.#hear(article));
			this.#stream.start();
			this.#stream.follow([...this.#kept.keys()]);
		} else if (isNew) this.#stream.follow([...this.#kept.keys()]);
		this.#rest?.();
		this.#rest = clock.after(idleAfter, () => this.close());
		const wait = kept.view.fault === null ? agesAfter : triesAfter;
		if (!kept.view.isReading && clock.now() - kept.askedAt >= wait) void this.#read(kept, name);
		return kept.view;
	}

	/** Hears nothing any more, until somebody looks again. */
	close(): void {
		this.#rest?.();
		this.#stream?.close();
		this.#rest = this.#stream = null;
	}

	async #read(kept: Kept, name: string): Promise<void> {
		const now = this.#setup.clock.now();
		kept.askedAt = now;
		kept.view = { ...kept.view, isReading: true };
		const read = await this.#setup.api.news([name], now - reachesBack, mostArticles);
		const { view } = kept;
		kept.view = read.ok
			? { articles: joined(view.articles, read.value), readAt: now, isReading: false, fault: null }
			: { ...view, isReading: false, fault: read.error };
	}

	#hear(article: WireArticle): void {
		for (const symbol of article.symbols) {
			const kept = this.#kept.get(symbol);
			if (kept !== undefined) kept.view = { ...kept.view, articles: joined(kept.view.articles, [article]) };
		}
	}
}

/** News call a coin `BTCUSD`. */
function nameOf(symbol: string): string {
	return symbol.replace('/', '');
}

/** Both, the newest first, each once, by what was told of it last. */
function joined(known: readonly Article[], told: readonly WireArticle[]): readonly Article[] {
	const byId = new Map(known.map((one) => [one.id, one]));
	for (const one of told.flatMap(articleOf)) byId.set(one.id, one);
	return [...byId.values()].sort((one, other) => other.at - one.at).slice(0, mostArticles);
}

function articleOf(wire: WireArticle): readonly Article[] {
	const at = parseInstant(wire.created_at);
	const { id, symbols, source } = wire;
	if (at === undefined) return [];
	const url = wire.url !== null && /^https?:\/\/[^/]/.test(wire.url) ? wire.url : null;
	const [headline, summary] = [plainText(wire.headline), plainText(wire.summary)];
	return [{ id, at, headline, summary, source, url, symbols }];
}

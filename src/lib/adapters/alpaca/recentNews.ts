import type { Article } from '../../domain/article.ts';
import { ok } from '../../domain/result.ts';
import { millisecondsPerDay, parseInstant, type Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { DataStream } from './dataStream.ts';
import type { createMarketApi } from './marketApi.ts';
import { plainText } from './plainText.ts';
import type { ApiResult } from './readAnswer.ts';
import { RefreshedCache, type Refresh } from './refreshedCache.ts';
import type { WireArticle } from './wire/market.ts';

/** What is read and heard of a symbol. */
interface News {
	/** The newest first. */
	readonly articles: readonly Article[];
	/** When they were read the last time; null before that. */
	readonly readAt: Instant | null;
}

/** The news of a symbol by now. */
export type NewsView = News & Refresh;

/** What news are read and heard with. */
export interface RecentNewsSetup {
	readonly api: Pick<ReturnType<typeof createMarketApi>, 'news'>;
	readonly clock: Clock;
	/** Opens the stream of news; not before somebody looks. */
	readonly openStream: (onArticle: (article: WireArticle) => void) => DataStream;
}

const reachesBack = 7 * millisecondsPerDay;
const mostArticles = 50;
const agesAfter = 120_000;
/** After so long without a look nothing is heard any more. */
const idleAfter = 300_000;

/** The news of the symbols that are looked at: read behind whoever looks, and heard as they come. */
export class RecentNews {
	readonly #setup: RecentNewsSetup;
	/** By the name that news have for a symbol. */
	readonly #kept: RefreshedCache<News>;
	#stream: DataStream | null = null;
	#rest: (() => void) | null = null;

	constructor(setup: RecentNewsSetup) {
		this.#setup = setup;
		this.#kept = new RefreshedCache<News>(setup.clock, { articles: [], readAt: null }, agesAfter);
	}

	/** What is known of a symbol by now; what has grown old is read from here on. */
	look(symbol: string): NewsView {
		const name = nameOf(symbol);
		const isNew = !this.#kept.keys().includes(name);
		const view = this.#kept.look(name, (at) => this.#read(at, name));
		if (this.#stream === null) {
			this.#stream = this.#setup.openStream((article) => this.#hear(article));
			this.#stream.start();
			this.#stream.follow(this.#kept.keys());
		} else if (isNew) this.#stream.follow(this.#kept.keys());
		this.#rest?.();
		this.#rest = this.#setup.clock.after(idleAfter, () => this.close());
		return view;
	}

	/** Hears nothing any more, until somebody looks again. */
	close(): void {
		this.#rest?.();
		this.#stream?.close();
		this.#rest = this.#stream = null;
	}

	async #read(at: Instant, name: string): Promise<ApiResult<(kept: News) => News>> {
		const read = await this.#setup.api.news([name], at - reachesBack, mostArticles);
		if (!read.ok) return read;
		return ok(({ articles }) => ({ articles: joined(articles, read.value), readAt: at }));
	}

	#hear(article: WireArticle): void {
		for (const name of article.symbols)
			this.#kept.change(name, (kept) => ({ ...kept, articles: joined(kept.articles, [article]) }));
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

import type { Article } from '../domain/article.ts';
import type { Instant } from '../domain/time.ts';

/** What is written about a symbol, of the last seven days, 50 at most. */
export interface NewsView {
	/** The newest first. */
	readonly articles: readonly Article[];
	/** When they were read the last time; null before that. */
	readonly readAt: Instant | null;
	readonly isReading: boolean;
	/** Why they could not be read; empty when they could. */
	readonly problem: string;
}

import { z } from '../../schema/zod.ts';
import { createDataStream, type DataStream, type DataStreamSetup } from './dataStream.ts';
import { wireArticle, type WireArticle } from './wire/market.ts';

/** A stream of news about the symbols that are followed; the one symbol `*` stands for all. */
export function createNewsStream(
	setup: DataStreamSetup,
	onArticle: (article: WireArticle) => void
): DataStream {
	return createDataStream(setup, { channels: ['news'], extra: null, most: Infinity }, (message) => {
		if (message.T !== 'n') return;
		const article = z.safeParse(wireArticle, message);
		if (article.success) onArticle(article.data);
	});
}

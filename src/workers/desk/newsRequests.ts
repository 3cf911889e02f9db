import type { Answer } from '../../lib/contract/deskApi.ts';
import { ok } from '../../lib/domain/result.ts';
import { callFaultText } from './callFaultText.ts';
import { refused, type DeskContext } from './deskContext.ts';

const noKeysText = 'News are read from Alpaca once keys are given or unlocked.';

/** What is written about a symbol, as far as it is known by now. */
export function news(context: DeskContext, { symbol }: { readonly symbol: string }): Answer<'news'> {
	const { record, runner } = context.running();
	if (record.source.type !== 'alpaca')
		return refused('This book follows a market of its own, which has no news.');
	if (!runner.live().state.market.indexBySymbol.has(symbol))
		return refused(`This book does not trade ${symbol}.`);
	const view = context.connection.link?.news.look(symbol) ?? null;
	if (view === null) return ok({ articles: [], readAt: null, isReading: false, problem: noKeysText });
	const { articles, readAt, isReading, fault } = view;
	return ok({ articles, readAt, isReading, problem: fault === null ? '' : callFaultText(fault) });
}

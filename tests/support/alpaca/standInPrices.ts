import { decimalToNumber } from '../../../src/lib/domain/decimal.ts';
import type { StandInAccount } from './standInAccount.ts';
import { refuse, type StandInReply, type StandInRequest } from './standInTypes.ts';

/** Answers a request of the market data host; symbols without a price are silently missing, and one that cannot be a symbol ends it for all. */
export function pricesReply(account: StandInAccount, { path, query }: StandInRequest): StandInReply {
	const symbols = (query.get('symbols') ?? '').split(',');
	const wrong = symbols.find((symbol) => !/^[A-Z0-9.]+(\/[A-Z]+)?$/.test(symbol));
	if (wrong !== undefined) return refuse(400, null, `code=400, message=invalid symbol: ${wrong}`);
	const quotes: Record<string, unknown> = {};
	for (const symbol of symbols) {
		const quote = account.quoteOf(symbol);
		if (quote === undefined) continue;
		const { bid, ask, at } = quote;
		quotes[symbol] = { t: at, bp: decimalToNumber(bid), ap: decimalToNumber(ask), bs: 100, as: 100 };
	}
	const trades = Object.fromEntries(
		Object.entries(quotes).map(([symbol, quote]) => [
			symbol,
			{ t: (quote as { t: string }).t, p: (quote as { bp: number }).bp, s: 1 }
		])
	);
	const snapshots = Object.fromEntries(
		Object.entries(quotes).map(([symbol, latestQuote]) => [
			symbol,
			{ latestTrade: trades[symbol], latestQuote, ...account.past.days(symbol) }
		])
	);
	switch (path) {
		case '/v2/stocks/quotes/latest':
		case '/v1beta3/crypto/us/latest/quotes':
			return { status: 200, body: { quotes } };
		case '/v2/stocks/trades/latest':
		case '/v1beta3/crypto/us/latest/trades':
			return { status: 200, body: { trades } };
		case '/v2/stocks/snapshots':
			return { status: 200, body: snapshots };
		case '/v1beta3/crypto/us/snapshots':
			return { status: 200, body: { snapshots } };
		default:
			return refuse(404, null, 'endpoint not found');
	}
}

import { createAccountReader } from '../../lib/adapters/alpaca/accountReader.ts';
import { createOrderNames } from '../../lib/adapters/alpaca/orderNames.ts';
import { createTradingApi } from '../../lib/adapters/alpaca/tradingApi.ts';
import type { AccountReading } from '../../lib/domain/accountReading.ts';
import { add, multiply } from '../../lib/domain/decimal.ts';
import type { PricedInstrument } from '../../lib/domain/market.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import type { ReadingFault } from '../../lib/ports/broker.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import { instrumentsOf, listedInstrument } from './accountInstruments.ts';
import type { AlpacaLink } from './alpacaLink.ts';
import type { BookPlan } from './bookRequests.ts';
import { deskConfig } from './deskConfig.ts';

/** What a new book follows beside what its account has. */
const firstSymbols = ['AAPL', 'BTC/USD', 'ETH/USD', 'MSFT', 'NVDA', 'QQQ', 'SPY'];

/** The book of an account that has none yet: it starts with what the account has at cost, and follows what is held and ordered there. */
export async function planAccountBook(
	link: AlpacaLink,
	clock: Clock,
	now: () => number
): Promise<Result<BookPlan, ReadingFault>> {
	const read = await firstReading(link, clock);
	if (!read.ok) return read;
	const { cash, positions, orders } = read.value;
	const had = new Set([...positions, ...orders].map(({ symbol }) => symbol));
	const held = await instrumentsOf(link, [...had]);
	const more = await Promise.all(
		firstSymbols.filter((symbol) => !had.has(symbol)).map((symbol) => listedInstrument(link, symbol))
	);
	const listed = more.flatMap((one): PricedInstrument[] =>
		one === null ? [] : [{ instrument: one, interval: '1m' }]
	);
	const startingCash = positions.reduce(
		(sum, { quantity, averageEntry }) => add(sum, multiply(quantity, averageEntry)),
		cash
	);
	return ok({
		name: `Paper ${link.accountNumber}`,
		config: { ...deskConfig, startingCash },
		source: { type: 'alpaca', startsAt: now(), account: link.accountId },
		series: [],
		instruments: [...held, ...listed].sort((a, b) => (a.instrument.symbol < b.instrument.symbol ? -1 : 1))
	});
}

/** What an account has of which there is no book yet. */
function firstReading(
	{ transport, forms }: AlpacaLink,
	clock: Clock
): Promise<Result<AccountReading, ReadingFault>> {
	const reader = createAccountReader({
		...{ api: createTradingApi(transport, forms), clock, names: createOrderNames('none', () => []) },
		book: { known: () => [], open: () => [], orderByBrokerId: () => new Map(), isTakenBack: () => false }
	});
	return reader.read(clock.now());
}

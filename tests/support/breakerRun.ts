import type { BookEvent } from '../../src/lib/domain/events.ts';
import type { RiskLimits } from '../../src/lib/domain/riskLimits.ts';
import type { InlineVenue } from '../../src/lib/domain/venue.ts';
import { createLevels, createDecision, quantity } from './deskBuilders.ts';
import { readOrder } from './orderDesk.ts';
import { createQuoteDesk, type QuoteDesk } from './quoteDesk.ts';
import { createChance } from './randomRun.ts';

const symbols = ['XYZ', 'ABC', 'DAY'] as const;

/** Chances, and the desk they are played on. */
interface Play {
	readonly desk: QuoteDesk;
	readonly chance: () => number;
	readonly pick: <Value>(values: readonly Value[]) => Value;
	readonly cents: Map<string, number>;
	count: number;
}

type Act = (play: Play) => void;

const text = (cents: number): string => (cents / 100).toFixed(2);

function quoteOf({ desk, chance, cents }: Play, symbol: string): void {
	const last = Math.max(100, Math.round((cents.get(symbol) ?? 2000) * (0.97 + chance() * 0.06)));
	cents.set(symbol, last);
	const half = chance() < 0.5 ? 0 : 2;
	desk.quote(`${text(last - half)} ${text(last + half)} ${text(last)}`, symbol);
}

const quote: Act = (play) => quoteOf(play, play.pick(symbols));

/** An order by hand, right after what all is worth is on record. */
const order: Act = (play) => {
	const { desk, pick } = play;
	play.count++;
	const given = {
		symbol: pick(symbols),
		side: pick(['buy', 'sell'] as const),
		quantity: pick(['20', '50', '90'])
	};
	desk.snapshot();
	desk.ask({ type: 'SubmitOrder', request: `r${String(play.count)}`, order: readOrder(given) });
};

/** A decision with a stop, which may close by itself later. */
const decide: Act = (play) => {
	const { desk, pick, cents } = play;
	const symbol = pick(symbols);
	play.count++;
	desk.snapshot();
	desk.take(
		createDecision({
			...{ id: `d${String(play.count)}`, at: desk.now() + 1000, symbol },
			levels: createLevels({ stopLoss: text(Math.round((cents.get(symbol) ?? 2000) * 0.97)) }),
			size: { by: 'quantity', quantity: quantity(pick(['15', '60'])) }
		})
	);
};

const close: Act = ({ desk, pick, chance }) => {
	const part = chance() < 0.4 ? quantity('7') : null;
	desk.ask({
		type: 'ClosePosition',
		request: `c${String(desk.now())}`,
		symbol: pick(symbols),
		quantity: part
	});
};

/** The breakers are judged; then the day's record is closed at the same prices. */
const look: Act = ({ desk }) => {
	desk.recheck();
	desk.snapshot(true);
};

const reset: Act = ({ desk, pick }) => {
	const names = [...desk.state.book.breakers.tripped.keys()];
	if (names.length === 0) return;
	desk.snapshot();
	desk.ask({
		...{ type: 'ResetBreaker', request: `b${String(desk.now())}` },
		...{ breaker: pick(names), reason: 'looked at' }
	});
};

const nextDay: Act = ({ desk }) => {
	desk.nextDay();
};

/** What is done, the more often the more often it stands here. */
const acts: readonly Act[] = [
	...[quote, quote, quote, quote, quote, quote, quote, quote, look, look],
	...[order, order, order, decide, close, close, reset, reset]
];

/** A venue that rejects every so many orders. */
const rejectingSome =
	(chance: () => number) =>
	(venue: InlineVenue): InlineVenue => ({
		...venue,
		submit: (intent, at, firedOn) =>
			intent.purpose === 'entry' && chance() < 0.15
				? [{ type: 'OrderRejected', at, orderId: intent.id, reason: 'insufficient_cash' }]
				: venue.submit(intent, at, firedOn)
	});

/** How old the marks on record are when an order is reviewed, in milliseconds. */
export const breakerFreshness = 1000;

/** Three days of prices, orders, closes, rejections and resets on a desk of 10,000 that may sell short: what its journal says. */
export function runBreakers(seed: number, risk: Partial<RiskLimits>): readonly BookEvent[] {
	const chance = createChance(seed);
	const desk = createQuoteDesk(
		{
			...{ startingCash: '10000', allowShort: true, allowAdding: true, perShare: '0.01', minimum: '0.35' },
			...{ maxTotalExposure: '9', shortInitial: '0.5', shortMaintenance: '0.3' },
			...{ maxDataAgeSeconds: 1_000_000, risk }
		},
		rejectingSome(createChance(seed + 1))
	);
	const pick = <Value>(values: readonly Value[]) => values[Math.floor(chance() * values.length)] as Value;
	const play: Play = { desk, chance, pick, cents: new Map(), count: 0 };
	for (const symbol of symbols) quoteOf(play, symbol);
	for (let day = 0; day < 3; day++) {
		if (day > 0) nextDay(play);
		for (let index = 0; index < 120; index++) pick(acts)(play);
	}
	return desk.events;
}

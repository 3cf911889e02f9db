import { newYorkDay, type Instant } from '../../domain/time.ts';
import type { Clock } from '../../ports/clock.ts';
import type { FeedProblem } from '../../ports/priceFeed.ts';
import type { BudgetState } from './callBudget.ts';
import type { Due } from './followedSymbols.ts';
import type { Heard } from './heardPrices.ts';
import type { createMarketApi, MarketOf } from './marketApi.ts';
import { nextPace, pollPaces, type LookOutcome, type PollPace } from './pollPace.ts';
import { unitsOfWire } from './priceUnits.ts';
import type { ApiFault, ApiResult } from './readAnswer.ts';
import type { WireSnapshot } from './wire/market.ts';

/** The markets, each with its own calls and its own stream. */
export const markets: readonly MarketOf[] = ['stocks', 'crypto'];

/** What polling works with, and who hears of it. */
export interface PricePollingSetup {
	readonly api: Pick<ReturnType<typeof createMarketApi>, 'quotes' | 'trades' | 'snapshots'>;
	readonly budget: () => BudgetState;
	readonly clock: Clock;
	/** What must be asked for now. */
	readonly due: (market: MarketOf) => Due;
	/** A symbol was read; null when the source has nothing of it. */
	readonly onHeard: (symbol: string, heard: Heard | null) => void;
	/** What a symbol was worth at last before the day of now, in 1e-9 units. */
	readonly onClosed: (symbol: string, price: number) => void;
	/** Prices of these symbols could not be read. */
	readonly onFailed: (market: MarketOf, symbols: readonly string[], fault: ApiFault) => void;
	/** A look has ended. */
	readonly onLooked: () => void;
}

type Answer = ApiResult<Readonly<Record<string, unknown>>>;

/** Asks for prices again and again, as fast as the calls that others need allow. */
export class PricePolling {
	problem: FeedProblem | null = null;
	/** The markets whose prices could not be read at the last look. */
	readonly failing = new Set<MarketOf>();
	#pace: PollPace = 0;
	#isLooking = false;
	#isWanted = false;
	#isOver = false;
	#stopTimer: () => void = () => undefined;
	readonly #setup: PricePollingSetup;

	constructor(setup: PricePollingSetup) {
		this.#setup = setup;
	}

	/** How long it is to the next look, in milliseconds. */
	get every(): number {
		return pollPaces[this.#pace];
	}

	/** Looks now, or right after the look that is under way. */
	look(): void {
		if (this.#isOver) return;
		this.#isWanted = true;
		if (!this.#isLooking) void this.#lookOn();
	}

	close(): void {
		this.#isOver = true;
		this.#stopTimer();
	}

	async #lookOn(): Promise<void> {
		this.#isLooking = true;
		this.#stopTimer();
		while (this.#isWanted) {
			this.#isWanted = false;
			const faults = (await Promise.all(markets.map((market) => this.#lookAt(market)))).flat();
			if (this.#isOver) return;
			this.#judge(faults);
			this.#setup.onLooked();
		}
		this.#isLooking = false;
		this.#stopTimer = this.#setup.clock.after(this.every, () => {
			this.look();
		});
	}

	/** Asks for what is due of a market. */
	async #lookAt(market: MarketOf): Promise<readonly ApiFault[]> {
		const { whole, again } = this.#setup.due(market);
		const faults = (
			await Promise.all([
				...(whole.length === 0 ? [] : [this.#readWhole(market, whole)]),
				...(again.length === 0 ? [] : [this.#readAgain(market, again)])
			])
		).flat();
		if (faults.length === 0) this.failing.delete(market);
		return faults;
	}

	async #readWhole(market: MarketOf, symbols: readonly string[]): Promise<readonly ApiFault[]> {
		const read = await this.#setup.api.snapshots(market, symbols);
		if (this.#isOver) return [];
		if (!read.ok) return this.#fail(market, symbols, [read]);
		for (const symbol of symbols) {
			const snapshot = read.value[symbol];
			const { latestQuote: quote, latestTrade: trade } = snapshot ?? {};
			const isThere = (quote ?? trade ?? null) !== null;
			this.#setup.onHeard(symbol, isThere ? { quote, trade } : null);
			const closed = closeBefore(snapshot, this.#setup.clock.now());
			if (closed !== null) this.#setup.onClosed(symbol, closed);
		}
		return [];
	}

	async #readAgain(market: MarketOf, symbols: readonly string[]): Promise<readonly ApiFault[]> {
		const [quotes, trades] = await Promise.all([
			this.#setup.api.quotes(market, symbols),
			this.#setup.api.trades(market, symbols)
		]);
		if (this.#isOver) return [];
		for (const symbol of symbols) {
			const quote = quotes.ok ? quotes.value[symbol] : null;
			const trade = trades.ok ? trades.value[symbol] : null;
			const isThere = (quote ?? trade ?? null) !== null;
			if (isThere || (quotes.ok && trades.ok)) this.#setup.onHeard(symbol, isThere ? { quote, trade } : null);
		}
		return quotes.ok ? faultsOf([trades]) : this.#fail(market, symbols, [quotes, trades]);
	}

	#fail(market: MarketOf, symbols: readonly string[], answers: readonly Answer[]): readonly ApiFault[] {
		const faults = faultsOf(answers);
		const [fault] = faults;
		if (fault === undefined) return [];
		this.failing.add(market);
		this.#setup.onFailed(market, symbols, fault);
		return faults;
	}

	#judge(faults: readonly ApiFault[]): void {
		const limited = faults.find((fault) => fault.type === 'refused' && fault.status === 429);
		const [first] = faults;
		let outcome: LookOutcome = first === undefined ? 'answered' : 'failed';
		if (limited !== undefined) outcome = 'too_many_calls';
		this.problem = first === undefined ? null : problemOf(limited ?? first);
		this.#pace = nextPace(this.#pace, outcome, this.#setup.budget());
	}
}

function faultsOf(answers: readonly Answer[]): readonly ApiFault[] {
	return answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
}

function problemOf(fault: ApiFault): FeedProblem {
	switch (fault.type) {
		case 'silent':
			return { type: 'silent' };
		case 'unreadable':
			return { type: 'unreadable', problem: fault.problem };
		case 'refused': {
			const { status, message } = fault;
			return status === 429 ? { type: 'too_many_calls' } : { type: 'refused', status, message };
		}
	}
}

/** The close of the last bar of a day that is over in New York; null where there is none. */
function closeBefore(snapshot: WireSnapshot | undefined, now: Instant): number | null {
	const today = newYorkDay(now);
	const bars = [snapshot?.dailyBar ?? null, snapshot?.prevDailyBar ?? null];
	const over = bars.find((bar) => bar !== null && newYorkDay(Date.parse(bar.t)) < today);
	return over ? unitsOfWire(over.c) : null;
}

import type { BreakerName } from '../../src/lib/domain/breakers.ts';
import type { BookEvent } from '../../src/lib/domain/events.ts';
import { fromMoney, fromText, times, type Exact } from './exactNumber.ts';
import { FlownBooks } from './flownBooks.ts';

/** Limits of breakers in plain text; those that are not given are off. */
export interface PlainBreakers {
	readonly maxDayLoss?: string;
	readonly maxDayLossMoney?: string;
	readonly maxDayDrawdown?: string;
	readonly maxPeakDrawdown?: string;
	readonly maxDayTrades?: number;
	readonly maxLossStreak?: number;
	readonly maxErrors?: number;
	readonly errorWindowSeconds?: number;
}

/** What a journal says against its breakers, and how much of it there was to judge. */
export interface BreakerJudgement {
	/** What is not as the judge reckons it, in words. */
	readonly quarrels: readonly string[];
	/** How often something was seen that is worth judging. */
	readonly met: ReadonlyMap<string, number>;
}

type EventOf<Type extends BookEvent['type']> = Extract<BookEvent, { type: Type }>;
type Numbers = Readonly<Record<'measured' | 'limit', Exact>>;

const moneyNames = ['dayLoss', 'dayLossMoney', 'dayDrawdown', 'peakDrawdown'] as const;
const countNames = ['dayTrades', 'lossStreak', 'errors'] as const;
const ofDay: readonly BreakerName[] = [
	...['dayLoss', 'dayLossMoney', 'dayDrawdown'],
	...countNames
] as BreakerName[];
type MoneyName = (typeof moneyNames)[number];
type CountName = (typeof countNames)[number];
const isMoney = (name: string): name is MoneyName => moneyNames.some((one) => one === name);
const isCount = (name: string): name is CountName => countNames.some((one) => one === name);

/** A decimal cut to what an amount of the desk can say. */
const cut = (value: Exact): Exact => value - (value % 10n ** 18n);
const whole = (count: number): Exact => fromText(String(count));

/** Reads nothing but the entries of a journal; what positions are worth it knows while marks are on record that are no older than `freshFor` milliseconds. */
class Judge {
	readonly quarrels: string[] = [];
	readonly met = new Map<string, number>();
	private readonly limits: PlainBreakers;
	private readonly books: FlownBooks;
	private readonly from: Record<MoneyName, Exact>;
	private errorsAt: number[] = [];
	private readonly tripped = new Map<BreakerName, Numbers>();
	/** Counts that have reached their limit, and have to trip before anything is reviewed. */
	private readonly owed = new Set<CountName>();

	constructor(startingCash: string, limits: PlainBreakers, freshFor: number) {
		this.limits = limits;
		this.books = new FlownBooks(startingCash, freshFor);
		const { cash } = this.books;
		this.from = { dayLoss: cash, dayLossMoney: cash, dayDrawdown: cash, peakDrawdown: cash };
	}

	follow(event: BookEvent): void {
		switch (event.type) {
			case 'OrderInitialized':
				return this.review(event);
			case 'OrderFilled':
				this.count(this.books.settle(event.fill));
				return this.owe(event.fill.at, ['dayTrades', 'lossStreak']);
			case 'OrderRejected':
				return this.noteError(event.at);
			case 'RequestRefused':
				if (event.reason === 'unknown_order') this.noteError(event.at);
				return;
			case 'SnapshotTaken':
				return this.mark(event);
			case 'DayBegan':
				return this.beginDay(event);
			case 'BreakerTripped':
				return this.trip(event);
			case 'BreakerReset':
				return this.reset(event);
			default:
		}
	}

	private say(text: string): void {
		this.quarrels.push(text);
	}

	private count(what: string): void {
		this.met.set(what, (this.met.get(what) ?? 0) + 1);
	}

	private limitOf(name: MoneyName | CountName): Exact | null {
		const { limits, from } = this;
		const part = (of: Exact, text: string | undefined) =>
			text === undefined ? null : cut(times(of, fromText(text)));
		const plain = (count: number | undefined) => (count === undefined ? null : whole(count));
		switch (name) {
			case 'dayLoss':
				return part(from.dayLoss, limits.maxDayLoss);
			case 'dayLossMoney':
				return part(whole(1), limits.maxDayLossMoney);
			case 'dayDrawdown':
				return part(from.dayDrawdown, limits.maxDayDrawdown);
			case 'peakDrawdown':
				return part(from.peakDrawdown, limits.maxPeakDrawdown);
			case 'dayTrades':
				return plain(limits.maxDayTrades);
			case 'lossStreak':
				return plain(limits.maxLossStreak);
			case 'errors':
				return plain(limits.maxErrors);
		}
	}

	/** What a breaker measures; null where it is off, or the journal does not say what positions are worth. */
	private measure(name: MoneyName | CountName, at: number): Numbers | null {
		const limit = this.limitOf(name);
		if (limit === null) return null;
		if (isMoney(name)) {
			const equity = this.books.equityAt(at);
			if (equity === null) return null;
			const fall = this.from[name] - equity;
			return { measured: fall > 0n ? fall : 0n, limit };
		}
		const since = at - (this.limits.errorWindowSeconds ?? 60) * 1000;
		const errors = this.errorsAt.filter((one) => one > since).length;
		const counts = { dayTrades: this.books.trades, lossStreak: this.books.streak, errors };
		return { measured: whole(counts[name]), limit };
	}

	private review({ intent, verdict, at }: EventOf<'OrderInitialized'>): void {
		const opens = intent.purpose === 'entry' || intent.beyond > 0n;
		if (!opens) return;
		this.settleDebts(intent.id);
		this.count(verdict.approved ? 'approved' : 'denied');
		const checks = new Map(verdict.checks.map((check) => [check.check, check]));
		for (const name of this.tripped.keys()) {
			if (verdict.approved) this.say(`${intent.id} passes ${name}, which has tripped`);
			if (checks.get(name)?.passed !== false) this.say(`${intent.id} is not denied by ${name}`);
		}
		for (const name of [...moneyNames, ...countNames]) {
			const check = checks.get(name);
			if ((check === undefined) !== (this.limitOf(name) === null)) this.say(`${name} is on and off`);
			const expected = this.tripped.get(name) ?? this.measure(name, at);
			if (check === undefined || expected === null) continue;
			this.compare(`${intent.id} ${name}`, name, check, expected);
			const isReached = expected.measured > 0n && expected.measured >= expected.limit;
			if (verdict.approved && isReached) this.say(`${intent.id} passes ${name}`);
			if (!check.passed && !isReached) this.say(`${intent.id} is denied by ${name}, which holds`);
			if (expected.measured > 0n) this.count(`${name} reviewed`);
			if (!check.passed && !this.tripped.has(name)) this.count(`${name} denies before it trips`);
		}
	}

	private compare(
		what: string,
		name: MoneyName | CountName,
		{ measured, limit }: { readonly measured?: unknown; readonly limit?: unknown },
		expected: Numbers
	): void {
		const read = (value: unknown) => (typeof value === 'number' ? whole(value) : fromMoney(value as bigint));
		if (typeof measured !== (isCount(name) ? 'number' : 'bigint')) this.say(`${what} has no number`);
		else if (read(measured) !== expected.measured) this.say(`${what} measures ${String(measured)}`);
		else if (read(limit) !== expected.limit) this.say(`${what} has the limit ${String(limit)}`);
	}

	private settleDebts(before: string): void {
		for (const name of this.owed) this.say(`${name} has not tripped before ${before}`);
		this.owed.clear();
	}

	private owe(at: number, names: readonly CountName[]): void {
		for (const name of names) {
			const found = this.measure(name, at);
			if (found !== null && found.measured >= found.limit && !this.tripped.has(name)) this.owed.add(name);
		}
	}

	private noteError(at: number): void {
		this.errorsAt.push(at);
		this.owe(at, ['errors']);
	}

	private mark({ snapshot, marks, endsDay }: EventOf<'SnapshotTaken'>): void {
		const equity = this.books.equityBy(marks);
		if (equity === null) return this.say(`a mark is missing at ${String(snapshot.at)}`);
		if (fromMoney(snapshot.equity) !== equity) this.say(`equity is not that at ${String(snapshot.at)}`);
		this.books.marks = { at: snapshot.at, equity };
		const { from } = this;
		for (const name of ['dayDrawdown', 'peakDrawdown'] as const) {
			if (equity > from[name]) from[name] = equity;
		}
		if (!endsDay) return;
		// The breakers were judged at these very prices.
		for (const name of moneyNames) {
			const found = this.measure(name, snapshot.at);
			if (found === null || found.measured === 0n || found.measured < found.limit) continue;
			if (!this.tripped.has(name)) this.say(`${name} has not tripped at ${String(snapshot.at)}`);
		}
	}

	private beginDay({ at, equity, marks }: EventOf<'DayBegan'>): void {
		this.settleDebts(`the day of ${String(at)}`);
		const own = this.books.equityBy(marks);
		if (own === null || own !== fromMoney(equity)) this.say(`a day begins with another equity`);
		const begin = fromMoney(equity);
		Object.assign(this.from, { dayLoss: begin, dayLossMoney: begin, dayDrawdown: begin });
		this.books.trades = 0;
		this.count('days');
	}

	private trip({ at, breaker, measured, limit }: EventOf<'BreakerTripped'>): void {
		this.count(`${breaker} trips`);
		if (this.tripped.has(breaker)) this.say(`${breaker} trips twice`);
		if (!isMoney(breaker) && !isCount(breaker)) {
			this.tripped.set(breaker, { measured: 0n, limit: 0n });
			return;
		}
		if (isCount(breaker)) this.owed.delete(breaker);
		const found = this.measure(breaker, at);
		if (found === null) return this.say(`${breaker} trips by what is not on record`);
		this.compare(`the trip of ${breaker}`, breaker, { measured, limit }, found);
		if (found.measured === 0n || found.measured < found.limit) this.say(`${breaker} trips below its limit`);
		this.tripped.set(breaker, found);
	}

	private reset({ breaker, by, equity, at }: EventOf<'BreakerReset'>): void {
		this.count(`${breaker} reset by ${by}`);
		if (!this.tripped.delete(breaker)) this.say(`${breaker} is reset and has not tripped`);
		if (by === 'session' && !ofDay.includes(breaker)) this.say(`a day resets ${breaker}`);
		if (isMoney(breaker)) {
			const own = by === 'session' ? this.from.dayLoss : this.books.equityAt(at);
			if (equity === null) return this.say(`${breaker} is reset to no equity`);
			if (own !== null && own !== fromMoney(equity)) this.say(`${breaker} is reset to another equity`);
			this.from[breaker] = fromMoney(equity);
		}
		if (breaker === 'dayTrades') this.books.trades = 0;
		if (breaker === 'lossStreak') this.books.streak = 0;
		if (breaker === 'errors') this.errorsAt = [];
	}

	/** After a day has begun nothing is tripped that a day lets go. */
	keepsNothingOfDay(at: number): void {
		for (const name of ofDay)
			if (this.tripped.has(name)) this.say(`${name} outlasts the day of ${String(at)}`);
	}
}

/** Follows the entries of a journal alone, and reckons anew what each breaker measures, trips at, and denies. */
export function judgeBreakers(
	events: readonly BookEvent[],
	startingCash: string,
	limits: PlainBreakers,
	freshFor = 0
): BreakerJudgement {
	const judge = new Judge(startingCash, limits, freshFor);
	let began: number | null = null;
	for (const event of events) {
		if (began !== null && event.type !== 'BreakerReset') {
			judge.keepsNothingOfDay(began);
			began = null;
		}
		judge.follow(event);
		if (event.type === 'DayBegan') began = event.at;
	}
	return { quarrels: judge.quarrels, met: judge.met };
}

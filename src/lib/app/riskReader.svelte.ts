import type { Answer, RequestName } from '../contract/deskApi.ts';
import type { DeskView, JournalLine } from '../contract/deskView.ts';
import type { RefusalView, RiskCourse, RiskHistory, RiskView } from '../contract/riskView.ts';
import { millisecondsPerMinute } from '../domain/time.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** What of the desk says that there is something new to read. */
type Shown = Pick<DeskView, 'book' | 'seq' | 'clock' | 'feed'>;

/** Something that is asked for again when it may have changed: one question at a time, and not more often than `every` milliseconds. */
class Asked<Value> {
	#value = $state.raw<Value | null>(null);
	#fault = $state('');
	readonly #read: () => Promise<Answer<RequestName>>;
	readonly #every: number;
	#isAsking = false;
	#isWanted = false;
	#askedAt = -Infinity;
	#turn = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(read: () => Promise<Answer<RequestName>>, every: number) {
		this.#read = read;
		this.#every = every;
	}

	/** The newest answer; null before the first. */
	get value(): Value | null {
		return this.#value;
	}
	/** Why there is none. */
	get fault(): string {
		return this.#fault;
	}

	/** Asks now, or as soon as it may. */
	want = (): void => {
		this.#isWanted = true;
		if (this.#isAsking || this.#timer !== undefined) return;
		const wait = this.#every - (performance.now() - this.#askedAt);
		if (wait <= 0) void this.#ask();
		else this.#timer = setTimeout(this.#goOn, wait);
	};

	/** What is known is of another book; with it goes what is on its way. */
	forget = (): void => {
		this.stop();
		[this.#value, this.#fault] = [null, ''];
	};

	/** Asks no more, until it is wanted again. */
	stop = (): void => {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		[this.#isWanted, this.#isAsking, this.#askedAt] = [false, false, -Infinity];
		this.#turn++;
	};

	readonly #goOn = (): void => {
		this.#timer = undefined;
		void this.#ask();
	};

	async #ask(): Promise<void> {
		const turn = this.#turn;
		[this.#isAsking, this.#isWanted, this.#askedAt] = [true, false, performance.now()];
		const answer = await this.#read();
		if (turn !== this.#turn) return;
		this.#isAsking = false;
		this.#fault = answer.ok ? '' : answer.error.message;
		if (answer.ok) this.#value = answer.value as Value;
		if (this.#isWanted) this.want();
	}
}

/** What is left of the limits, for a page that is open: the gauges with every picture, their course by the minute, refusals, trips and locks as they come. */
export class RiskReader {
	readonly risk: Asked<RiskView>;
	readonly course: Asked<readonly RiskCourse[]>;
	readonly refusals: Asked<readonly RefusalView[]>;
	readonly history: Asked<RiskHistory>;
	readonly #all: readonly Pick<Asked<unknown>, 'forget' | 'stop'>[];
	#bookId: string | null = null;
	#minute = NaN;
	#refused = -1;
	#told = -1;

	constructor(ask: DeskClient['ask']) {
		this.risk = new Asked(() => ask('risk', {}), 0);
		this.course = new Asked(() => ask('riskCourse', {}), 1000);
		this.refusals = new Asked(() => ask('refusals', {}), 250);
		this.history = new Asked(() => ask('riskHistory', {}), 250);
		this.#all = [this.risk, this.course, this.refusals, this.history];
	}

	/** Goes on with the desk as it is shown now. */
	follow = ({ book, clock, feed }: Shown): void => {
		if (book.id !== this.#bookId) {
			for (const one of this.#all) one.forget();
			[this.#bookId, this.#minute, this.#refused, this.#told] = [book.id, NaN, -1, -1];
		}
		this.risk.want();
		const minute = Math.floor(clock.at / millisecondsPerMinute);
		if (minute !== this.#minute) this.course.want();
		this.#minute = minute;
		const refused = newest(feed, refusing);
		if (refused !== this.#refused) this.refusals.want();
		this.#refused = refused;
		const told = newest(feed, telling);
		if (told !== this.#told) this.history.want();
		this.#told = told;
	};

	/** Asks no more. */
	stop = (): void => {
		for (const one of this.#all) one.stop();
	};
}

/** What a refusal is told by, and what breakers and locks are. */
const refusing: ReadonlySet<string> = new Set<JournalLine['type']>(['OrderDenied', 'DecisionRefused']);
const telling: ReadonlySet<string> = new Set<JournalLine['type']>([
	...(['BreakerTripped', 'BreakerReset', 'LockSet', 'LockLifted'] as const)
]);

/** The newest entry of some kinds; 0 for none. */
function newest(feed: Shown['feed'], types: ReadonlySet<string>): number {
	return feed.find(({ type }) => types.has(type))?.seq ?? 0;
}

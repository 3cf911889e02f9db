import { indexNumber, type BarSpan, type KeptBars, type NewBars } from '../domain/keptBars.ts';
import { areAllCrypto } from '../domain/instrument.ts';
import { sessionClosingAfter, sessionOn } from '../domain/marketCalendar.ts';
import {
	millisecondsPerDay,
	millisecondsPerMinute,
	newYorkDay,
	newYorkTime,
	utcDayEnd,
	type Instant
} from '../domain/time.ts';
import type { Book } from '../engine/state.ts';

/** Minute bars are kept for this many sessions; those of days for ever. */
export const sessionsKept = 30;

/** Hears of each minute when it is complete. */
export type OnMinute = (minute: KeptBars, index: KeptBars) => void;

type SavedColumns = Readonly<Record<string, readonly number[]>>;

interface Columns {
	open: Float64Array;
	high: Float64Array;
	low: Float64Array;
}

/**
 * Makes bars from quotes: of minutes, of days, and of the equal-weight index of all symbols. New, or going on from columns
 * as saved. The last slot of each column is the index.
 */
export class BarRecorder {
	#slots: number;
	/** The number of the index in what is kept. */
	readonly #indexNumber: number;
	/** Whether symbols can be added: then each begins where the index is, so that it moves nothing. */
	readonly #grows: boolean;
	#isCryptoAlone: boolean;
	readonly #onMinute: OnMinute;
	readonly #minute: Columns;
	readonly #day: Columns;
	/** The last price of each, also of those without one in this minute. */
	#close: Float64Array;
	#first: Float64Array;
	#minuteAt: Instant;
	#dayAt: Instant;
	#dayEnd: Instant;
	/** Of price ÷ first price, over the symbols that have one. */
	#sum: number;
	#known: number;
	#unwritten: KeptBars[] = [];
	#dropBefore: Instant | null = null;

	constructor(
		{ instruments, source }: Pick<Book, 'instruments' | 'source'>,
		columns: SavedColumns = {},
		onMinute: OnMinute = () => undefined
	) {
		const slots = instruments.length + 1;
		const recall = (name: string): Float64Array => {
			const saved = columns[name];
			if (saved?.length === slots) return Float64Array.from(saved);
			return this.#grows && saved !== undefined ? widened(saved, slots) : new Float64Array(slots).fill(NaN);
		};
		this.#grows = source.type === 'alpaca';
		this.#slots = slots;
		this.#indexNumber = indexNumber(source, instruments.length);
		this.#isCryptoAlone = areAllCrypto(instruments.map(({ instrument }) => instrument));
		this.#onMinute = onMinute;
		this.#minute = { open: recall('minuteOpen'), high: recall('minuteHigh'), low: recall('minuteLow') };
		this.#day = { open: recall('dayOpen'), high: recall('dayHigh'), low: recall('dayLow') };
		this.#close = recall('lastClose');
		this.#first = recall('firstPrice');
		const [minuteAt = NaN, dayAt = NaN, dayEnd = NaN, sum = 0, known = 0] = columns['barClock'] ?? [];
		[this.#minuteAt, this.#dayAt, this.#dayEnd] = [minuteAt, dayAt, dayEnd];
		[this.#sum, this.#known] = [sum, known];
	}

	/** Makes room for instruments that were added, before the slot of the index; whether there are any. */
	grow({ instruments }: Pick<Book, 'instruments'>): boolean {
		const slots = instruments.length + 1;
		if (slots === this.#slots) return false;
		for (const columns of [this.#minute, this.#day]) {
			columns.open = widened(columns.open, slots);
			columns.high = widened(columns.high, slots);
			columns.low = widened(columns.low, slots);
		}
		this.#close = widened(this.#close, slots);
		this.#first = widened(this.#first, slots);
		this.#slots = slots;
		this.#isCryptoAlone = areAllCrypto(instruments.map(({ instrument }) => instrument));
		return true;
	}

	/** Takes the last price of a quote (1e-9 units) of the symbol at `index`; instants never go back. */
	take(index: number, last: number, at: Instant): void {
		this.passTo(at);
		if (Number.isNaN(this.#minuteAt)) this.#begin(at);
		const first = this.#first[index] ?? NaN;
		if (Number.isNaN(first)) {
			const standing = this.#grows && this.#known > 0 ? this.#sum / this.#known : 1;
			this.#first[index] = last / standing;
			this.#known++;
			this.#sum += standing;
		} else this.#sum += (last - (this.#close[index] ?? NaN)) / first;
		this.#set(index, last);
		this.#set(this.#slots - 1, this.#sum / this.#known);
	}

	/** The clock stands at an instant: minutes and days that are over by then are complete. */
	passTo(at: Instant): void {
		if (at >= this.#minuteAt + millisecondsPerMinute) this.#completeMinute();
		if (at >= this.#dayEnd) this.#completeDay();
	}

	/** Bars that are complete and not yet written, oldest first. */
	unwritten(): readonly KeptBars[] {
		return this.#unwritten;
	}

	/** What the next commit writes; undefined when nothing is complete. */
	toWrite(): NewBars | undefined {
		if (this.#unwritten.length === 0) return undefined;
		return { rows: [...this.#unwritten], dropBefore: this.#dropBefore };
	}

	/** What `toWrite` gave is written. */
	written(bars: NewBars | undefined): void {
		if (bars === undefined) return;
		const rows = new Set(bars.rows);
		this.#unwritten = this.#unwritten.filter((row) => !rows.has(row));
		if (this.#dropBefore === bars.dropBefore) this.#dropBefore = null;
	}

	/** The minute, its index and the day that are not over yet, those that have a price. */
	inProgress(): readonly KeptBars[] {
		const day = this.#hasPrice(this.#day) ? [this.#rowOf('day', this.#dayAt, this.#day)] : [];
		return this.#hasPrice(this.#minute) ? [...this.#minuteRows(), ...day] : day;
	}

	/** What it goes on with after a restart, by name. */
	columns(): SavedColumns {
		const [minute, day] = [this.#minute, this.#day];
		return {
			...{ minuteOpen: [...minute.open], minuteHigh: [...minute.high], minuteLow: [...minute.low] },
			...{ dayOpen: [...day.open], dayHigh: [...day.high], dayLow: [...day.low] },
			...{ lastClose: [...this.#close], firstPrice: [...this.#first] },
			barClock: [this.#minuteAt, this.#dayAt, this.#dayEnd, this.#sum, this.#known]
		};
	}

	#begin(at: Instant): void {
		this.#minuteAt = Math.floor(at / millisecondsPerMinute) * millisecondsPerMinute;
		if (at < this.#dayEnd) return;
		const session = sessionClosingAfter(at);
		this.#dayEnd = this.#isCryptoAlone ? utcDayEnd(at) : session.close;
		this.#dayAt = this.#isCryptoAlone ? this.#dayEnd - millisecondsPerDay : session.open;
	}

	#hasPrice({ open }: Columns): boolean {
		return !Number.isNaN(open[this.#slots - 1]);
	}

	#minuteRows(): [KeptBars, KeptBars] {
		return [
			this.#rowOf('minute', this.#minuteAt, this.#minute),
			this.#rowOf('index', this.#minuteAt, this.#minute)
		];
	}

	#rowOf(span: BarSpan, at: Instant, { open, high, low }: Columns): KeptBars {
		const index = this.#slots - 1;
		const slots = span === 'index' ? [index] : pricedOf(open, span === 'day' ? this.#slots : index);
		const pick = (column: Float64Array): Float64Array =>
			Float64Array.from(slots, (one) => column[one] ?? NaN);
		const symbol = Uint8Array.from(slots, (slot) => (slot === index ? this.#indexNumber : slot));
		return {
			...{ span, at, minute: new Uint8Array(slots.length), symbol },
			...{ open: pick(open), high: pick(high), low: pick(low), close: pick(this.#close) }
		};
	}

	#completeMinute(): void {
		if (this.#hasPrice(this.#minute)) {
			const rows = this.#minuteRows();
			this.#unwritten.push(...rows);
			this.#onMinute(...rows);
		}
		this.#minute.open.fill(NaN);
		this.#minuteAt = NaN;
	}

	#completeDay(): void {
		if (this.#hasPrice(this.#day)) this.#unwritten.push(this.#rowOf('day', this.#dayAt, this.#day));
		this.#day.open.fill(NaN);
		const before = this.#isCryptoAlone
			? this.#dayEnd - sessionsKept * millisecondsPerDay
			: sessionsBefore(this.#dayAt);
		this.#dropBefore = before;
		this.#unwritten = this.#unwritten.filter(({ span, at }) => span === 'day' || at >= before);
		this.#dayEnd = NaN;
	}

	#set(slot: number, price: number): void {
		this.#close[slot] = price;
		widen(this.#minute, slot, price);
		widen(this.#day, slot, price);
	}
}

function widen({ open, high, low }: Columns, slot: number, price: number): void {
	if (Number.isNaN(open[slot])) open[slot] = high[slot] = low[slot] = price;
	else if (price > (high[slot] ?? NaN)) high[slot] = price;
	else if (price < (low[slot] ?? NaN)) low[slot] = price;
}

/** The slots before `end` that have a price. */
function pricedOf(open: Float64Array, end: number): readonly number[] {
	const priced: number[] = [];
	for (let slot = 0; slot < end; slot++) if (!Number.isNaN(open[slot])) priced.push(slot);
	return priced;
}

/** A column with room for more symbols before its last slot, which is that of the index. */
function widened(column: ArrayLike<number>, slots: number): Float64Array {
	const wide = new Float64Array(slots).fill(NaN);
	for (let slot = 0; slot < column.length - 1; slot++) wide[slot] = column[slot] ?? NaN;
	wide[slots - 1] = column[column.length - 1] ?? NaN;
	return wide;
}

/** The start of the New York day of the session `sessionsKept` before that of an instant. */
function sessionsBefore(at: Instant): Instant {
	let day = newYorkDay(at);
	for (let count = 0; count < sessionsKept;) if (sessionOn(--day) !== undefined) count++;
	return newYorkTime(day, 0);
}

import type { AccountFacts, ReconciliationRow } from '../contract/accountView.ts';
import type { DeskView, EquityCurveView } from '../contract/deskView.ts';
import type { DeskClient } from './deskClient.svelte.ts';

/** What of the desk says that there is something new to read. */
type Shown = Pick<DeskView, 'book' | 'feed' | 'brokerAccount'>;

/** A point of an equity curve. */
interface CurvePoint {
	readonly at: number;
	readonly equity: number;
}

/** Comparisons that are read at a time. */
const rowsAtOnce = 20;

/** What the page of reconciliation reads: comparisons that said something new, and what the account says of itself. */
export class AccountReader {
	#rows = $state.raw<readonly ReconciliationRow[] | null>(null);
	#hasMore = $state(false);
	#facts = $state.raw<AccountFacts | null>(null);
	#curve = $state.raw<readonly CurvePoint[]>([]);
	#fault = $state('');
	readonly #ask: DeskClient['ask'];
	#bookId = '';
	#told = -1;
	#turn = 0;

	constructor(ask: DeskClient['ask']) {
		this.#ask = ask;
	}

	/** The newest first; null before they are read. */
	get rows(): readonly ReconciliationRow[] | null {
		return this.#rows;
	}
	/** Whether there may be older ones. */
	get hasMore(): boolean {
		return this.#hasMore;
	}
	get facts(): AccountFacts | null {
		return this.#facts;
	}
	/** The book's own equity over the last month. */
	get curve(): readonly CurvePoint[] {
		return this.#curve;
	}
	/** Why something could not be read. */
	get fault(): string {
		return this.#fault;
	}

	/** Goes on with the desk as it is shown: another book is read anew, a new comparison is put before the rest. */
	follow = ({ book, feed, brokerAccount }: Shown): void => {
		if (brokerAccount === null) return;
		const told = feed.find(({ type }) => type === 'Reconciled')?.seq ?? 0;
		if (book.id !== this.#bookId) {
			[this.#rows, this.#facts, this.#curve, this.#bookId] = [null, null, [], book.id];
			void this.#readFacts(++this.#turn);
		} else if (told === this.#told) return;
		this.#told = told;
		void this.#readNewest(this.#turn);
	};

	/** Reads older comparisons. */
	more = async (): Promise<void> => {
		const [turn, known] = [this.#turn, this.#rows ?? []];
		const before = known.at(-1)?.seq;
		const rows = await this.#read(turn, before === undefined ? {} : { before });
		if (rows !== null) this.#rows = [...known, ...rows];
	};

	async #readNewest(turn: number): Promise<void> {
		const rows = await this.#read(turn, {});
		if (rows === null) return;
		const oldest = rows.at(-1)?.seq ?? 0;
		const older = (this.#rows ?? []).filter(({ seq }) => seq < oldest);
		this.#rows = [...rows, ...older];
	}

	async #read(
		turn: number,
		place: { readonly before?: number }
	): Promise<readonly ReconciliationRow[] | null> {
		const answer = await this.#ask('reconciliations', { ...place, limit: rowsAtOnce });
		if (turn !== this.#turn) return null;
		this.#fault = answer.ok ? '' : answer.error.message;
		if (!answer.ok) return null;
		if (place.before !== undefined || this.#rows === null) this.#hasMore = answer.value.length === rowsAtOnce;
		return answer.value;
	}

	async #readFacts(turn: number): Promise<void> {
		const [facts, curve] = await Promise.all([
			this.#ask('accountFacts', {}),
			this.#ask('equityCurve', { range: '1M' })
		]);
		if (turn !== this.#turn) return;
		if (facts.ok) this.#facts = facts.value;
		else this.#fault = facts.error.message;
		if (curve.ok) this.#curve = pointsOf(curve.value);
	}
}

function pointsOf({ at, equity }: EquityCurveView): readonly CurvePoint[] {
	return Array.from(at, (instant, index) => ({ at: instant, equity: equity[index] ?? NaN }));
}

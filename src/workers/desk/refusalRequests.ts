import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { reasonText } from '../../lib/contract/denials.ts';
import type { RefusalView } from '../../lib/contract/riskView.ts';
import { formatDecimal } from '../../lib/domain/decimal.ts';
import type { DecisionRow, DeskRows, OrderRow } from '../../lib/domain/deskRows.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { ok } from '../../lib/domain/result.ts';
import type { DenialReason } from '../../lib/domain/risk.ts';
import { textToEntry } from '../../lib/journal/entry.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import { isOfSize, passingOf, tellDenied, type Rules } from './denial.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { createStoryReader, StoryFault, type StoryReader } from './storyReader.ts';
import { titleOf } from './storyRequests.ts';
import { storeTrouble } from './troubles.ts';

/** Rows that are read together, and how far back at most. */
const rowsAtOnce = 500;
const rowsAtMost = 5000;
const usualRefusals = 20;
const mostRefusals = 200;

/** What the desk refused last: orders that it denied, and decisions that came to no order; the newest first. */
export async function refusals(
	context: DeskContext,
	{ limit = usualRefusals }: DeskRequests['refusals']['ask']
): Promise<Answer<'refusals'>> {
	const { record, runner } = context.running();
	const { seq, state } = runner.live();
	const most = Math.min(limit, mostRefusals);
	const reader = createStoryReader(context.journal, record.id);
	try {
		const orders = await newest(reader, 'orders', seq, most, ({ status }) => status === 'denied');
		const decisions = await newest(reader, 'decisions', seq, most, ({ outcome }) => outcome === 'refused');
		const told = [...orders, ...decisions].sort((a, b) => b.seq - a.seq).slice(0, most);
		const views = told.map(async (row) =>
			'status' in row ? viewDenial(context.journal, record.id, row, state.book) : viewRefusal(row)
		);
		return ok(await Promise.all(views));
	} catch (error) {
		if (error instanceof StoryFault) return refused(storeTrouble(error.fault).message);
		throw error;
	}
}

/** The newest rows of a store that are wanted, as far back as is looked. */
async function newest<Store extends 'orders' | 'decisions'>(
	reader: StoryReader,
	store: Store,
	last: number,
	most: number,
	isWanted: (row: DeskRows[Store]) => boolean
): Promise<readonly DeskRows[Store][]> {
	const found: DeskRows[Store][] = [];
	for (let [to, read] = [last, 0]; read < rowsAtMost && found.length < most;) {
		const range = { from: 1, to, limit: rowsAtOnce, newestFirst: true };
		const rows = await reader.rows(store, range);
		found.push(...rows.filter(isWanted));
		const oldest = rows.at(-1);
		if (oldest === undefined || rows.length < rowsAtOnce) break;
		[to, read] = [oldest.seq - 1, read + rows.length];
	}
	return found.slice(0, most);
}

async function viewDenial(
	journal: Journal,
	bookId: BookId,
	row: OrderRow,
	rules: Rules
): Promise<RefusalView> {
	const made = await madeBy(journal, bookId, row.seq);
	const passes = made === null ? null : passingOf(made, rules);
	const { seq, madeAt: at, symbol, id: orderId, decisionId, verdict, reasons } = row;
	return {
		...{ seq, at, symbol, orderId, decisionId },
		title: titleOf({ order: row, decision: null }),
		text: made === null ? `Denied: ${reasons.map(toWords).join('; ')}.` : tellDenied(made, reasons, rules),
		failed: verdict.filter(({ passed }) => !passed),
		isSized: made !== null && !made.verdict.approved && isOfSize(made, rules),
		passes: passes === null ? null : formatDecimal(passes)
	};
}

/** The review of an order by the entry that made it; null when it cannot be read. */
async function madeBy(journal: Journal, bookId: BookId, seq: number) {
	for await (const { from, lines } of journal.read(bookId, seq, seq)) {
		const line = lines[seq - from];
		const read = line === undefined ? null : textToEntry(line);
		if (read?.ok !== true) return null;
		const { event } = read.value.entry;
		return event.type === 'OrderInitialized' ? event : null;
	}
	return null;
}

function viewRefusal(row: DecisionRow): RefusalView {
	const { seq, at, takenAt, symbol, id: decisionId, refusal } = row;
	return {
		...{ seq, at: takenAt ?? at, symbol, orderId: null, decisionId },
		title: titleOf({ order: null, decision: row }),
		text: `Refused: ${toWords(refusal ?? '')}.`,
		...{ failed: [], isSized: false, passes: null }
	};
}

const toWords = (reason: string): string => reasonText(reason as DenialReason);

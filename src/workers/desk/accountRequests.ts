import { acceptWord, armWord, type ReconciliationRow } from '../../lib/contract/accountView.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { tellCondition } from '../../lib/contract/gateTexts.ts';
import { ok } from '../../lib/domain/result.ts';
import { isReady } from '../../lib/domain/readyGate.ts';
import { openOrders } from '../../lib/engine/orderFile.ts';
import { textToEntry } from '../../lib/journal/entry.ts';
import { accountOf, standsForAccount } from './accountBooks.ts';
import { planAccountBook } from './accountPlan.ts';
import { openNewBook } from './bookRequests.ts';
import { viewBrokerAccount } from './brokerView.ts';
import { refusalsOf } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { stopMessage } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

const noAccountText = 'The book that runs stands for no paper account.';

/** Shows the book of the account that is connected; the first time it is opened. */
export async function openAccountBook(context: DeskContext): Promise<Answer<'openAccountBook'>> {
	const { link } = context.connection;
	if (link === null) return refused('Connect to Alpaca first: which account the keys open is read there.');
	await context.refresh();
	const there = context
		.list()
		.find((record) => standsForAccount(record) && accountOf(record) === link.accountId);
	if (there !== undefined) {
		const switched = await context.switchTo(there.id);
		return switched.ok ? ok({ id: there.id }) : switched;
	}
	const plan = await planAccountBook(link, context.clock, context.wall);
	return plan.ok ? openNewBook(context, plan.value) : refused(plan.error.message);
}

/** Sets how far orders go: to send them all wants the word and a gate that is ready, to send none that nothing is left unguarded. */
export async function setRouting(
	context: DeskContext,
	{ request, routing, typed = '', reason = '' }: Ask<'setRouting'>
): Promise<Answer<'setRouting'>> {
	const { book } = context.running().runner.live().state;
	if (book.broker === null) return refused(noAccountText);
	if (routing === 'paper') {
		if (typed.trim().toLowerCase() !== armWord) {
			return refused(`Orders go to the paper account once the word ${armWord} is given.`);
		}
		const shut = await whyShut(context);
		if (shut.length > 0) return refused('Paper cannot be armed yet.', shut);
	}
	const orders = openOrders(book);
	const open = book.positionBySymbol.size + orders.length;
	if (routing === 'dry_run' && book.broker.routing !== 'dry_run' && open > 0) {
		return refused(
			'Positions or orders are open, and in dry run nothing guards them: keep guarding with exits only, or flatten first.'
		);
	}
	const done = await context
		.running()
		.runner.command((at) => [{ type: 'SetRouting', at, request, routing, reason }]);
	if (!done.ok) return refused(stopMessage(done.error));
	const [refusal] = refusalsOf(done.value.map(({ event }) => event));
	if (refusal !== undefined) return refused(refusal);
	return viewNow(context);
}

/** The conditions that keep the gate shut, in sentences; the account is asked anew. */
async function whyShut(context: DeskContext): Promise<readonly string[]> {
	const { account, connection } = context;
	if (!account.view().hasKeys) return ['The keys of this account are not in memory.'];
	await connection.lookAgain();
	const { facts, conditions } = connection.gate();
	if (isReady(conditions)) return [];
	return conditions
		.filter(({ state }) => state !== 'holds')
		.map((condition) => {
			const { title, says } = tellCondition(condition, facts);
			return `Not so: ${title.charAt(0).toLowerCase()}${title.slice(1)}. ${says}`.trim();
		});
}

/** Compares book and account. */
export async function reconcile(context: DeskContext): Promise<Answer<'reconcile'>> {
	if (context.running().runner.live().state.book.broker === null) return refused(noAccountText);
	const compared = await context.account.compare(null);
	return compared.ok ? viewNow(context) : refused(compared.error.message);
}

/** Takes what the account says for what is left of the differences. */
export async function acceptAccount(
	context: DeskContext,
	{ typed, reason }: Ask<'acceptAccount'>
): Promise<Answer<'acceptAccount'>> {
	if (context.running().runner.live().state.book.broker === null) return refused(noAccountText);
	if (typed.trim().toLowerCase() !== acceptWord) {
		return refused(`The account's word is taken once the word ${acceptWord} is given.`);
	}
	if (reason.trim() === '') return refused('Say why: the reason stands in the journal.');
	const compared = await context.account.compare(reason.trim());
	return compared.ok ? viewNow(context) : refused(compared.error.message);
}

function viewNow(context: DeskContext): Answer<'setRouting'> {
	const { book } = context.running().runner.live().state;
	const view = viewBrokerAccount(book, context.account.view());
	context.show();
	return view === null ? refused(noAccountText) : ok(view);
}

const usualRows = 50;
const mostRows = 500;

/** Comparisons that said something new, the newest first. */
export async function reconciliations(
	context: DeskContext,
	{ before = Infinity, limit = usualRows }: Ask<'reconciliations'>
): Promise<Answer<'reconciliations'>> {
	const { record, runner } = context.running();
	const rows: ReconciliationRow[] = [];
	const most = Math.min(limit, mostRows);
	for await (const segment of context.journal.readBack(record.id, Math.min(before, runner.live().seq + 1))) {
		for (const line of segment.lines.toReversed()) {
			if (!line.includes('"Reconciled"')) continue;
			const read = textToEntry(line);
			if (!read.ok || read.value.entry.event.type !== 'Reconciled') continue;
			const { seq, event } = read.value.entry;
			if (seq < before) rows.push({ seq, ...rowOf(event) });
			if (rows.length === most) return ok(rows);
		}
	}
	return ok(rows);
}

function rowOf({
	at,
	standing,
	differences
}: Omit<ReconciliationRow, 'seq'>): Omit<ReconciliationRow, 'seq'> {
	return { at, standing, differences };
}

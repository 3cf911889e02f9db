import type { RequestFault } from '../../lib/contract/deskApi.ts';
import { intentText } from '../../lib/contract/orderTexts.ts';
import { refusedCommandText } from '../../lib/contract/refusedCommands.ts';
import { eventToSentence, type OrderFacts } from '../../lib/contract/sentences.ts';
import type { Command } from '../../lib/domain/commands.ts';
import type { OrderRow } from '../../lib/domain/deskRows.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import { tellDenial, type Rules } from './denial.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { stopMessage } from './troubles.ts';

/** Events in sentences, their orders told by what `known` says of them. */
export function tellEvents(
	events: readonly BookEvent[],
	rules: Rules,
	known: readonly BookEvent[] = events,
	rows: readonly OrderRow[] = []
): string {
	const orders = known.filter((event) => event.type === 'OrderInitialized');
	const orderOf = (id: string) => orders.find(({ intent }) => intent.id === id);
	const nameOf = (id: string): string => {
		const order = orderOf(id);
		if (order !== undefined) return intentText(order.intent);
		const row = rows.find((one) => one.id === id);
		return row === undefined ? id : `${row.side} ${row.quantity} ${row.symbol}`;
	};
	const facts: OrderFacts = {
		limitOf: (id) => orderOf(id)?.intent.limitPrice ?? null,
		denialOf(id) {
			const order = orderOf(id);
			return order === undefined ? null : tellDenial(order, rules);
		}
	};
	return events.map((event) => eventToSentence(event, nameOf, facts).text).join(' ');
}

/** What is told of a request that was made before. */
export const doneBeforeText = 'This was done before, and is not done again.';

/** What of a command was refused, each in a sentence. */
export function refusalsOf(events: readonly BookEvent[]): readonly string[] {
	return events.flatMap((event) =>
		event.type === 'CommandRefused' ? [refusedCommandText(event.command, event.subject, event.reason)] : []
	);
}

/** Carries out a command and says what came of it, all of it or in `sum`; a refusal is a failure. */
export async function carryOut(
	context: DeskContext,
	make: (at: number) => Command,
	otherwise = 'Nothing had to be done.',
	sum: (events: readonly BookEvent[]) => string | null = () => null
): Promise<Result<{ readonly text: string }, RequestFault>> {
	const { runner } = context.running();
	const { open, state } = runner.live();
	const { book } = state;
	const known = [...open.orders.values()].map(({ row }) => row);
	const done = await runner.command((at) => [make(at)]);
	if (!done.ok) return refused(stopMessage(done.error));
	const events = done.value.map(({ event }) => event);
	const [refusal] = refusalsOf(events);
	if (refusal !== undefined) return refused(refusal);
	const denied = events.find((event) => event.type === 'OrderDenied');
	if (denied !== undefined) return refused(tellEvents([denied], book, events));
	const short = sum(events);
	if (short !== null) return ok({ text: short });
	const texts = events.filter(({ type }) => type !== 'OrderSubmitted' && type !== 'OrderAccepted');
	return ok({ text: tellEvents(texts, book, events, known) || otherwise });
}

import { entryToTriggerId, type ClientOrderId, type TriggerId } from '../domain/ids.ts';
import { triggerKinds, type Trigger, type TriggerKind } from '../domain/trigger.ts';
import type { Book } from './state.ts';

/** The id of the next trigger of a kind for the position that an order opened: none comes twice. */
export function nextTriggerId({ armedBySlot }: Book, openedBy: ClientOrderId, kind: TriggerKind): TriggerId {
	return entryToTriggerId(openedBy, kind, armedBySlot.get(entryToTriggerId(openedBy, kind)) ?? 0);
}

/** A trigger of what is held was armed: the next of its kind has another id. */
export function countArmed(book: Book, { symbol, kind }: Trigger): void {
	const opener = book.positionBySymbol.get(symbol)?.openedBy;
	if (opener === undefined) return;
	const slot = entryToTriggerId(opener, kind);
	book.armedBySlot.set(slot, (book.armedBySlot.get(slot) ?? 0) + 1);
}

/** Nothing is armed any more for what an order opened. */
export function forgetArmed(book: Book, openedBy: ClientOrderId): void {
	for (const kind of triggerKinds) book.armedBySlot.delete(entryToTriggerId(openedBy, kind));
}

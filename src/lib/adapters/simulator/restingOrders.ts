import type { ApprovedIntent } from '../../domain/approvedIntent.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import type { Instant } from '../../domain/time.ts';

/** Orders that wait at the venue, oldest first, found by id, by symbol and by their end. */
export interface RestingOrders {
	get(id: ClientOrderId): ApprovedIntent | undefined;
	ofSymbol(symbol: string): readonly ApprovedIntent[];
	hasSymbol(symbol: string): boolean;
	/** Those whose end is at or before an instant, the soonest first. */
	endingBy(at: Instant): readonly ApprovedIntent[];
	/** The soonest end; Infinity when none ends. */
	soonestEnd(): Instant;
	add(intent: ApprovedIntent): void;
	remove(intent: ApprovedIntent): void;
}

const none: readonly ApprovedIntent[] = [];

/** A book without orders. */
export function createRestingOrders(): RestingOrders {
	const byId = new Map<ClientOrderId, ApprovedIntent>();
	const bySymbol = new Map<string, readonly ApprovedIntent[]>();
	let soonestEnd = Infinity;
	const ofSymbol = (symbol: string) => bySymbol.get(symbol) ?? none;

	return {
		get: (id) => byId.get(id),
		ofSymbol,
		hasSymbol: (symbol) => bySymbol.has(symbol),
		endingBy: (at) =>
			[...byId.values()].filter((intent) => endOf(intent) <= at).sort((a, b) => endOf(a) - endOf(b)),
		soonestEnd: () => soonestEnd,
		add(intent) {
			byId.set(intent.id, intent);
			bySymbol.set(intent.symbol, [...ofSymbol(intent.symbol), intent]);
			if (intent.ends !== null) soonestEnd = Math.min(soonestEnd, intent.ends.at);
		},
		remove(intent) {
			byId.delete(intent.id);
			const left = ofSymbol(intent.symbol).filter((other) => other !== intent);
			if (left.length === 0) bySymbol.delete(intent.symbol);
			else bySymbol.set(intent.symbol, left);
			if (intent.ends?.at === soonestEnd) soonestEnd = findSoonestEnd(byId.values());
		}
	};
}

function endOf({ ends }: ApprovedIntent): Instant {
	return ends === null ? Infinity : ends.at;
}

function findSoonestEnd(intents: Iterable<ApprovedIntent>): Instant {
	let soonest = Infinity;
	for (const intent of intents) soonest = Math.min(soonest, endOf(intent));
	return soonest;
}

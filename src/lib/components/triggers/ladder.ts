import type { PositionView, TriggerPast, TriggerView } from '#lib/contract/deskView.ts';
import { triggerKinds } from '#lib/domain/trigger.ts';

/** A price on the ladder of a position; `at` is how far along it stands, from 0 to 100. */
export interface LadderMark {
	readonly kind: TriggerView['kind'] | 'last' | 'entry';
	readonly price: string;
	readonly at: number;
}

/** What guards one symbol, its lowest level first. */
export interface TriggerGroup {
	readonly symbol: string;
	readonly position: PositionView | null;
	readonly triggers: readonly TriggerView[];
	readonly marks: readonly LadderMark[];
	/** It is held, and nothing ends its loss. */
	readonly isUnprotected: boolean;
	/** Kinds of trigger it does not have. */
	readonly missing: readonly TriggerView['kind'][];
}

/** What is left free at either end, of 100. */
const margin = 4;

/** The positions and their triggers by symbol: those that nothing protects first, then by how near their nearest level is. */
export function groupTriggers(
	positions: readonly PositionView[],
	triggers: readonly TriggerView[]
): readonly TriggerGroup[] {
	const symbols = [...new Set([...positions, ...triggers].map(({ symbol }) => symbol))];
	const groups = symbols.map((symbol) =>
		groupOf(
			symbol,
			positions.find((position) => position.symbol === symbol) ?? null,
			triggers.filter((trigger) => trigger.symbol === symbol)
		)
	);
	return groups.sort(
		(a, b) =>
			Number(b.isUnprotected) - Number(a.isUnprotected) ||
			nearest(a) - nearest(b) ||
			(a.symbol < b.symbol ? -1 : 1)
	);
}

/** The distance to the level that is nearest, a fraction; infinite while it is not known. */
function nearest({ triggers }: TriggerGroup): number {
	return Math.min(...triggers.map(({ distance }) => (distance === null ? Infinity : Math.abs(distance))));
}

function groupOf(
	symbol: string,
	position: PositionView | null,
	triggers: readonly TriggerView[]
): TriggerGroup {
	const kinds = triggers.map(({ kind }) => kind);
	return {
		symbol,
		position,
		triggers: [...triggers].sort((a, b) => Number(a.level) - Number(b.level)),
		marks: marksOf(position, triggers),
		isUnprotected: position !== null && position.guarded !== position.quantity.replace('-', ''),
		missing: position === null ? [] : triggerKinds.filter((kind) => !kinds.includes(kind))
	};
}

function marksOf(position: PositionView | null, triggers: readonly TriggerView[]): readonly LadderMark[] {
	const last = position?.last ?? triggers[0]?.last ?? null;
	const prices = [
		...triggers.map(({ kind, level }) => ({ kind, price: level })),
		...(position === null ? [] : [{ kind: 'entry' as const, price: position.averageEntry }]),
		...(last === null ? [] : [{ kind: 'last' as const, price: last }])
	];
	const values = prices.map(({ price }) => Number(price));
	const [low, high] = [Math.min(...values), Math.max(...values)];
	const span = high - low;
	return prices
		.map(({ kind, price }) => ({
			kind,
			price,
			at: span === 0 ? 50 : margin + ((Number(price) - low) / span) * (100 - 2 * margin)
		}))
		.sort((a, b) => a.at - b.at);
}

/** The triggers that fired or were canceled, the last one first. */
export function endedTriggers(triggers: readonly TriggerPast[]): readonly TriggerPast[] {
	return triggers
		.filter(({ status }) => status !== 'active')
		.sort((a, b) => b.updatedAt - a.updatedAt || b.seq - a.seq);
}

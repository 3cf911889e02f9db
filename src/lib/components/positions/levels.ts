import { fractionToPercent, percentToFraction } from '#lib/app/format/percentInput.ts';
import type { PositionView } from '#lib/contract/deskView.ts';

/** Levels to set: what is absent stays, an empty text takes a level away; the trail is a fraction. */
export interface Levels {
	readonly stopLoss?: string;
	readonly takeProfit?: string;
	readonly trailingStopPct?: string;
}

/** Levels as they are typed; the trail is a percentage. */
export interface TypedLevels {
	readonly stopLoss: string;
	readonly takeProfit: string;
	readonly trailingPercent: string;
}

type Guarded = Pick<PositionView, 'stopLoss' | 'takeProfit'> & {
	readonly trailing: { readonly fraction: string } | null;
};

/** The levels of a position as a person would type them. */
export function levelsOf({ stopLoss, takeProfit, trailing }: Guarded): TypedLevels {
	return {
		stopLoss: stopLoss ?? '',
		takeProfit: takeProfit ?? '',
		trailingPercent: trailing === null ? '' : fractionToPercent(trailing.fraction)
	};
}

/** What of the levels was changed, or null when nothing was. */
export function changedLevels(before: TypedLevels, after: TypedLevels): Levels | null {
	const changed = {
		...(after.stopLoss === before.stopLoss ? {} : { stopLoss: after.stopLoss.trim() }),
		...(after.takeProfit === before.takeProfit ? {} : { takeProfit: after.takeProfit.trim() }),
		...(after.trailingPercent === before.trailingPercent
			? {}
			: { trailingStopPct: percentToFraction(after.trailingPercent) })
	};
	return Object.keys(changed).length === 0 ? null : changed;
}

import type { SizingLine } from '../../domain/verdictLines.ts';

/** One step of the arithmetic behind a quantity; a sum stands under a line. */
export type SizingStep = readonly [label: string, value: string, kind: 'plain' | 'sum'];

/** The steps that led to a quantity: a share of equity is cut to the limits, a quantity is not. */
export function sizingLines(sizing: SizingLine): readonly SizingStep[] {
	if (sizing.by === 'quantity') {
		return [
			['Asked for, quantity × last price', sizing.requested, 'plain'],
			['÷ last price', sizing.refPrice, 'plain']
		];
	}
	return [
		['Equity', sizing.equity, 'plain'],
		['Asked for', sizing.requested, 'plain'],
		['Position cap', sizing.positionCap, 'plain'],
		['Room under the exposure limit', sizing.room, 'plain'],
		...(sizing.orderCap === undefined ? [] : [['Max order in money', sizing.orderCap, 'plain'] as const]),
		[`Budget, the least of the ${sizing.orderCap === undefined ? 'three' : 'four'}`, sizing.budget, 'sum'],
		['÷ last price', sizing.refPrice, 'plain']
	];
}

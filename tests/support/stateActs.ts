import type { Command } from '../../src/lib/domain/commands.ts';
import type { TradingState } from '../../src/lib/domain/risk.ts';

/** The commands that bring a book into a trading state, whichever it is in. */
export function stateCommands(state: TradingState, at: number, reason = 'test'): readonly Command[] {
	const by = 'switch';
	if (state === 'active') return [{ type: 'Resume', at, to: null, by, reason }];
	if (state === 'halted') return [{ type: 'Halt', at, level: 'reduce_only', by, reason }];
	return [
		{ type: 'Halt', at, level: 'pause', by, reason },
		{ type: 'Resume', at, to: 'pause', by, reason }
	];
}

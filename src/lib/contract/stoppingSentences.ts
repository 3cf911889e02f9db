import type { StoppingEvent } from '../domain/stopping.ts';
import { resetText, trippedText } from './breakerTexts.ts';
import { sourceNames, stateChangeText, sweepEndedText, sweepTriedText } from './killTexts.ts';
import { lockLiftedText, lockSetText } from './lockTexts.ts';
import { plain, type Sentence } from './sentence.ts';

/** Says each event of what stops trading and lets it go on. */
export const stoppingTellers: {
	readonly [Type in StoppingEvent['type']]: (event: Extract<StoppingEvent, { type: Type }>) => Sentence;
} = {
	TradingStateChanged: (event) => ({
		symbol: null,
		tone: event.state === 'active' ? 'plain' : 'alarm',
		text: stateChangeText(event)
	}),
	BreakerTripped: (event) => ({ symbol: null, tone: 'alarm', text: trippedText(event) }),
	BreakerReset: (event) => plain(null, resetText(event)),
	SweepTried: (event) => plain(null, sweepTriedText(event)),
	SweepEnded: (event) => ({
		symbol: null,
		tone: event.outcome === 'clear' ? 'plain' : 'alarm',
		text: sweepEndedText(event)
	}),
	SymbolHaltSet: ({ symbol, isHalted }) => ({
		symbol,
		tone: isHalted ? 'alarm' : 'plain',
		text: isHalted
			? `Trading in ${symbol} is halted: nothing of it fills, and no trigger of it fires.`
			: `Trading in ${symbol} goes on.`
	}),
	SignalOnlySet: ({ isOn, by }) => ({
		symbol: null,
		tone: isOn ? 'alarm' : 'plain',
		text: `Signal only ${isOn ? 'on' : 'off'}, by ${sourceNames[by]}.`
	}),
	LockSet: ({ lock }) => ({ symbol: lock.symbol, tone: 'alarm', text: lockSetText(lock) }),
	LockLifted: ({ lock, reason }) => plain(lock.symbol, lockLiftedText(lock, reason))
};

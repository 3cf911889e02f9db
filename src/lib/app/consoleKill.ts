import type { DeskRequests, RequestName } from '../contract/deskApi.ts';
import { killLevels, type KillLevel } from '../domain/killSwitch.ts';
import { createConsoleBreakers, type ConsoleBreakers } from './consoleBreakers.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** What stops trading and lets it go on, as the console has it. */
export interface KillCalls {
	/** Stops trading: pause, reduce_only, cancel_entries or flatten; reduce_only unless it is said. */
	halt(level?: KillLevel, reason?: string): AnswerOf<'halt'>;
	/** Only what shrinks a position passes. */
	pause(): AnswerOf<'halt'>;
	/** `word` is the word `resume`. */
	resume(word: string): AnswerOf<'resume'>;
	readonly breakers: ConsoleBreakers;
	/** With it on, decisions are sized and reviewed, and nothing is sent. */
	signalOnly(isOn?: boolean): AnswerOf<'setSignalOnly'>;
}

const by = 'console';

/** The calls of the console that stop trading. Whatever is given to a halt, it halts: what is no level is its reason. */
export function createKillCalls(ask: Ask): KillCalls {
	const halt = (level: unknown = 'reduce_only', reason: unknown = ''): AnswerOf<'halt'> => {
		const known = killLevels.find((one) => one === level);
		const why = known === undefined ? [level, reason].filter((one) => one !== '').join(' ') : reason;
		return ask('halt', { level: known ?? 'reduce_only', by, reason: cleanText(why) });
	};
	return {
		halt,
		breakers: createConsoleBreakers(ask),
		pause: () => halt('pause'),
		resume: (word) => ask('resume', { word, by, reason: '' }),
		signalOnly: (isOn = true) => ask('setSignalOnly', { isOn, by })
	};
}

/** A reason that is too long, or not a text, is no reason not to halt. */
function cleanText(reason: unknown): string {
	return String(reason)
		.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, ' ')
		.slice(0, 200);
}

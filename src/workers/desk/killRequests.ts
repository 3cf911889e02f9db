import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { resumeWord } from '../../lib/contract/killSwitch.ts';
import { carryOut } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** Stops trading as far as a level says; what takes back and closes goes on by itself. */
export function halt(context: DeskContext, { level, by, reason }: Ask<'halt'>): Promise<Answer<'halt'>> {
	return carryOut(
		context,
		(at) => ({ type: 'Halt', at, level, by, reason }),
		'Trading is stopped as far already.',
		(events) => (events.length > wordy ? `Trading is stopped: ${String(events.length)} events.` : null)
	);
}

/** What more events than this came to is not told one by one. */
const wordy = 20;

/** Lets trading go on, when the word was typed and no halt file forbids it. */
export async function resume(
	context: DeskContext,
	{ word, by, reason }: Ask<'resume'>
): Promise<Answer<'resume'>> {
	if (word.trim().toLowerCase() !== resumeWord)
		return refused(`Trading goes on once the word ${resumeWord} is given.`);
	const forbidden = context.haltFile.reason;
	if (forbidden !== null) return refused(`The halt file does not allow it: ${forbidden}.`);
	return carryOut(
		context,
		(at) => ({ type: 'Resume', at, to: null, by, reason }),
		'Nothing was stopped: trading goes on.'
	);
}

/** Lets decisions be signals alone, or orders again. */
export function setSignalOnly(
	context: DeskContext,
	{ isOn, by }: Ask<'setSignalOnly'>
): Promise<Answer<'setSignalOnly'>> {
	return carryOut(
		context,
		(at) => ({ type: 'SetSignalOnly', at, isOn, by }),
		`Signal only is ${isOn ? 'on' : 'off'} already.`
	);
}

/** Watches a file that halts, or none any more. */
export function watchHaltFile(
	context: DeskContext,
	{ file }: Ask<'watchHaltFile'>
): Promise<Answer<'watchHaltFile'>> {
	return context.haltFile.choose(file);
}

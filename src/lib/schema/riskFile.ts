import { limitKinds, type LimitName } from '../domain/riskLimits.ts';
import { failed, type Result } from '../domain/result.ts';
import { readGivenSettings, sizingFields, type GivenSettings } from './bookConfig.ts';
import { integerWithin } from './decimalField.ts';
import { describeInput, innerObjectOf, objectOf, readBySchema, type FieldProblem } from './problem.ts';
import { riskFields } from './riskLimits.ts';
import { z } from './zod.ts';

/** The version of a file of limits. */
export const limitsVersion = 1;

const limitsSchema = objectOf({
	blotterRisk: integerWithin(limitsVersion, limitsVersion),
	sizing: z.optional(innerObjectOf(sizingFields)),
	risk: z.optional(innerObjectOf(riskFields))
});

interface Given {
	readonly blotterRisk: unknown;
	readonly sizing?: object;
	readonly risk?: object;
}

/** Reads a file of limits: numbers are numbers, a limit that is off is null; what it does not name is not said. */
export function readGivenLimits(input: unknown): Result<GivenSettings, FieldProblem[]> {
	const read = readBySchema(limitsSchema, input);
	if (!read.ok) return read;
	const { sizing, risk, blotterRisk } = input as Given;
	const texts = [...textsIn('', { blotterRisk }), ...textsIn('sizing', sizing), ...textsIn('risk', risk)];
	if (texts.length > 0) return failed(texts);
	return readGivenSettings({ ...(sizing && { sizing }), ...(risk && { risk }) });
}

/** What is said by a word, and by nothing else. */
const words: ReadonlySet<string> = new Set(['breakerPolicy']);

/** A config.json takes numbers and lists as they are typed; this file has one form for each. */
function textsIn(section: string, given: object = {}): readonly FieldProblem[] {
	return Object.entries(given)
		.filter(([name, value]) => typeof value === 'string' && !words.has(name))
		.map(([name, value]) => ({
			path: section === '' ? [name] : [section, name],
			problem: { type: 'wrong_type', expected: formOf(name), found: describeInput(value) }
		}));
}

function formOf(name: string): string {
	if (name === 'restricted') return 'a list of symbols';
	if (name === 'sectors') return 'an object of sectors by symbol';
	const kind = limitKinds[name as LimitName] as string | undefined;
	return kind === 'count' || kind === 'seconds' ? 'a whole number' : 'a number';
}

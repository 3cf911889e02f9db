import { failed, ok } from '../domain/result.ts';
import { parseInstant } from '../domain/time.ts';
import { describeInput, fieldOf, shorten } from './problem.ts';

const wholeSeconds = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** An instant as ISO text in UTC with whole seconds: 2019-02-11T14:30:00Z. */
export const instantField = fieldOf((input) => {
	if (input === undefined) return failed({ type: 'missing' });
	if (typeof input !== 'string') {
		return failed({ type: 'wrong_type', expected: 'text', found: describeInput(input) });
	}
	const instant = wholeSeconds.test(input) ? parseInstant(input) : undefined;
	return instant === undefined ? failed({ type: 'not_an_instant', found: shorten(input) }) : ok(instant);
});

import { expect, it } from 'vitest';
import { unwatchedText } from '../../../src/lib/contract/unwatchedText.ts';

const from = Date.UTC(2026, 10, 27, 15, 8, 30);

it.each([
	[10 * 60_000, [], 'from Fri 2026-11-27 10:08 to 10:18 New York (10 minutes)', ''],
	[
		3 * 86_400_000,
		['AAPL', 'KO'],
		'from Fri 2026-11-27 10:08 to Mon 2026-11-30 10:08 New York (3 days)',
		' What guards AAPL, KO did not act meanwhile, and acts on the next price.'
	]
])('a gap of %i ms with %j guarded says what it meant', (gap, guarded, span, more) => {
	expect(unwatchedText({ at: from + gap, from, guarded })).toBe(
		`The market was not watched ${span}: it went on, and nothing of it is made up for.${more}`
	);
});

import { expect, test } from 'vitest';
import { failedFirst, readCheck, readChecks } from '../../../src/lib/app/format/checkTexts.ts';
import type { CheckName } from '../../../src/lib/domain/risk.ts';
import type { VerdictLine } from '../../../src/lib/domain/verdictLines.ts';

const line = (check: CheckName, measured: string, unit: VerdictLine['unit'] = 'money'): VerdictLine =>
	({ check, passed: true, unit, measured, limit: '1000', headroom: '0', reason: 'halted' }) as VerdictLine;

/** The age that stands at each check of a verdict. */
function agesOf(price: string, oldest: string) {
	const verdict = [
		line('dataAge', price, 'seconds'),
		line('positionAge', oldest, 'seconds'),
		line('minimumTrade', '500'),
		line('totalExposure', '500'),
		line('openTrades', '1', 'count')
	];
	const read = readChecks(verdict);
	return Object.fromEntries(verdict.map(({ check }, index) => [check, read[index]?.age]));
}

test.each([
	['fresh prices are said by the check of their age alone', '0.999', '0.5', null, null],
	['the price of the symbol stands at what it measures', '1', '0.5', '1 s', '1 s'],
	['the oldest price of what is held stands at what all positions measure', '0.2', '90', null, '90 s']
] as const)('%s', (_, price, oldest, own, positions) => {
	expect(agesOf(price, oldest)).toEqual({
		...{ dataAge: null, positionAge: null, openTrades: null },
		...{ minimumTrade: own, totalExposure: positions }
	});
});

test.each([
	['totalExposure', 'Limits of positions: total exposure'],
	['positionSize AAPL', 'Limits of positions: the position in AAPL'],
	['', 'Limits of positions: none']
])('the limit that the market may break is named in words: %s', (of, name) => {
	expect(readCheck({ ...line('brokenLimit', '500'), of }).name).toBe(name);
});

test.each([
	['3599.903', '3,600 s'],
	['0', 'no lock'],
	[null, 'until it is lifted']
])('a lock says how long it holds yet, and that none would pass: %s', (measured, says) => {
	const read = readCheck({ ...line('lock', measured ?? '', 'seconds'), measured, limit: '0' });
	expect([read.measured, read.limit, read.headroom]).toEqual([says, 'no lock', '—']);
});

test('what failed stands first, then what warns, and the rest in its order', () => {
	const read = (name: string, passed: boolean, warns: boolean) => ({
		...readCheck(line('totalExposure', '500')),
		...{ name, passed, warns }
	});
	const checks = [
		read('a', true, false),
		read('b', true, true),
		read('c', false, false),
		read('d', true, false),
		read('e', false, false)
	];
	expect(failedFirst(checks).map(({ name }) => name)).toEqual(['c', 'e', 'b', 'a', 'd']);
});

import { describe, expect, it } from 'vitest';
import { readCheck } from '../../../src/lib/app/format/checkTexts.ts';
import { denialText, shortRefusalText } from '../../../src/lib/contract/denials.ts';
import { eventToSentence } from '../../../src/lib/contract/sentences.ts';
import { lockToText, type Lock } from '../../../src/lib/domain/locks.ts';
import type { CheckResult } from '../../../src/lib/domain/risk.ts';
import { tellCheck } from '../../../src/lib/domain/verdictLines.ts';
import { minuteAt, ratio } from '../../support/deskBuilders.ts';

const lock = (given: Partial<Lock>): Lock => ({
	...{ number: 1, symbol: null, by: 'stopGuard', setAt: minuteAt(0), endsAt: minuteAt(90), reason: '' },
	...{ measured: 3, limit: 3, windowSeconds: 3600 },
	...given
});
const byPerson = { by: 'person', measured: null, limit: null, windowSeconds: null } as const;

describe('a lock in a sentence', () => {
	it.each<[Partial<Lock>, string]>([
		[
			{},
			'Locked all symbols until 2024-03-04 11:00 New York by the stop guard: 3 losing stops in 3,600 s, limit 3.'
		],
		[
			{ symbol: 'XYZ', measured: 1, limit: 1 },
			'Locked XYZ until 2024-03-04 11:00 New York by the stop guard: 1 losing stop in 3,600 s, limit 1.'
		],
		[
			{ by: 'cooldown', symbol: 'XYZ', measured: 0, limit: 5400, windowSeconds: null },
			'Locked XYZ until 2024-03-04 11:00 New York by the cooldown: 5,400 s after a trade.'
		],
		[
			{ by: 'lowProfit', symbol: 'XYZ', measured: ratio('-0.0125'), limit: ratio('0.01') },
			'Locked XYZ until 2024-03-04 11:00 New York by the low profit: trades in 3,600 s earned -1.25 % of what they were entered for, at least 1 % is asked for.'
		],
		[
			{ by: 'windowDrawdown', measured: ratio('0.061'), limit: ratio('0.05') },
			'Locked all symbols until 2024-03-04 11:00 New York by the drawdown: trades in 3,600 s fell 6.1 % from their peak, limit 5 %.'
		],
		[
			{ ...byPerson, symbol: 'XYZ', endsAt: null, reason: 'earnings.' },
			'Locked XYZ until it is lifted by a person: earnings.'
		]
	])('%#', (given, text) => {
		const event = { type: 'LockSet', at: minuteAt(0), lock: lock(given) } as const;
		expect(eventToSentence(event)).toEqual({ symbol: given.symbol ?? null, tone: 'alarm', text });
	});

	it('that was lifted says by whom it was set, and why it was lifted', () => {
		const lifted = (reason: string) =>
			eventToSentence({ type: 'LockLifted', at: minuteAt(0), lock: lock({}), reason });
		expect(lifted('looked into').text).toBe('Lock of all symbols by the stop guard lifted: looked into.');
		expect(lifted('')).toEqual({
			...{ symbol: null, tone: 'plain', text: 'Lock of all symbols by the stop guard lifted.' }
		});
	});

	it.each([
		['SetLock', 'NONE', 'unknown_symbol', 'Lock of NONE refused: this book does not trade it.'],
		['SetLock', '', 'ends_before', 'Lock of all refused: it would have ended already.'],
		['LiftLock', '7', 'no_such_lock', 'Lifting of lock 7 refused: there is no such lock, or it has ended.']
	] as const)('that was refused: %s of %s', (command, subject, reason, text) => {
		const refused = { type: 'CommandRefused', at: 0, request: 'r', command, subject, reason } as const;
		expect(eventToSentence(refused).text).toBe(text);
	});
});

describe('a denial by a lock', () => {
	const denied = (given: Partial<Lock>, measured: number | null): CheckResult => ({
		...{ check: 'lock', passed: false, reason: 'locked', measured, limit: 0, of: lockToText(lock(given)) }
	});
	const say = (check: CheckResult) =>
		denialText({
			...{ verdict: { approved: false, checks: [check] }, sizing: null, symbol: 'XYZ' },
			...{ assetClass: 'us_equity', passes: null, isSized: false }
		});

	it('says which one, until when, for how long and with what numbers', () => {
		expect(say(denied({}, 5400))).toBe(
			'locked for another 5,400 s: all symbols by the stop guard until 2024-03-04 11:00 New York: 3 losing stops in 3,600 s, limit 3.'
		);
		expect(say(denied({ ...byPerson, symbol: 'XYZ', endsAt: null }, null))).toBe(
			'locked: XYZ by a person until it is lifted.'
		);
	});

	it('is short in a row, and one of the checks of a verdict', () => {
		const line = tellCheck(denied({ symbol: 'XYZ' }, 90));
		const judged = { symbol: 'XYZ', verdict: [line], sizing: null };
		expect(shortRefusalText('locked', judged)).toBe('locked for another 90 s');
		expect(readCheck(line)).toMatchObject({
			...{ passed: false, measured: '90 s', limit: 'no lock' },
			name: 'Lock: XYZ by the stop guard until 2024-03-04 11:00 New York: 3 losing stops in 3,600 s, limit 3'
		});
		const free = tellCheck({ check: 'lock', passed: true, reason: 'locked', measured: 0, limit: 0, of: '' });
		expect(readCheck(free)).toMatchObject({ name: 'Lock: none', passed: true, measured: 'no lock' });
	});
});

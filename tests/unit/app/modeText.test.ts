import { describe, expect, it } from 'vitest';
import { accountAlarm } from '../../../src/lib/app/format/accountAlarm.ts';
import { modeOf } from '../../../src/lib/app/format/modeText.ts';

const account = {
	unguarded: 0,
	hasKeys: true,
	standing: 'equal',
	unknownOrders: [],
	problem: null
} as const satisfies Parameters<typeof accountAlarm>[0];

describe('the mode in words', () => {
	it.each([
		['generated', null, 'Simulator · generated market', 'simulator'],
		['bars', null, 'Simulator · your bars', 'simulator'],
		['alpaca', null, 'Simulator, Alpaca prices', 'simulator'],
		['alpaca', 'dry_run', 'Paper, dry run', 'dry'],
		['alpaca', 'exits_only', 'Paper, exits only', 'exits'],
		['alpaca', 'paper', 'Paper, armed', 'armed']
	] as const)('%s with routing %s is %s', (source, routing, words, tone) => {
		const mode = modeOf(source, routing === null ? null : { routing }, false);
		expect([`${mode.words}${mode.more}`, mode.tone]).toEqual([words, tone]);
	});

	it('of an account’s book that is only read is never armed', () => {
		const mode = modeOf('alpaca', { routing: 'paper' }, true);
		expect([`${mode.words}${mode.more}`, mode.tone]).toEqual(['Paper, only read', 'dry']);
		expect(modeOf('generated', null, true).tone).toBe('simulator');
	});

	it('says of every simulator that no order leaves the page, and of the armed account that they do', () => {
		for (const source of ['generated', 'bars', 'alpaca'] as const)
			expect(modeOf(source, null, false).means).toMatch(/^No order leaves this page/);
		expect(modeOf('alpaca', { routing: 'paper' }, false).means).toContain('are sent to your paper account');
	});
});

describe('what of an account wants to be looked at', () => {
	it('is nothing while all is well', () => {
		expect(accountAlarm(account)).toBeNull();
	});

	it('is first of all what is held without guards, and leads to the keys', () => {
		const locked = { ...account, hasKeys: false, standing: 'different', problem: 'x' } as const;
		expect(accountAlarm({ ...locked, unguarded: 3 })).toMatchObject({
			text: '3 positions unguarded: keys locked',
			leadsTo: 'keys'
		});
		expect(accountAlarm({ ...locked, unguarded: 1 })?.text).toBe('1 position unguarded: keys locked');
	});

	it('is what is held without guards with the keys there as well, when the clock is too far ahead', () => {
		const ahead = { ...account, unguarded: 2, standing: 'different' } as const;
		expect(accountAlarm(ahead)?.text).toBe('2 positions unguarded: clock ahead');
		expect(accountAlarm(ahead)?.hint).toContain('Set the clock right');
	});

	it('is that there are no keys, with nothing to guard as well: nothing is known of the account then', () => {
		const locked = { ...account, hasKeys: false, standing: 'unread' } as const;
		expect(accountAlarm(locked)).toMatchObject({ text: 'No keys', leadsTo: 'keys' });
	});

	it('is a difference, which leads to the page of reconciliation', () => {
		expect(accountAlarm({ ...account, standing: 'different' })).toMatchObject({
			text: 'Account differs',
			leadsTo: 'reconciliation'
		});
	});

	it('is an order of unknown outcome, or an account that could not be read', () => {
		expect(accountAlarm({ ...account, unknownOrders: ['o.1'] })?.text).toBe('1 of unknown outcome');
		expect(accountAlarm({ ...account, problem: 'Alpaca did not answer.' })).toMatchObject({
			text: 'Account not read',
			hint: 'Alpaca did not answer.'
		});
	});
});

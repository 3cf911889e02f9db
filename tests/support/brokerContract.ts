import { describe, expect, it } from 'vitest';
import type { ApprovedIntent } from '../../src/lib/domain/approvedIntent.ts';
import { price, quantity, type Ask } from './deskBuilders.ts';

/** An order as its broker tells of it: how it stands, what of it has filled at which prices, one a fill. */
export interface ToldOrder {
	readonly status: 'working' | 'filled' | 'rejected' | 'canceled' | 'expired';
	readonly fills: readonly string[];
}

/** A broker as the contract asks it: 100 shares of a symbol can be bought and sold there, whose name is of no matter. */
export interface BrokerUnderTest {
	/** An order of 10 to buy at the market, but for what is given. */
	intent(id: string, more?: Ask): ApprovedIntent;
	submit(intent: ApprovedIntent): Promise<void>;
	replace(intent: ApprovedIntent): Promise<void>;
	cancel(id: string): Promise<void>;
	/** Both sides of the market come; with `part` there is not enough of it for all of an order of 10 at first. */
	quote(bid: string, ask: string, part?: boolean): Promise<void>;
	/** The day is over. */
	close(): Promise<void>;
	/** What is known of an order; null where the broker has none of the id. */
	order(id: string): Promise<ToldOrder | null>;
}

const working = { status: 'working', fills: [] } as const;
const limit = (text: string): Ask => ({ type: 'limit', limitPrice: price(text) });

/** What every broker does with an order; `open` gives a new one, at which nothing is quoted yet. */
export function describeBroker(name: string, open: () => BrokerUnderTest): void {
	describe(`an order at the ${name}`, () => {
		it('trades at the market at the far side', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a'));
			await broker.quote('99', '101');
			expect(await broker.order('a')).toEqual({ status: 'filled', fills: ['10 at 101'] });
		});

		it('rests at a limit that the market does not reach, and trades once it does, never worse', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a', limit('95')));
			await broker.quote('98', '100');
			expect(await broker.order('a')).toEqual(working);
			await broker.quote('93', '94');
			expect(await broker.order('a')).toEqual({ status: 'filled', fills: ['10 at 94'] });
		});

		it('is there once, however often it is submitted', async () => {
			const broker = open();
			await broker.quote('99', '101');
			for (let time = 0; time < 3; time++) await broker.submit(broker.intent('a'));
			await broker.quote('99', '101');
			expect(await broker.order('a')).toEqual({ status: 'filled', fills: ['10 at 101'] });
		});

		it('is rejected where nobody knows its symbol', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a', { symbol: 'NOPE' }));
			await broker.quote('99', '101');
			expect(await broker.order('a')).toEqual({ status: 'rejected', fills: [] });
		});

		it('is over once it is canceled, trades no more, and is canceled once', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a', limit('95')));
			await broker.cancel('a');
			await broker.cancel('a');
			await broker.quote('93', '94');
			expect(await broker.order('a')).toEqual({ status: 'canceled', fills: [] });
		});

		it('stays filled when it is canceled too late, and one that is not there stays so', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a'));
			await broker.quote('99', '101');
			await broker.cancel('a');
			await broker.cancel('b');
			expect(await broker.order('a')).toEqual({ status: 'filled', fills: ['10 at 101'] });
			expect(await broker.order('b')).toBe(null);
		});

		it('has the terms that it was given last, under the same id', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a', limit('90')));
			await broker.quote('99', '101');
			await broker.replace(broker.intent('a', { ...limit('97'), quantity: quantity('6') }));
			expect(await broker.order('a')).toEqual(working);
			await broker.quote('95', '96');
			expect(await broker.order('a')).toEqual({ status: 'filled', fills: ['6 at 96'] });
		});

		it('fills in parts that add up to it', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a', limit('95')));
			await broker.quote('93', '94', true);
			expect(await broker.order('a')).toEqual({ status: 'working', fills: ['5 at 94'] });
			await broker.quote('94', '95');
			expect(await broker.order('a')).toEqual({ status: 'filled', fills: ['5 at 94', '5 at 95'] });
		});

		it('for the day ends with it, with what it has filled', async () => {
			const broker = open();
			await broker.quote('99', '101');
			await broker.submit(broker.intent('a', limit('95')));
			await broker.submit(broker.intent('b', limit('90')));
			await broker.quote('93', '94', true);
			await broker.close();
			expect(await broker.order('a')).toEqual({ status: 'expired', fills: ['5 at 94'] });
			expect(await broker.order('b')).toEqual({ status: 'expired', fills: [] });
		});
	});
}

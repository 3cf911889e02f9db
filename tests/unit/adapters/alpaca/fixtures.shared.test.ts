import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { wireToReading } from '../../../../src/lib/adapters/alpaca/accountMapper.ts';
import { z } from '../../../../src/lib/schema/zod.ts';
import * as market from '../../../../src/lib/adapters/alpaca/wire/market.ts';
import * as streams from '../../../../src/lib/adapters/alpaca/wire/streams.ts';
import * as trading from '../../../../src/lib/adapters/alpaca/wire/trading.ts';

const folder = '../shared/alpaca/fixtures';
const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
const bodyOf = (name: string): unknown => JSON.parse(readFileSync(`${folder}/${name}`, 'utf8'));

/** The schema of a recorded answer by the beginning of its name; null for answers that the desk never asks for. */
const schemaByName: readonly (readonly [RegExp, z.core.$ZodType | null])[] = [
	[/^account-configurations-/, trading.wireConfigurations],
	[/^account-/, trading.wireAccount],
	[/^activities-/, trading.wireActivities],
	[/^activity-/, trading.wireActivity],
	[/^assets-list-/, trading.wireAssets],
	[/^asset-/, trading.wireAsset],
	[/^calendar-/, trading.wireCalendar],
	[/^clock-/, trading.wireClock],
	[/^crypto-bars-|^stocks-bars-/, market.wireBars],
	[/^crypto-latest-orderbooks-|^screener-|^watchlist|^stocks-quotes-/, null],
	[/-latest-quotes-/, market.wireLatestQuotes],
	[/-latest-trades-/, market.wireLatestTrades],
	[/^crypto-snapshots-/, market.wireCryptoSnapshots],
	[/^stocks-snapshots-/, market.wireStockSnapshots],
	[/^data-stream-/, streams.wireDataFrame],
	[/^error-/, trading.wireFault],
	[/^news-/, market.wireNews],
	[/^orders-cancel-all-/, z.array(z.looseObject({ id: z.string(), status: z.number() }))],
	[/^orders-list-/, trading.wireOrders],
	[/^order-|^position-close-/, trading.wireOrder],
	[/^portfolio-history-/, trading.wirePortfolioHistory],
	[/^positions-close-all-/, z.array(z.looseObject({ symbol: z.string(), status: z.number() }))],
	[/^position-/, trading.wirePosition],
	[/^trade-updates-/, streams.wireTradeUpdate],
	[/^trading-stream-/, streams.wireTradingControl]
];

describe('recorded answers of Alpaca', () => {
	it.each(names)('%s is read', (name) => {
		const row = schemaByName.find(([pattern]) => pattern.test(name));
		expect(row, `no schema for ${name}`).toBeDefined();
		const schema = row?.[1] ?? null;
		if (schema === null) return;
		const read = z.safeParse(schema, bodyOf(name));
		expect(read.success ? [] : read.error.issues).toEqual([]);
	});

	it.each(names.filter((name) => /^(order|activity|position)-\d/.test(name)))(
		'%s is something of the account in the words of the desk',
		(name) => {
			const body = bodyOf(name);
			const one = {
				orders: name.startsWith('order') ? [[z.parse(trading.wireOrder, body)]] : [],
				activities: name.startsWith('activity') ? [z.parse(trading.wireActivity, body)] : [],
				positions: name.startsWith('position') ? [z.parse(trading.wirePosition, body)] : []
			};
			const account = z.parse(trading.wireAccount, bodyOf('account-4.json'));
			const known = { names: { idOf: () => null }, orderByBrokerId: new Map() };
			const read = wireToReading({ account, ...one }, { at: 2, since: 1 }, known);
			if (!read.ok) throw new Error(read.error.message);
			const { orders, fills, moves, positions } = read.value;
			expect(orders.length + fills.length + moves.length + positions.length).toBeGreaterThan(0);
		}
	);

	it('lose no field on the way', () => {
		const body = bodyOf('order-25.json') as Record<string, unknown>;
		expect(Object.keys(z.parse(trading.wireOrder, body) as object)).toEqual(
			expect.arrayContaining(Object.keys(body))
		);
	});
});

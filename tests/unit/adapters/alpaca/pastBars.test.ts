import { describe, expect, it } from 'vitest';
import { createMarketApi } from '../../../../src/lib/adapters/alpaca/marketApi.ts';
import { PastBars } from '../../../../src/lib/adapters/alpaca/pastBars.ts';
import type { Mishap } from '../../../support/alpaca/inProcess.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';

const minute = 60_000;

function opened() {
	const trouble: { of: (path: string) => Mishap | null } = { of: () => null };
	const asked: string[] = [];
	const { clock, standIn, transport } = openStandIn({}, ({ path, query }) => {
		asked.push(`${path} ${query.get('timeframe') ?? ''}`);
		return trouble.of(path);
	});
	const api = createMarketApi(transport, () => clock.now());
	const past = new PastBars({ api, clock });
	const at = (ago: number) => new Date(clock.now() - ago * minute).toISOString();
	const bar = (ago: number, close: number) => ({ t: at(ago), o: 1, h: 9, l: 0.5, c: close, v: 7 });
	return { clock, standIn, past, trouble, asked, bar };
}

describe('the bars that Alpaca keeps', () => {
	it('are read behind whoever looks, and end where the free plan ends', async () => {
		const { clock, standIn, past, asked, bar } = opened();
		standIn.past.give('AAPL', '1Min', [bar(40, 1.25), bar(20, 2.5), bar(3, 4)]);
		expect(past.look('AAPL', 'us_equity', '1m')).toMatchObject({ bars: [], to: null, fault: null });
		expect(past.look('AAPL', 'us_equity', '1m').isReading).toBe(true);
		const end = clock.now() - 16 * minute;
		await clock.advance(1000);
		const { bars, to, isReading } = past.look('AAPL', 'us_equity', '1m');
		expect([to, isReading, bars.map(({ close }) => close)]).toEqual([end, false, [1.25, 2.5]]);
		expect(asked).toEqual(['/v2/stocks/bars 1Min']);
	});

	it('of coins are those up to now, and their days are made of hours', async () => {
		const { clock, standIn, past, bar } = opened();
		standIn.past.give('BTC/USD', '1Hour', [bar(90, 5), bar(30, 6)]);
		past.look('BTC/USD', 'crypto', '1d');
		const now = clock.now();
		await clock.advance(1000);
		expect(past.look('BTC/USD', 'crypto', '1d')).toMatchObject({
			to: now,
			bars: [{ close: 5 }, { close: 6 }]
		});
	});

	it('are read again once they are five minutes old, and not before', async () => {
		const { clock, past, asked } = opened();
		const look = () => past.look('AAPL', 'us_equity', '1h');
		look();
		await clock.advance(1000);
		look();
		await clock.advance(4 * minute);
		look();
		expect(asked).toHaveLength(1);
		const { to } = look();
		await clock.advance(minute);
		look();
		await clock.advance(1000);
		expect(asked).toEqual(['/v2/stocks/bars 30Min', '/v2/stocks/bars 30Min']);
		expect(look().to).toBeGreaterThan(to ?? Infinity);
	});

	it('stay when they cannot be read again, with the reason, and are tried after a minute', async () => {
		const { clock, standIn, past, trouble, asked, bar } = opened();
		standIn.past.give('AAPL', '5Min', [bar(40, 3)]);
		const look = () => past.look('AAPL', 'us_equity', '5m');
		look();
		await clock.advance(1000);
		trouble.of = () => 'lost_request';
		await clock.advance(5 * minute);
		look();
		await clock.advance(20_000);
		expect(look()).toMatchObject({ bars: [{ close: 3 }], fault: { type: 'silent' }, isReading: false });
		trouble.of = () => null;
		await clock.advance(minute);
		look();
		await clock.advance(1000);
		expect(look().fault).toBeNull();
		expect(asked).toHaveLength(3);
	});
});

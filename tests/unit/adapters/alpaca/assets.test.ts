import { describe, expect, it } from 'vitest';
import { listedAssetOf, readAssets } from '../../../../src/lib/adapters/alpaca/assets.ts';
import { wireAsset } from '../../../../src/lib/adapters/alpaca/wire/trading.ts';
import { z } from '../../../../src/lib/schema/zod.ts';
import { openStandIn } from '../../../support/alpaca/openStandIn.ts';

const read = (asset: object) => listedAssetOf(z.parse(wireAsset, { id: 'a', symbol: 'X', ...asset }));

describe('assets of Alpaca', () => {
	it('keep what the desk asks of them', () => {
		expect(
			read({
				...{ symbol: 'AAPL', class: 'us_equity', name: 'Apple Inc. Common Stock', status: 'active' },
				...{ tradable: true, shortable: true, fractionable: true }
			})
		).toEqual({
			...{ symbol: 'AAPL', name: 'Apple Inc. Common Stock', assetClass: 'us_equity', isActive: true },
			...{ isTradable: true, isShortable: true, isFractionable: true, quantityStep: null, priceStep: null }
		});
	});

	it.each([
		['0.000100000', '0.01', '0.0001', '0.01'],
		[1e-9, 1, '0.000000001', '1'],
		['a little', '0.00000000001', null, null],
		[null, undefined, null, null]
	])('have steps however they are written: %s', (min, price, quantityStep, priceStep) => {
		const coin = { class: 'crypto', min_trade_increment: min, price_increment: price };
		expect(read(coin)).toMatchObject({
			name: '',
			isActive: false,
			isTradable: false,
			quantityStep,
			priceStep
		});
	});

	it('of classes that the desk does not trade are left out', () => {
		expect(read({ class: 'us_option' })).toBeNull();
		expect(read({})).toBeNull();
	});

	it('are read of both classes, by symbol, with the time of the answer', async () => {
		const { api, clock, standIn } = openStandIn({ symbols: ['MSFT', 'AAPL', 'BTC/USD'] });
		standIn.list({ symbol: 'HELD', isTradable: false });
		const all = await readAssets(api, () => clock.now());
		if (!all.ok) throw new Error('not read');
		expect(all.value.readAt).toBe(clock.now());
		expect(all.value.assets.map(({ symbol, isTradable }) => [symbol, isTradable])).toEqual([
			...[['AAPL', true] as const, ['BTC/USD', true] as const],
			...[['HELD', false] as const, ['MSFT', true] as const]
		]);
	});

	it('are not half read', async () => {
		const { api, clock } = openStandIn({}, ({ query }) =>
			query.get('asset_class') === 'crypto' ? 'lost_answer' : null
		);
		expect(await readAssets(api, () => clock.now())).toMatchObject({ ok: false, error: { type: 'silent' } });
	});
});

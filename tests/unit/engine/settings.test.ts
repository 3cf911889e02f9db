import { describe, expect, it } from 'vitest';
import type { SettingKey } from '../../../src/lib/domain/settings.ts';
import { readSetting } from '../../../src/lib/domain/settings.ts';
import { createDecision, price, quantity } from '../../support/deskBuilders.ts';
import { createQuoteDesk, type QuoteDesk } from '../../support/quoteDesk.ts';

function change(desk: QuoteDesk, texts: Partial<Record<SettingKey, string>>, request = 's') {
	const changes = Object.entries(texts).map(([key, to]) => ({ key: key as SettingKey, to }));
	return desk.ask({ type: 'ChangeSettings', request, changes, reason: 'by hand' });
}

const buy = (id: string, symbol = 'XYZ') =>
	createDecision({ id, symbol, size: { by: 'quantity', quantity: quantity('10') } });
const settled = (desk: QuoteDesk, key: SettingKey) => readSetting(desk.state.book.config, key);

describe('a change of settings', () => {
	it('is told with the values before and since, and holds from the next input on', () => {
		const desk = createQuoteDesk({ maxOpenTrades: 4 });
		expect(change(desk, { 'risk.maxOpenTrades': 'off', slippageBps: '20' })).toEqual(['SettingsChanged']);
		expect(desk.events.at(-1)).toMatchObject({
			...{ request: 's', reason: 'by hand' },
			changes: [
				{ key: 'risk.maxOpenTrades', from: '4', to: 'off' },
				{ key: 'slippageBps', from: '0', to: '20' }
			]
		});
		expect(desk.state.book.config.risk.maxOpenTrades).toBeNull();
	});

	it('denies what passed before', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.quote('100', 'ABC');
		expect(desk.take(buy('one'))).toContain('OrderSubmitted');
		change(desk, { 'risk.maxOpenTrades': '1' });
		expect(desk.take(buy('two', 'ABC'))).toContain('OrderDenied');
		change(desk, { 'risk.maxOpenTrades': 'off' }, 's2');
		expect(desk.take(buy('three', 'ABC'))).toContain('OrderSubmitted');
	});

	it('costs the fills of orders that rest already', () => {
		const desk = createQuoteDesk();
		desk.quote('100');
		desk.take(createDecision({ ...buy('one'), entryPrice: price('99') }));
		change(desk, { 'commission.minimum': '1.25', 'rounding.fees': 'none' });
		desk.quote('98 99 98.5');
		expect(desk.events.at(-1)).toMatchObject({
			type: 'OrderFilled',
			fill: { fee: 1_250_000_000_000_000_000n }
		});
		change(desk, { slippageBps: '100' }, 's2');
		desk.take(createDecision({ id: 'sell', action: 'SELL' }));
		expect(desk.quote('100')).toContain('filled sell_market 10 at 99');
	});

	it('leads to a sale by trigger that slips as set', () => {
		const desk = createQuoteDesk();
		desk.hold({ levels: { stopLoss: price('95'), takeProfit: null, trailing: null } });
		change(desk, { slippageBps: '100' });
		expect(desk.quote('90')).toContain('filled stop_loss 10 at 89.1');
	});

	it('is not done twice', () => {
		const desk = createQuoteDesk();
		change(desk, { slippageBps: '20' });
		change(desk, { slippageBps: '30' }, 's2');
		expect(change(desk, { slippageBps: '20' })).toEqual([
			'refused ChangeSettings of slippageBps: already_done'
		]);
		expect(settled(desk, 'slippageBps')).toBe('30');
	});

	it('is all or nothing', () => {
		const desk = createQuoteDesk();
		const before = desk.state.book.config;
		expect(change(desk, { slippageBps: '20', 'rounding.fees': 'dimes' })).toEqual([
			'refused ChangeSettings of slippageBps, rounding.fees: not_a_value'
		]);
		expect(desk.state.book.config).toBe(before);
		expect(change(desk, { slippageBps: '20' })).toEqual(['SettingsChanged']);
	});

	it('to what is set already is none', () => {
		const desk = createQuoteDesk();
		expect(change(desk, { slippageBps: '0' })).toEqual([]);
	});
});

import { expect, test } from 'vitest';
import { configToSettings } from '../../../src/lib/contract/settings.ts';
import { readConfig } from '../../../src/lib/intake/config.ts';

function shown(text: string): Readonly<Record<string, string>> {
	const config = readConfig({ name: 'config.json', text });
	if (!config.ok) throw new Error('these settings can be read');
	return Object.fromEntries(configToSettings(config.value).map(({ name, value }) => [name, value]));
}

test('fractions are shown in the units in which people speak of them', () => {
	expect(
		shown(`{
			"startingCash": 50000, "slippageBps": 4, "commission": { "perShare": 0.004, "rate": 0.00003 },
			"sizing": { "maxPositionFraction": 0.3, "maxTotalExposure": 1 }, "risk": { "maxDataAgeSeconds": 240 }
		}`)
	).toMatchObject({
		'Starting cash': '50000',
		Slippage: '4 bps',
		'Commission per share': '0.004',
		'Commission rate': '0.003 % of notional',
		'Max position': '30 % of equity',
		'Max total exposure': '100 % of equity',
		'Max price age': '240 s',
		'Max open trades': 'off'
	});
});

test.each([
	['0', '0 bps', '0', '0 %'],
	['1000', '1000 bps', '0.000000001', '0.0000001 %'],
	['0.00001', '0.00001 bps', '0.123456789', '12.3456789 %'],
	['4.5', '4.5 bps', '0.05', '5 %']
])('%s bps is %s, %s is %s, to the last digit', (bps, slippage, fraction, position) => {
	expect(shown(`{"slippageBps": ${bps}, "sizing": {"maxPositionFraction": ${fraction}}}`)).toMatchObject({
		Slippage: slippage,
		'Max position': `${position} of equity`
	});
});

import { expect, test } from 'vitest';
import { settingsCatalogue } from '../../../../src/lib/contract/settingsCatalogue.ts';
import { settingKeys } from '../../../../src/lib/domain/settings.ts';
import { readTypedSettings } from '../../../../src/workers/desk/settingReading.ts';

const read = (key: string, text: string): string => {
	const { values, faults } = readTypedSettings({ [key]: text });
	return values[0]?.to ?? `refused: ${faults[key] ?? ''}`;
};

test.each([
	['sizing.maxPositionFraction', '8 %', '0.08'],
	['sizing.maxPositionFraction', '0.08', '0.08'],
	['slippageBps', '7 bps', '7'],
	['slippageBps', '7', '7'],
	['sizing.minTradeNotional', '1,250.5', '1250.5'],
	['risk.maxDataAgeSeconds', '90 s', '90'],
	['rounding.fees', 'cents', 'cents'],
	['rounding.fees', 'none', 'none'],
	['risk.maxDayLoss', 'Off', 'off'],
	['risk.maxDayTrades', ' OFF ', 'off']
])('%s typed as %s is %s', (key, text, expected) => {
	expect(read(key, text)).toBe(expected);
});

test.each([
	['sizing.maxPositionFraction', '0,5'],
	['sizing.maxPositionFraction', '0,5 %'],
	['sizing.maxPositionFraction', '0.5 bps'],
	['slippageBps', '1,5'],
	['slippageBps', '5 %'],
	['risk.maxOpenTrades', '5 %'],
	['risk.maxOpenTrades', '1,5'],
	['sizing.minTradeNotional', '1,2,,3'],
	['sizing.minTradeNotional', '3 bps'],
	['rounding.fees', 'cent']
])('%s typed as %s is refused, and not taken for another number', (key, text) => {
	expect(read(key, text)).toMatch(/^refused: ./);
});

test('every choice of a setting is taken by its own name', () => {
	for (const key of settingKeys) {
		const { choices } = settingsCatalogue[key];
		for (const name of Object.keys(choices ?? {})) expect(read(key, name), `${key} ${name}`).toBe(name);
	}
});

test('a fraction that is meant is told without the way to switch the limit off', () => {
	expect(read('risk.maxDayLoss', '5')).toBe('refused: 5 is not a fraction; did you mean 0.05?');
});

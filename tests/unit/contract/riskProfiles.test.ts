import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import {
	differingKeys,
	limitKeys,
	nearestProfile,
	profileKeys,
	profileNames,
	profileValue,
	withProfile
} from '../../../src/lib/contract/riskProfiles.ts';
import { settingsCatalogue } from '../../../src/lib/contract/settingsCatalogue.ts';
import { readSetting, withSetting, type SettingKey } from '../../../src/lib/domain/settings.ts';
import { settingRangeOf } from '../../../src/lib/domain/settingRanges.ts';
import { readLimitsFile } from '../../../src/lib/intake/config.ts';
import { defaultConfig } from '../../../src/lib/schema/bookConfig.ts';
import { deskConfig, feedConfig } from '../../../src/workers/desk/deskConfig.ts';
import { limitsToFile } from '../../../src/workers/desk/limitFiles.ts';
import { limitsSchema } from '../../support/limitsSchema.ts';

describe('a profile', () => {
	it.each(profileNames)('%s has a value for each of its limits, and is found again', (name) => {
		const config = withProfile(deskConfig, name);
		expect(differingKeys(config, name)).toEqual([]);
		expect(nearestProfile(config)).toBe(name);
		const others = profileNames.filter((other) => other !== name);
		for (const other of others) expect(differingKeys(config, other).length).toBeGreaterThan(2);
	});

	it('leaves alone what depends on the prices, and what is a list of a person', () => {
		const lists = ['risk.maxDataAgeSeconds', 'risk.restricted', 'risk.sectors'];
		expect(limitKeys.filter((key) => !profileKeys.includes(key))).toEqual(lists);
		const own = withSetting(deskConfig, 'risk.restricted', 'ABC') ?? deskConfig;
		expect(readSetting(withProfile(own, 'cautious'), 'risk.restricted')).toBe('ABC');
		expect(readSetting(withProfile(own, 'cautious'), 'risk.maxDataAgeSeconds')).toBe('60');
	});

	it('is still the one that a book was changed from', () => {
		const changes = {
			'risk.maxOpenTrades': '7',
			'risk.maxSpread': 'off',
			'sizing.maxPositionFraction': '0.09'
		};
		const changed = Object.entries(changes).reduce(
			(config, [key, text]) => withSetting(config, key as SettingKey, text) ?? config,
			withProfile(deskConfig, 'moderate')
		);
		expect([nearestProfile(changed), differingKeys(changed, 'moderate').length]).toEqual(['moderate', 3]);
	});

	it('sources is what new books begin with: the numbers of the trading rules', () => {
		for (const config of [deskConfig, feedConfig]) expect(differingKeys(config, 'sources')).toEqual([]);
		const values = {
			'sizing.maxPositionFraction': '0.1',
			'sizing.maxTotalExposure': '0.8',
			'sizing.minTradeNotional': '100',
			'risk.maxTradeNotional': '0.1',
			'risk.maxPositionRisk': '0.05',
			'risk.maxPositionQuantity': '100',
			'risk.maxSectorExposure': '0.3',
			'risk.maxOpenTrades': '10',
			'risk.maxTradesPerSymbol': '1',
			'risk.maxOrdersPerInstant': '10',
			'risk.maxStrategyTrades': '50'
		};
		const found = Object.keys(values).map((key) => [key, readSetting(deskConfig, key as SettingKey)]);
		expect(Object.fromEntries(found)).toEqual(values);
		expect(deskConfig.risk.maxDataAgeSeconds).toBe(60);
		expect(feedConfig.risk.maxDataAgeSeconds).toBe(900);
	});

	it('first_day keeps orders between 100 and 500, ten symbols, confirms, and stops after two hours', () => {
		const values = {
			'sizing.minTradeNotional': '100',
			'risk.maxTradeMoney': '500',
			'risk.maxOpenTrades': '10',
			'risk.confirmEntries': 'true',
			'risk.stopsAfterSeconds': '7200'
		};
		const found = Object.keys(values).map((key) => [key, profileValue('first_day', key as SettingKey)]);
		expect(Object.fromEntries(found)).toEqual(values);
	});
});

const published = JSON.parse(readFileSync('static/schema/risk-1.schema.json', 'utf8')) as object;
const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(published);
const reads = (text: string) => readLimitsFile({ name: 'risk.json', text }).ok;
const bothSay = (json: unknown, text = JSON.stringify(json)) => [validate(json), reads(text)];

describe('a file of limits', () => {
	it('has the published schema', async () => {
		await expect(`${JSON.stringify(limitsSchema(), null, '\t')}\n`).toMatchFileSnapshot(
			'../../../static/schema/risk-1.schema.json'
		);
	});

	it.each(profileNames)('of the profile %s is one by the schema, and reads as it was', (name) => {
		const given = withProfile(
			{ ...deskConfig, risk: { ...deskConfig.risk, restricted: ['ABC'], sectors: { XYZ: 'Energy' } } },
			name
		);
		const text = limitsToFile(given);
		expect(bothSay(JSON.parse(text), text)).toEqual([true, true]);
		const read = readLimitsFile({ name: 'risk.json', text });
		if (!read.ok) throw new Error(JSON.stringify(read.error));
		const found = limitKeys.map((key) => readSetting(read.value.config, key));
		expect(found).toEqual(limitKeys.map((key) => readSetting(given, key)));
	});

	it('loses no digit', () => {
		const given = withSetting(defaultConfig, 'risk.maxTradeMoney', '500.000000001') ?? defaultConfig;
		const read = readLimitsFile({ name: 'risk.json', text: limitsToFile(given) });
		expect(read.ok && readSetting(read.value.config, 'risk.maxTradeMoney')).toBe('500.000000001');
	});

	// Each limit at both ends, beyond them, off, and of another type.
	const cases = limitKeys.flatMap((key) => {
		const [section = '', name = ''] = key.split('.');
		const wrap = (value: unknown) => ({ blotterRisk: 1, [section]: { [name]: value } });
		const range = settingRangeOf(key)?.map(Number);
		const [least = 0, most = 0] = range ?? [];
		const isWhole = ['count', 'seconds', 'milliseconds'].includes(settingsCatalogue[key].kind);
		const step = isWhole ? 1 : 0.001;
		const numbers =
			range === undefined ? [0, 1] : [least, most, least - step, most + step, Math.floor(most / 3)];
		const values = [
			...numbers,
			isWhole ? least + 0.5 : 0.5,
			null,
			true,
			'1',
			'off',
			[],
			['ABC'],
			{},
			{ A: 'B' }
		];
		return values.map((value) => [key, JSON.stringify(value), wrap(value)] as const);
	});

	it('is judged by the schema as by the desk', () => {
		const odd = cases.filter(([, , json]) => {
			const [bySchema, byDesk] = bothSay(json, textOf(json));
			return bySchema !== byDesk;
		});
		expect(odd.map(([key, value]) => `${key} ${value}`)).toEqual([]);
		expect(cases.filter(([, , json]) => validate(json)).length).toBeGreaterThan(100);
	});

	it.each([
		[{}],
		[{ blotterRisk: 2 }],
		[{ blotterRisk: '1' }],
		[{ blotterRisk: 1, more: 1 }],
		[{ blotterRisk: 1, sizing: { more: 1 } }],
		[{ blotterRisk: 1, risk: { more: 1 } }],
		[{ blotterRisk: 1, risk: [] }],
		[{ blotterRisk: 1, risk: null }],
		[[]],
		['text']
	])('is refused by both: %j', (json) => {
		expect(bothSay(json)).toEqual([false, false]);
	});
});

/** Without the digits that arithmetic leaves behind. */
const textOf = (json: unknown) =>
	JSON.stringify(json, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(6)) : value));

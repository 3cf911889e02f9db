import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { callReplay } from '../../support/commandLine.ts';

const sample = 'static/sample';
const symbols = ['ALFA', 'BRVO', 'CHRL', 'DLTA'];
const expected: unknown = JSON.parse(readFileSync('tests/fixtures/synthetic-week/expected.json', 'utf8'));
const given = ['--config', `${sample}/config.json`, '--decisions', `${sample}/decisions.json`];

function writeTemporary(name: string, text: string): string {
	const path = join(mkdtempSync(join(tmpdir(), 'blotter-given-')), name);
	writeFileSync(path, text);
	return path;
}

describe('the command line', () => {
	it('writes the outcome of the synthetic week to the last digit', () => {
		const called = callReplay([...given, '--bars', `${sample}/bars.json`, '--market', sample]);
		expect(called.stderr).toBe('');
		expect(called.written).toEqual(expected);
		expect(called.code).toBe(0);
	});

	it('looks for bars beside their list when no market folder is named', () => {
		expect(callReplay([...given, '--bars', `${sample}/bars.json`]).written).toEqual(expected);
	});

	it('takes plain CSV files after --bars', () => {
		const files = symbols.map((symbol) => `${sample}/${symbol}_1m.csv`);
		expect(callReplay([...given, '--bars', ...files]).written).toEqual(expected);
	});

	it('names what is missing and how to call it', () => {
		const called = callReplay(['--bars', `${sample}/bars.json`]);
		expect(called.code).toBe(2);
		expect(called.stderr).toContain('--decisions is missing, and so is --sma-cross');
		expect(called.stderr).toContain('usage: npm run replay -- [--decisions decisions.json] [--sma-cross ');
		expect(called.written).toBeNull();
	});

	it('leaves out what needs a person, and says so', () => {
		const config = JSON.parse(readFileSync(`${sample}/config.json`, 'utf8')) as { readonly risk?: object };
		const risk = { ...config.risk, confirmEntries: true, stopsAfterSeconds: 7200 };
		const asking = writeTemporary('config.json', JSON.stringify({ ...config, risk }));
		const decisions = ['--decisions', `${sample}/decisions.json`];
		const called = callReplay(['--config', asking, ...decisions, '--bars', `${sample}/bars.json`]);
		expect(called.stderr).toBe(
			'A replay has no person who confirms or resumes: it leaves out Entries of decisions and Stops itself after.\n'
		);
		expect(called.written).toEqual(expected);
	});

	it('refuses a file that is not JSON by name and line, and writes nothing', () => {
		const broken = writeTemporary('decisions.json', '{"format":\n');
		const called = callReplay(['--decisions', broken, '--bars', `${sample}/bars.json`]);
		expect(called.code).toBe(1);
		expect(called.stderr).toMatch(/^decisions\.json, line \d+/);
		expect(called.written).toBeNull();
	});

	it('names a file of bars that is not there', () => {
		const list = writeTemporary(
			'bars.json',
			'{"bars":[{"symbol":"ALFA","assetClass":"us_equity","interval":"1m","file":"nowhere.csv"}]}'
		);
		const called = callReplay([...given, '--bars', list]);
		expect(called.code).toBe(1);
		expect(called.stderr).toContain('nowhere.csv');
		expect(called.written).toBeNull();
	});

	it('refuses a list without bars', () => {
		const called = callReplay([
			'--sma-cross',
			'10,30,0.05',
			'--bars',
			writeTemporary('bars.json', '{"bars":[]}')
		]);
		expect(called.code).toBe(1);
		expect(called.stderr).toBe('bars.json, line 1, bars: there is nothing in it.\n');
		expect(called.written).toBeNull();
	});

	it('refuses a run without bars', () => {
		const called = callReplay([...given, '--bars', `${sample}/config.json`]);
		expect(called.code).toBe(1);
		expect(called.stderr).toBe('there are no bars: --bars names no file of bars.\n');
		expect(called.written).toBeNull();
	});

	it('runs a moving average cross, alone or beside decisions', () => {
		const called = callReplay(['--sma-cross', '10,30,0.05', '--bars', `${sample}/bars.json`]);
		const { orders, fills } = called.written as { readonly orders: unknown[]; readonly fills: unknown[] };
		expect(called.stderr).toBe('');
		expect(orders.length).toBeGreaterThan(100);
		expect(orders[0]).toMatchObject({ decisionId: 'sma-10-30.1', type: 'market' });
		expect(fills.length).toBeGreaterThan(100);
	});

	it.each(['30,10,0.1', '10,30', '10,30,1', '10,30,0', '10,30,0.1,4', '1.5,30,0.1', ''])(
		'refuses the cross "%s"',
		(cross) => {
			const called = callReplay(['--sma-cross', cross, '--bars', `${sample}/bars.json`]);
			expect(called.code).toBe(2);
			expect(called.stderr).toContain('is not FAST,SLOW,FRACTION');
		}
	);
});

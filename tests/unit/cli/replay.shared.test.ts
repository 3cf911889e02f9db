import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { callReplay } from '../../support/commandLine.ts';

const examples = [
	{ name: 'week-2019-02', market: '../shared/market' },
	{ name: 'early-close-2019-12', market: '../shared/market' },
	{ name: 'synthetic-week', market: '../shared/examples/synthetic-week' }
];

describe('the command line over the worked examples', () => {
	it.each(examples)('gives $name to the last digit', ({ name, market }) => {
		const folder = `../shared/examples/${name}`;
		const called = callReplay([
			...['--config', `${folder}/config.json`, '--decisions', `${folder}/decisions.json`],
			...['--bars', `${folder}/bars.json`, '--market', market]
		]);
		expect(called.stderr).toBe('');
		expect(called.written).toEqual(JSON.parse(readFileSync(`${folder}/expected.json`, 'utf8')));
		expect(called.code).toBe(0);
	});
});

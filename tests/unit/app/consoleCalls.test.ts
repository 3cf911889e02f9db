import { expect, test, vi } from 'vitest';
import { createBlotterConsole } from '../../../src/lib/app/blotterConsole.ts';
import { consoleCalls } from '../../../src/lib/app/consoleCalls.ts';

const blotter = createBlotterConsole({ ask: vi.fn(), running: vi.fn() });

/** Every function of the console by its path. */
const paths = Object.entries(blotter).flatMap(([name, value]) => {
	const inner = Object.keys(value as object).map((call) => `${name}.${call}`);
	return typeof value === 'function' ? [name, ...inner] : inner;
});

test('the list of calls names every call of the console, once', () => {
	const named = consoleCalls.map(([call]) => call.slice(0, call.indexOf('(')));
	expect(named.toSorted()).toEqual(paths.toSorted());
});

test('help prints each call with what it does', async () => {
	const printed = vi.spyOn(console, 'info').mockImplementation(() => undefined);
	await blotter.help();
	expect(printed.mock.calls[0]?.[0]).toContain('blotter.verify()\n    Holds every entry');
	printed.mockRestore();
});

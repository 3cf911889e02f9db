import { describe, expect, it } from 'vitest';
import type { ApiFault } from '../../../../src/lib/adapters/alpaca/readAnswer.ts';
import { RefreshedCache } from '../../../../src/lib/adapters/alpaca/refreshedCache.ts';
import { failed, ok, type Result } from '../../../../src/lib/domain/result.ts';

const fault: ApiFault = { type: 'silent', because: 'timeout', isSent: true };
const letters = [...'ABCDEFGHIJKLM'];

interface Words {
	readonly words: readonly string[];
}

function opened() {
	const time = { now: 1_000_000 };
	const cache = new RefreshedCache<Words>({ now: () => time.now }, { words: [] }, 300_000);
	const open: { readonly key: string; readonly end: (told: Result<string, ApiFault>) => void }[] = [];
	const look = (key: string) =>
		cache.look(key, async () => {
			const told = await new Promise<Result<string, ApiFault>>((end) => void open.push({ key, end }));
			return told.ok ? ok(({ words }) => ({ words: [...words, told.value] })) : told;
		});
	const answer = async (told: Result<string, ApiFault>) => {
		open.at(-1)?.end(told);
		await new Promise((done) => setTimeout(done));
	};
	return { time, cache, look, answer, asked: () => open.map(({ key }) => key) };
}

describe('a cache that is refreshed behind whoever looks', () => {
	it('gives what is known at once, and reads one at a time', async () => {
		const { look, answer, asked } = opened();
		expect(look('A')).toEqual({ words: [], isReading: true, fault: null });
		look('A');
		expect(asked()).toEqual(['A']);
		await answer(ok('first'));
		expect(look('A')).toEqual({ words: ['first'], isReading: false, fault: null });
	});

	it('keeps what it has until an old value was read anew', async () => {
		const { time, look, answer, asked } = opened();
		look('A');
		await answer(ok('first'));
		time.now += 299_999;
		expect(look('A').isReading).toBe(false);
		time.now += 1;
		expect(look('A')).toMatchObject({ words: ['first'], isReading: true });
		await answer(ok('second'));
		expect(look('A').words).toEqual(['first', 'second']);
		expect(asked()).toHaveLength(2);
	});

	it('keeps it with the reason when it cannot be read, and tries again after a minute', async () => {
		const { time, look, answer, asked } = opened();
		look('A');
		await answer(ok('first'));
		time.now += 300_000;
		look('A');
		await answer(failed(fault));
		expect(look('A')).toEqual({ words: ['first'], isReading: false, fault });
		time.now += 59_999;
		look('A');
		expect(asked()).toHaveLength(2);
		time.now += 1;
		expect(look('A')).toMatchObject({ isReading: true, fault });
		await answer(ok('second'));
		expect(look('A').fault).toBeNull();
	});

	it('keeps the twelve that were looked at last', async () => {
		const { cache, look, answer, asked } = opened();
		look('A');
		await answer(ok('first'));
		for (const key of letters.slice(1, 12)) look(key);
		look('A');
		look('M');
		expect(cache.keys()).toEqual([...letters.slice(2, 12), 'A', 'M']);
		expect(asked()).toEqual(letters);
		expect(look('B').words).toEqual([]);
		expect(asked()).toEqual([...letters, 'B']);
	});

	it('joins what was read with what has changed meanwhile, of what is kept alone', async () => {
		const { cache, look, answer } = opened();
		const add = (key: string) => void cache.change(key, ({ words }) => ({ words: [...words, 'heard'] }));
		look('A');
		add('A');
		add('B');
		expect(look('A')).toEqual({ words: ['heard'], isReading: true, fault: null });
		await answer(ok('read'));
		expect(look('A').words).toEqual(['heard', 'read']);
		expect(cache.keys()).toEqual(['A']);
	});
});

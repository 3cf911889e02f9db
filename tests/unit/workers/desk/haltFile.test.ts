import { expect, it } from 'vitest';
import { ok } from '../../../../src/lib/domain/result.ts';
import { HaltFile } from '../../../../src/workers/desk/haltFile.ts';

function createWatch(texts: readonly string[]) {
	let now = 0;
	let reads = 0;
	const halts: string[] = [];
	const file = {
		name: 'halt.txt',
		getFile: () => Promise.resolve({ text: () => Promise.resolve(texts[reads++] ?? '0') })
	};
	let kept: typeof file | null = file;
	const watch = new HaltFile({
		books: {
			haltFile: () => Promise.resolve(ok(kept)),
			putHaltFile: (given) => {
				kept = given;
				return Promise.resolve(ok(null));
			}
		},
		epoch: 1,
		wall: () => now,
		onHalt: (reason) => {
			halts.push(`${String(now)}: ${reason}`);
			return Promise.resolve();
		},
		onRead: () => undefined
	});
	return {
		...{ watch, halts, reads: () => reads },
		pass: async (milliseconds: number) => {
			for (const until = now + milliseconds; now < until; now += 250) await watch.tick();
		}
	};
}

it('a halt file that was chosen before is read at the start, and every ten seconds from then on', async () => {
	const { watch, halts, reads, pass } = createWatch(['0', '0', '1', 'x', '0']);
	await watch.open();
	expect([watch.reason, reads()]).toEqual([null, 1]);
	await pass(9_750);
	expect(reads()).toBe(1);
	await pass(30_500);
	expect(reads()).toBe(5);
	expect(halts).toEqual(['20000: halt.txt says so', '30000: halt.txt cannot be read as 0 or 1']);
	expect(watch.view?.says).toBe('allows');
});

import { describe, expect, it } from 'vitest';
import { AccountReader } from '../../../src/lib/app/accountReader.svelte.ts';
import { failed, ok } from '../../../src/lib/domain/result.ts';

const row = (seq: number) => ({ seq, at: seq, standing: 'equal', differences: [] }) as const;
const shown = (book: string, told: number) =>
	({
		...{ book: { id: book }, brokerAccount: {} },
		feed: told === 0 ? [] : [{ type: 'Reconciled', seq: told }]
	}) as unknown as Parameters<AccountReader['follow']>[0];

/** A reader of a book that had a comparison with each of these entries. */
function createReader(seqs: () => readonly number[], canReadFacts = true) {
	const asked: string[] = [];
	const reader = new AccountReader(((name: string, ask: { before?: number; limit?: number }) => {
		asked.push(name);
		if (name === 'accountFacts')
			return Promise.resolve(canReadFacts ? ok({}) : failed({ message: 'no keys' }));
		if (name === 'equityCurve')
			return Promise.resolve(ok({ at: new Float64Array([1]), equity: new Float64Array([2]) }));
		const found = seqs().filter((seq) => seq < (ask.before ?? Infinity));
		return Promise.resolve(ok(found.slice(0, ask.limit).map(row)));
	}) as unknown as ConstructorParameters<typeof AccountReader>[0]);
	const settle = () => new Promise((resolve) => setTimeout(resolve));
	return { reader, asked, settle };
}

const from = (first: number, last: number): readonly number[] =>
	Array.from({ length: first - last + 1 }, (_, index) => first - index);

describe('what the page of reconciliation reads', () => {
	it('is the newest comparisons, and older ones when they are asked for', async () => {
		const { reader, settle } = createReader(() => from(45, 1));
		reader.follow(shown('a', 45));
		await settle();
		expect([reader.rows?.length, reader.rows?.[0]?.seq, reader.hasMore]).toEqual([20, 45, true]);
		await reader.more();
		await reader.more();
		expect([reader.rows?.length, reader.rows?.at(-1)?.seq, reader.hasMore]).toEqual([45, 1, false]);
	});

	it('goes on when another comparison says something new, and asks for nothing while none does', async () => {
		let seqs = from(30, 1);
		const { reader, asked, settle } = createReader(() => seqs);
		reader.follow(shown('a', 30));
		await settle();
		await reader.more();
		reader.follow(shown('a', 30));
		await settle();
		expect(asked.filter((name) => name === 'reconciliations')).toHaveLength(2);
		seqs = from(31, 1);
		reader.follow(shown('a', 31));
		await settle();
		expect(reader.rows?.map(({ seq }) => seq)).toEqual(from(31, 1));
		expect(reader.hasMore).toBe(false);
	});

	it('begins anew with another book', async () => {
		let seqs = from(3, 1);
		const { reader, settle } = createReader(() => seqs);
		reader.follow(shown('a', 3));
		await settle();
		seqs = [9];
		reader.follow(shown('b', 9));
		expect(reader.rows).toBeNull();
		await settle();
		expect(reader.rows?.map(({ seq }) => seq)).toEqual([9]);
		expect(reader.curve).toEqual([{ at: 1, equity: 2 }]);
	});

	it('says why the account could not be asked', async () => {
		const { reader, settle } = createReader(() => [], false);
		reader.follow(shown('a', 0));
		await settle();
		expect([reader.facts, reader.fault]).toEqual([null, 'no keys']);
	});
});

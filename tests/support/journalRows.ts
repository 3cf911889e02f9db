import type { RowChange, SnapshotRow, TriggerRow } from '../../src/lib/domain/deskRows.ts';
import type { BookId } from '../../src/lib/domain/ids.ts';
import type { Batch, Checkpoint, MarketMark } from '../../src/lib/ports/journal.ts';

export const book = 'book-1' as BookId;
export const other = 'book-2' as BookId;

const lineOf = (seq: number) => `{"entry":${String(seq)}}`;
export const linesOf = (from: number, to: number) =>
	Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => lineOf(from + index));

export function createBatch(epoch: number, from: number, to: number, given: Partial<Batch> = {}): Batch {
	const segment = { from, lines: linesOf(from, to) };
	return { bookId: book, epoch, segment, head: `hash ${String(to)}`, rows: [], market: null, ...given };
}

export function createMark(at: number): MarketMark {
	const columns = { last: [1.5, NaN] };
	return { at, speed: 2, isPaused: true, source: { cursors: [at] }, columns, savedAt: 7 };
}

export function triggerRow(id: string, level = '1', seq = 1): RowChange {
	const row: TriggerRow = {
		...{ id, seq, symbol: 'XYZ', kind: 'stop_loss', status: 'active', level, fraction: null },
		...{ highWater: null, firedLevel: null, armedAt: 0, updatedAt: 0 }
	};
	return { store: 'triggers', row };
}

export function snapshotRow(seq: number): RowChange {
	const row: SnapshotRow = {
		...{ seq, at: seq, endsDay: false, cash: '1', positionsValue: '0', equity: '1', unrealised: '0' },
		...{ realisedGross: '0', fees: '0', positions: [{ symbol: 'XYZ', quantity: '1', price: '2' }] }
	};
	return { store: 'snapshots', row };
}

/** A piece of the curve: its points are a second apart, their equity their instant. */
export function equityRow(seq: number, at: number, length = 1): RowChange & { readonly store: 'equity' } {
	const instants = Array.from({ length }, (_, index) => at + index * 1000);
	const points = Float64Array.from(instants.flatMap((instant) => [instant, instant, 2 * instant]));
	return { store: 'equity', row: { seq, at, points } };
}

export const createCheckpoint = (seq: number): Checkpoint => ({
	...{ seq, head: `hash ${String(seq)}`, version: 3 },
	state: { map: new Map([['a', 12345678901234567890n]]), set: new Set([seq]) }
});

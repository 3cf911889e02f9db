import { accountDayOf } from '../domain/accountDay.ts';
import type { BookConfig } from '../domain/bookConfig.ts';
import type { BookEvent } from '../domain/events.ts';
import type { BookId } from '../domain/ids.ts';
import { areAllCrypto } from '../domain/instrument.ts';
import type { MarketSource, PricedInstrument } from '../domain/market.ts';
import type { Result } from '../domain/result.ts';
import type { Instant } from '../domain/time.ts';
import { createState } from '../engine/state.ts';
import { genesisHash } from '../journal/chain.ts';
import type { Journal, StoreFault } from '../ports/journal.ts';
import { createBatch } from './batch.ts';
import { createOpenRows } from './openRows.ts';

/** What a book is opened with. */
export interface NewBook {
	readonly id: BookId;
	readonly epoch: number;
	readonly config: BookConfig;
	readonly source: MarketSource;
	readonly instruments: readonly PricedInstrument[];
	/** Wall clock. */
	readonly recordedAt: Instant;
}

/** Writes the first entry of a new book. */
export function writeFirstEntry(journal: Journal, book: NewBook): Promise<Result<null, StoreFault>> {
	const { id, epoch, config, source, instruments, recordedAt } = book;
	const at = source.startsAt;
	const day = accountDayOf(at, areAllCrypto(instruments.map(({ instrument }) => instrument)));
	const opened: BookEvent = { type: 'BookOpened', at, config, source, instruments, day };
	const batch = createBatch({ seq: 0, head: genesisHash(id), epoch, recordedAt, open: createOpenRows() });
	batch.take(opened, createState(config, instruments).book);
	return journal.append(batch.toBatch(id, null));
}

import type { RequestFault } from '../../lib/contract/deskApi.ts';
import type { TaskView } from '../../lib/contract/deskView.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import { failed, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { BookRecord, Books } from '../../lib/ports/books.ts';
import type { Journal } from '../../lib/ports/journal.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { AccountDesk } from './accountDesk.ts';
import type { AlpacaConnection } from './alpacaConnection.ts';
import type { DeskAssets } from './deskAssets.ts';
import type { DeskPrices } from './deskPrices.ts';
import type { HaltFile } from './haltFile.ts';
import type { Progress } from './progress.ts';
import type { RunningBook } from './runningBook.ts';

/** What every request works with. */
export interface DeskContext {
	readonly journal: Journal;
	readonly books: Books;
	readonly epoch: number;
	readonly wall: () => Instant;
	readonly newId: () => string;
	/** A seed for a new generated market. */
	readonly newSeed: () => number;
	/** The book that runs. */
	running(): RunningBook;
	/** The book that is shown, also when it cannot run. */
	chosen(): BookId | null;
	/** Gives a book another name or archives it. */
	changeBook(
		id: BookId,
		change: Partial<Pick<BookRecord, 'name' | 'status'>>
	): Promise<Result<null, RequestFault>>;
	/** Deletes a book; when it is shown, another one is opened. */
	removeBook(id: BookId): Promise<Result<null, RequestFault>>;
	/** Closes the book that runs, does something with its stores, and runs it again. */
	suspended<Value>(work: () => Promise<Value>): Promise<Result<Value, RequestFault>>;
	/** The books there are. */
	list(): readonly BookRecord[];
	/** Reads the list of books anew and shows it. */
	refresh(): Promise<void>;
	/** Closes the book that runs and runs another. */
	switchTo(id: BookId): Promise<Result<null, RequestFault>>;
	setListed(symbols: readonly string[]): void;
	listed(): readonly string[];
	/** Runs something that takes its time, one at a time. */
	task<Value>(
		what: TaskView['what'],
		work: (progress: Progress) => Promise<Result<Value, RequestFault>>
	): Promise<Result<Value, RequestFault>>;
	cancelTask(): boolean;
	readonly haltFile: HaltFile;
	readonly connection: AlpacaConnection;
	/** The book of an account, when one runs. */
	readonly account: AccountDesk;
	/** What Alpaca trades. */
	readonly assets: DeskAssets;
	/** The prices of a book of Alpaca's market. */
	readonly prices: DeskPrices;
	/** The clock of what is asked of the outside. */
	readonly clock: Clock;
	/** Shows what has changed. */
	show(): void;
}

/** A request that changed nothing, and why. */
export function refused(message: string, messages: readonly string[] = []): Result<never, RequestFault> {
	return failed(messages.length === 0 ? { message } : { message, messages });
}

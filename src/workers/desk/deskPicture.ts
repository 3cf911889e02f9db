import type { BookChoice, BookView, DeskView, TaskView } from '../../lib/contract/deskView.ts';
import { configToSettings } from '../../lib/contract/settings.ts';
import { formatMoney } from '../../lib/domain/decimal.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import type { BookRecord } from '../../lib/ports/books.ts';
import { accountOf } from './accountBooks.ts';
import { viewBrokerAccount, type ReadingsView } from './brokerView.ts';
import { viewDesk } from './deskViewOf.ts';
import type { RunningBook } from './runningBook.ts';

/** What is shown beside the book that runs. */
interface Beside {
	readonly records: readonly BookRecord[];
	readonly listed: readonly string[];
	readonly task: TaskView | null;
	readonly missed: string | null;
	readonly haltFile: DeskView['haltFile'];
	readonly readings: ReadingsView;
	readonly priceFeed: DeskView['priceFeed'];
}

/** The picture of a running book among the others. */
export function pictureOf(running: RunningBook, { records, readings, ...beside }: Beside): DeskView {
	const live = running.runner.live();
	return viewDesk(live, {
		book: viewBook(running, records),
		books: choicesOf(records, running.record.id),
		feed: running.feed(),
		prices: running.prices,
		brokerAccount: viewBrokerAccount(live.state.book, readings, running.readOnlyBecause !== null),
		...beside
	});
}

function viewBook(
	{ record, runner, readOnlyBecause, isThere }: RunningBook,
	records: readonly BookRecord[]
): BookView {
	const { config } = runner.live().state.book;
	return {
		id: record.id,
		name: records.find(({ id }) => id === record.id)?.name ?? record.name,
		source: kindOf(record),
		isReadOnly: readOnlyBecause !== null,
		readOnlyBecause,
		canReplay: !isThere && record.status !== 'archived',
		startingCash: formatMoney(config.startingCash),
		allowsShort: config.allowShort,
		settings: configToSettings(config)
	};
}

/** The books to choose from, the newest first. */
export function choicesOf(records: readonly BookRecord[], chosen: BookId | null): readonly BookChoice[] {
	return [...records]
		.sort((a, b) => b.createdAt - a.createdAt)
		.flatMap((record): BookChoice[] => {
			const { id, name, status, createdAt } = record;
			if (status === 'incomplete') return [];
			return [
				{
					id,
					name,
					source: kindOf(record),
					account: accountOf(record),
					status,
					isChosen: id === chosen,
					createdAt
				}
			];
		});
}

function kindOf({ source }: BookRecord): BookView['source'] {
	return source.type === 'history' ? 'bars' : source.type;
}

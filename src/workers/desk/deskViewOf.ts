import type { BookChoice, BookView, DeskView, JournalLine, TaskView } from '../../lib/contract/deskView.ts';
import type { Decision } from '../../lib/domain/decision.ts';
import type { OrderRow } from '../../lib/domain/deskRows.ts';
import { sessionAt, sessionClosingAfter } from '../../lib/domain/marketCalendar.ts';
import { isOpenStatus } from '../../lib/domain/order.ts';
import { tellCheck } from '../../lib/domain/verdictLines.ts';
import { measureHeadroom } from '../../lib/engine/headroom.ts';
import { decisionToRow } from '../../lib/runtime/projectedRows.ts';
import type { LiveBook } from '../../lib/runtime/runnerSetup.ts';
import { viewUnconfirmed } from './confirmRequests.ts';
import type { PriceHistory } from './priceHistory.ts';
import { viewAccount, viewBeside, viewPositions, viewTriggers } from './positionViews.ts';
import { viewTrading } from './tradingView.ts';
import { viewWatch } from './watchView.ts';

/** What a view shows beside the book itself. */
export interface ViewParts {
	readonly book: BookView;
	readonly books: readonly BookChoice[];
	readonly listed: readonly string[];
	readonly feed: readonly JournalLine[];
	readonly prices: PriceHistory;
	readonly task: TaskView | null;
	readonly haltFile: DeskView['haltFile'];
	readonly missed: string | null;
	readonly priceFeed: DeskView['priceFeed'];
	readonly brokerAccount: DeskView['brokerAccount'];
}

/** The desk at this moment; to be called between passes of the queue, when all of the state is in the journal. */
export function viewDesk(live: LiveBook, parts: ViewParts): DeskView {
	const { state, seq, head } = live;
	const { book } = state;
	const { listed, prices, ...shown } = parts;
	return {
		...shown,
		seq,
		head,
		clock: viewClock(live),
		tradingState: viewTrading(book, live.clockAt),
		oldPricesPass: book.config.risk.oldPricesPass,
		account: viewAccount(state, live.clockAt),
		positions: viewPositions(state, doTriggersAct(parts.brokerAccount), (position) =>
			viewBeside(live, prices, position)
		),
		risk: measureHeadroom(state, live.clockAt).map(tellCheck),
		orders: openOrders(live),
		triggers: viewTriggers(state),
		waiting: firstWaiting(live),
		waitingCount: book.waiting.size,
		unconfirmed: viewUnconfirmed(state, live.clockAt),
		confirmsEntries: book.config.risk.confirmEntries,
		watch: viewWatch(live, listed),
		symbols: book.instruments.map(({ instrument }) => instrument.symbol),
		coins: book.instruments.flatMap(({ instrument: { symbol, assetClass } }) =>
			assetClass === 'crypto' ? [symbol] : []
		)
	};
}

/** Whether triggers fire and what they send goes out: to an account nothing does without its keys, by a clock that is too far ahead, or in a dry run. */
function doTriggersAct(account: ViewParts['brokerAccount']): boolean {
	return account === null || (account.hasKeys && account.unguarded === 0 && account.routing !== 'dry_run');
}

/** The orders that can still trade, the newest first. */
function openOrders({ open }: LiveBook): readonly OrderRow[] {
	return [...open.orders.values()]
		.map(({ row }) => row)
		.filter(({ status }) => isOpenStatus(status))
		.reverse();
}

const waitingShown = 20;

/** The decisions that came first of those that wait. */
function firstWaiting({ state }: LiveBook): DeskView['waiting'] {
	const first: Decision[] = [];
	for (const decision of state.book.waiting.values()) {
		if (first.push(decision) === waitingShown) break;
	}
	return first.map((decision) => decisionToRow(decision, 0, 'waiting', null));
}

function viewClock({ clockAt, speed, isPaused, market }: LiveBook): DeskView['clock'] {
	const open = sessionAt(clockAt);
	const next = open === undefined ? sessionClosingAfter(clockAt) : null;
	return {
		at: clockAt,
		speed,
		isPaused,
		isOver: market.isOver(),
		closesAt: open?.close ?? null,
		opensAt: next?.open ?? null
	};
}

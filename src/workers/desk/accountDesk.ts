import { createAlpacaBroker } from '../../lib/adapters/alpaca/broker.ts';
import type { KeptSocket } from '../../lib/adapters/alpaca/keptSocket.ts';
import { createOrderStream } from '../../lib/adapters/alpaca/orderStream.ts';
import type { AccountReading } from '../../lib/domain/accountReading.ts';
import { priceToUnits } from '../../lib/domain/decimal.ts';
import { failed, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { openOrders } from '../../lib/engine/orderFile.ts';
import { reconcileAccount, unfollowedSymbols } from '../../lib/engine/reconcile.ts';
import type { Book } from '../../lib/engine/state.ts';
import { runTurn } from '../../lib/engine/turn.ts';
import { whyHeldBack } from '../../lib/engine/unsent.ts';
import type { ReadingFault } from '../../lib/ports/broker.ts';
import type { Clock } from '../../lib/ports/clock.ts';
import type { PositionPrice } from '../../lib/ports/priceFeed.ts';
import { AccountLoop } from '../../lib/runtime/accountLoop.ts';
import { AccountBroker } from './accountBroker.ts';
import { accountOf, standsForAccount } from './accountBooks.ts';
import { instrumentsOf } from './accountInstruments.ts';
import type { AlpacaLink } from './alpacaLink.ts';
import { noReadings, type ReadingsView } from './brokerView.ts';
import type { RunningBook } from './runningBook.ts';

/** What the book of an account works with. */
export interface AccountDeskSetup {
	readonly clock: Clock;
	/** From 0 to below 1. */
	readonly chance: () => number;
	readonly newId: () => string;
	readonly mayAct: () => boolean;
	readonly link: () => AlpacaLink | null;
	/** How far the clock was found ahead of Alpaca's, in milliseconds; null when that is not known. */
	readonly clockAhead: () => number | null;
	/** Takes the prices that the account has of what its book holds. */
	readonly takePositions: (running: RunningBook, prices: readonly PositionPrice[]) => void;
	/** Told when there is something new to show. */
	readonly onChange: () => void;
}

/** What keeps the book of an account going while there is a way to it. */
interface Way {
	readonly link: AlpacaLink;
	readonly loop: AccountLoop;
	readonly stream: KeptSocket;
}

const lockedText = 'The keys of this account are not in memory: connect or unlock them first.';

/** The book of an account that runs: its broker, what is read of the account, and what has to happen when keys come and go. */
export class AccountDesk {
	readonly #setup: AccountDeskSetup;
	#broker = new AccountBroker();
	#running: RunningBook | null = null;
	#way: Way | null = null;
	#isHeard = false;
	/** Why a person takes the account's word at the reading that goes on; null when nobody does. */
	#accepted: string | null = null;

	constructor(setup: AccountDeskSetup) {
		this.#setup = setup;
	}

	/** The broker of a book that is about to run: nothing is sent before it was opened and its keys are there. */
	brokerFor(): AccountBroker {
		this.#broker = new AccountBroker();
		return this.#broker;
	}

	/** Takes a book that was opened: entries have to be armed anew, and book and account compared. */
	async opened(running: RunningBook): Promise<void> {
		if (!standsForAccount(running.record)) return;
		this.#running = running;
		await this.#hold(running, 'the desk started anew');
		this.follow();
	}

	/** Leaves the book alone that is about to be closed. */
	async closing(): Promise<void> {
		this.#running = null;
		await this.#leave();
	}

	/** Goes the way there is now, when it is another one. */
	follow(): void {
		const running = this.#running;
		if (running === null) return;
		const link = this.#setup.link();
		const usable = link?.accountId === accountOf(running.record) ? link : null;
		if (usable === (this.#way?.link ?? null)) return;
		const hadWay = this.#way !== null;
		void this.#leave();
		if (usable !== null) this.#go(running, usable);
		else if (hadWay) void this.#hold(running, 'the keys are gone');
		this.#setup.onChange();
	}

	/** Something has happened in the book: what waits to be sent and is not wanted any more ends now. */
	settled(): void {
		this.#way?.link.budget.recheck();
	}

	view(): ReadingsView {
		if (this.#way === null) return noReadings;
		return { ...this.#way.loop.view, hasKeys: true, clockAhead: this.#setup.clockAhead() };
	}

	/** Compares book and account now; with a reason the account's word is taken for what is left of the differences. */
	async compare(accepted: string | null): Promise<Result<null, ReadingFault>> {
		const way = this.#way;
		if (way === null) return failed({ message: lockedText });
		this.#accepted = accepted;
		return way.loop.readNow().finally(() => (this.#accepted = null));
	}

	/** Sends no entries any more until they are armed again; nothing to a book that sent none. */
	async holdBack(reason: string): Promise<void> {
		const runner = this.#running?.runner;
		if (runner?.live().state.book.broker?.routing !== 'paper') return;
		await runner.command((at) => [{ type: 'SetRouting', at, request: '', routing: 'exits_only', reason }]);
	}

	/** Holds entries back, and what was known of the account for old. */
	async #hold({ runner }: RunningBook, reason: string): Promise<void> {
		await runner.take((desk, at, beginInput) => {
			beginInput();
			runTurn(desk, { type: 'AccountUnread', at });
		});
		await this.holdBack(reason);
	}

	#go(running: RunningBook, link: AlpacaLink): void {
		const { clock, chance, mayAct, onChange } = this.#setup;
		const { book } = running.runner.live().state;
		const broker = this.#broker;
		this.#broker.routing = () => book.broker?.routing ?? 'dry_run';
		this.#broker.way = createAlpacaBroker({
			...{ transport: link.transport, clock, forms: link.forms, canReplace: link.canReplace },
			mayAct: (purpose) => mayAct() && broker.letsOut(purpose),
			whyHeldBack: (intent) => whyHeldBack(book, intent),
			prefix: running.record.id.replaceAll('-', ''),
			book: {
				known: () => book.orders.keys(),
				open: () => openOrders(book).map(({ intent }) => intent.id),
				orderByBrokerId: () => book.broker?.orderByBrokerId ?? new Map(),
				isTakenBack: (id) => book.orders.get(id)?.status === 'pending_cancel'
			}
		});
		const loop: AccountLoop = new AccountLoop({
			...{ clock, broker: this.#broker, onChange },
			since: () => loop.view.comparedAt ?? lastTold(book, clock.now()),
			take: (reading) => this.#take(running, link, reading),
			isHeard: () => this.#isHeard,
			hasOpenOrders: () => openOrders(book).length > 0
		});
		const ring = (): void => loop.ring();
		const stream = createOrderStream(
			{
				...{ clock, chance, keys: link.keys, open: () => link.openSocket(link.streamAt('orders')) },
				onLive: ring,
				onState: (state) => {
					this.#isHeard = state === 'live';
					link.noteStream('orders', state);
				}
			},
			ring
		);
		this.#way = { link, loop, stream };
		loop.start();
		stream.start();
		running.runner.askAgain();
	}

	async #leave(): Promise<void> {
		const way = this.#way;
		this.#way = null;
		this.#broker.way = null;
		this.#isHeard = false;
		way?.stream.close();
		await way?.loop.close();
	}

	async #take(running: RunningBook, link: AlpacaLink, reading: AccountReading): Promise<void> {
		const { runner } = running;
		const missing = unfollowedSymbols(runner.live().state.book, reading);
		if (missing.length > 0) {
			const instruments = await instrumentsOf(link, missing);
			const request = `account-${this.#setup.newId()}`;
			await runner.command((at) => [{ type: 'AddInstruments', at, request, instruments }]);
		}
		const accepted = this.#accepted;
		const acceptance = accepted === null ? { accepts: false } : { accepts: true, reason: accepted };
		await runner.take((desk, at, beginInput) =>
			reconcileAccount(desk, reading, { at, beginInput, ...acceptance })
		);
		this.#setup.takePositions(
			running,
			reading.positions.flatMap(({ symbol, price }) =>
				price === null ? [] : [{ symbol, price: priceToUnits(price), at: reading.at }]
			)
		);
	}
}

/** When the account told the last thing that is in the book; when it was taken over, or now, where it told nothing yet. */
function lastTold({ broker }: Book, now: Instant): Instant {
	const told = [...(broker?.activities.values() ?? [])];
	return told.reduce(
		(last, at) => Math.max(last, at),
		broker?.takenAt ?? (told.length > 0 ? -Infinity : now)
	);
}

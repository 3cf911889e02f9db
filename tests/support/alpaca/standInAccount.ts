import {
	absolute,
	add,
	formatDecimal,
	formatMoney,
	multiply,
	parseMoney,
	pricePerUnit,
	subtract,
	zeroMoney,
	type Money,
	type Price,
	type Quantity
} from '../../../src/lib/domain/decimal.ts';
import type { Clock } from '../../../src/lib/ports/clock.ts';
import { assetBody } from './standInBodies.ts';
import { priceOf, StandInBook } from './standInBook.ts';
import { isOver, type StandInQuote } from './standInMatching.ts';
import { advance, end, followLegs, type StandInFloor } from './standInOrders.ts';
import { StandInPast } from './standInPast.ts';
import { StandInTape } from './standInTape.ts';
import type { StandInActivity, StandInAsset, StandInOrder, StandInUpdate } from './standInTypes.ts';

/** How a stand-in behaves; all of it has a usual way. */
export interface StandInSetup {
	readonly clock: Pick<Clock, 'now'>;
	readonly cash?: string;
	readonly symbols?: readonly string[];
	readonly canShort?: boolean;
	readonly fillsInParts?: boolean;
	readonly callsPerMinute?: number;
	readonly accountId?: string;
	/** Whether what takes an order's place is for what was left of it, and counts from zero. */
	readonly restartsReplaced?: boolean;
}

/** The paper account of a stand-in: its orders, holdings and cash, moved by the prices that it is given. */
export class StandInAccount {
	readonly orders: StandInOrder[] = [];
	readonly book: StandInBook;
	isMarketOpen = true;
	readonly assets = new Map<string, StandInAsset>();
	readonly quotes = new Map<string, StandInQuote>();
	readonly listeners = new Set<(update: StandInUpdate) => void>();
	/** What is told of the market: prices, halts and news. */
	readonly tape: StandInTape;
	/** What is kept of the market. */
	readonly past = new StandInPast();
	readonly setup: StandInSetup;
	ids = 0;
	events = 0;

	constructor(setup: StandInSetup) {
		this.setup = setup;
		this.tape = new StandInTape(() => this.at());
		this.tape.listen(({ message }) => this.past.keep(message));
		const cash = parseMoney(setup.cash ?? '100000');
		if (!cash.ok) throw new Error('no cash');
		this.book = new StandInBook(cash.value);
		for (const symbol of setup.symbols ?? ['AAPL', 'KO', 'MSFT', 'SPY', 'BTC/USD']) this.list({ symbol });
	}

	/** Lists a symbol, or changes what is known of it. */
	list(asset: Partial<StandInAsset> & { readonly symbol: string }): void {
		const assetClass = asset.symbol.includes('/') ? 'crypto' : 'us_equity';
		const isCoin = assetClass === 'crypto';
		const usual = { assetClass, isFractionable: true, isShortable: !isCoin, isTradable: true } as const;
		const named = { name: `${asset.symbol} of the stand-in`, isActive: true };
		this.assets.set(asset.symbol, { ...usual, ...named, ...asset });
	}

	/** Gives both sides of the market in a symbol; what can trade on them does. */
	quote(symbol: string, bid: string, ask: string): void {
		const quote = { bid: priceOf(bid), ask: priceOf(ask), at: this.at() };
		this.quotes.set(symbol, quote);
		this.tape.quote(symbol, quote);
		this.step();
	}

	quoteOf(symbol: string): StandInQuote | undefined {
		return this.quotes.get(symbol);
	}

	/** Lets every order get as far as it can. */
	step(): void {
		const floor = this.floor();
		for (const order of this.all()) advance(order, floor);
		for (const order of this.orders) followLegs(order, floor);
	}

	/** Ends day orders, as the close does. */
	endDay(): void {
		for (const order of this.all()) {
			if (!isOver(order) && order.time_in_force === 'day') end(order, 'expired', this.floor());
		}
	}

	/** Refuses an order that it had taken. */
	reject(id: string): void {
		const order = this.all().find((one) => one.id === id);
		if (order !== undefined) end(order, 'rejected', this.floor());
	}

	/** Books something that is no fill: a dividend, a fee, a transfer. */
	adjust(type: string, amount: string, details: Readonly<Record<string, string>> = {}): void {
		const read = parseMoney(amount);
		if (!read.ok) throw new Error('no amount');
		const at = this.at();
		const id = `${at.replace(/\D/g, '').slice(0, 17)}::${this.nextId()}`;
		this.book.adjust(
			{ id, activity_type: type, date: at.slice(0, 10), net_amount: amount, ...details },
			read.value
		);
	}

	/** Hears the trading stream. */
	listen(listener: (update: StandInUpdate) => void): () => void {
		this.listeners.add(listener);
		return () => this.listeners.delete(listener);
	}

	/** Orders of a list, page by page. */
	orderList(query: URLSearchParams): StandInOrder[] {
		const status = query.get('status') ?? 'open';
		const after = query.get('after');
		const afterId = query.get('after_order_id');
		const isFlat = query.get('nested') !== 'true';
		const listed = isFlat ? this.#flatOrders(status) : this.orders;
		const first = afterId === null ? 0 : listed.findIndex(({ id }) => id === afterId) + 1;
		const found = listed
			.slice(first)
			.filter(
				(order) =>
					(status === 'all' || (status === 'open') !== isOver(order)) &&
					(after === null || Date.parse(order.submitted_at) > Date.parse(after))
			);
		if (query.get('direction') !== 'asc') found.reverse();
		return structuredClone(found.slice(0, Number(query.get('limit') ?? '50')));
	}

	/** Each leg on its own; held ones are not among what is open. */
	#flatOrders(status: string): readonly StandInOrder[] {
		const all = this.all().map((order) => ({ ...order, legs: null }));
		return status === 'open' ? all.filter((order) => order.status !== 'held') : all;
	}

	activityList(query: URLSearchParams): StandInActivity[] {
		const { activities } = this.book;
		const rows = query.get('direction') === 'asc' ? [...activities] : [...activities].reverse();
		const token = query.get('page_token');
		const from = token === null ? 0 : rows.findIndex(({ id }) => id === token) + 1;
		const after = query.get('after');
		const kept = rows
			.slice(from)
			.filter((row) => after === null || (row['transaction_time'] ?? row['date'] ?? '') > after);
		return kept.slice(0, Number(query.get('page_size') ?? '100'));
	}

	accountBody() {
		const equity = formatMoney(add(this.book.cash, this.holdings()));
		return {
			...{
				id: this.setup.accountId ?? '11111111-2222-4333-8444-555555555555',
				account_number: 'PA0000000001'
			},
			...{ status: 'ACTIVE', currency: 'USD', cash: this.book.shownCash, equity, last_equity: equity },
			...{
				buying_power: this.book.shownCash,
				multiplier: '1',
				shorting_enabled: this.setup.canShort ?? true
			},
			...{ trading_blocked: false, account_blocked: false, trade_suspended_by_user: false }
		};
	}

	holdings(): Money {
		let sum = zeroMoney;
		for (const { symbol, quantity } of this.book.positions.values()) {
			const quote = this.quotes.get(symbol);
			if (quote !== undefined) sum = add(sum, multiply(quantity, quote.bid));
		}
		return sum;
	}

	assetList(query: URLSearchParams) {
		const [wanted, status] = [query.get('asset_class'), query.get('status')];
		return [...this.assets.values()]
			.filter(({ assetClass }) => wanted === null || assetClass === wanted)
			.filter(({ isActive }) => status !== 'active' || isActive)
			.map(assetBody);
	}

	/** An account that never moved until now. */
	historyBody(query: URLSearchParams) {
		const equity = Number(this.accountBody().equity);
		const now = Math.floor(this.setup.clock.now() / 1_000);
		return {
			...{ timestamp: [now - 86_400, now], equity: [equity, equity], profit_loss: [0, 0] },
			...{ profit_loss_pct: [0, 0], base_value: equity, timeframe: query.get('timeframe') ?? '1D' }
		};
	}

	clockBody() {
		const timestamp = this.at();
		const later = new Date(this.setup.clock.now() + 3_600_000).toISOString();
		return { timestamp, is_open: this.isMarketOpen, next_open: later, next_close: later };
	}

	positionBody(symbol: string) {
		const { quantity, basis } = this.book.position(symbol);
		const quote = this.quotes.get(symbol);
		return {
			...{ asset_id: `asset-${symbol}`, symbol: symbol.replace('/', ''), exchange: 'NASDAQ' },
			asset_class: this.assets.get(symbol)?.assetClass ?? 'us_equity',
			...{ qty: formatDecimal(quantity), side: quantity < 0n ? 'short' : 'long' },
			avg_entry_price: formatDecimal(pricePerUnit(absolute(basis), absolute(quantity))),
			cost_basis: formatMoney(basis),
			...worthOf(quantity, basis, quote?.bid ?? null)
		};
	}

	all(): readonly StandInOrder[] {
		return this.orders.flatMap((order) => [order, ...(order.legs ?? [])]);
	}

	floor(): StandInFloor {
		return {
			...{ book: this.book, quotes: this.quotes, isOpen: this.isMarketOpen, at: this.at() },
			fillsInParts: this.setup.fillsInParts ?? false,
			tell: (event, order, fill) => {
				this.tell(event, order, fill);
			}
		};
	}

	tell(event: string, order: StandInOrder, fill?: StandInActivity): void {
		const at = this.at();
		const data = {
			...{ at, event_id: ulidOf(this.setup.clock.now(), ++this.events), event, timestamp: at },
			...(fill === undefined ? {} : { execution_id: fill.id.split('::')[1] }),
			...(fill === undefined ? {} : { price: fill['price'], qty: fill['qty'] }),
			...(fill === undefined ? {} : { position_qty: formatDecimal(this.book.held(order.symbol)) }),
			order: structuredClone(order)
		};
		for (const listener of this.listeners) listener({ stream: 'trade_updates', data });
	}

	at(): string {
		return new Date(this.setup.clock.now()).toISOString();
	}

	nextId(): string {
		this.ids++;
		return `00000000-0000-4000-8000-${String(this.ids).padStart(12, '0')}`;
	}
}

const base32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** An id that sorts by time, and within an instant by its number. */
function ulidOf(now: number, n: number): string {
	const digits = (value: number, length: number): string =>
		Array.from({ length }, (_, place) => base32[Math.floor(value / 32 ** (length - 1 - place)) % 32]).join(
			''
		);
	return digits(now, 10) + digits(n, 16);
}

function worthOf(quantity: Quantity, basis: Money, price: Price | null) {
	const value = price === null ? zeroMoney : multiply(quantity, price);
	const profit = formatMoney(subtract(value, basis));
	const current = price === null ? '0' : formatDecimal(price);
	return {
		...{
			current_price: current,
			lastday_price: current,
			change_today: '0',
			market_value: formatMoney(value)
		},
		...{ unrealized_pl: profit, unrealized_plpc: '0', unrealized_intraday_pl: profit },
		...{ unrealized_intraday_plpc: '0', asset_marginable: true, qty_available: formatDecimal(quantity) }
	};
}

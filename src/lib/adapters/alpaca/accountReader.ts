import type { AccountGlance, AccountReading } from '../../domain/accountReading.ts';
import type { ClientOrderId } from '../../domain/ids.ts';
import { failed, ok, type Result } from '../../domain/result.ts';
import { formatInstant, millisecondsPerDay, type Instant } from '../../domain/time.ts';
import type { ReadingFault } from '../../ports/broker.ts';
import type { Clock } from '../../ports/clock.ts';
import { wireToReading } from './accountMapper.ts';
import type { OrderNames } from './orderNames.ts';
import { wordToStatus } from './orderReading.ts';
import type { ApiFault, ApiResult } from './readAnswer.ts';
import type { TradingApi } from './tradingApi.ts';
import type { WireActivity, WireLeg, WireOrder } from './wire/trading.ts';

/** What the book knows of its orders at the account. */
export interface BookOrders {
	/** All that the book knows, those that have ended among them. */
	known(): Iterable<ClientOrderId>;
	/** Those that have not ended, as far as the book knows. */
	open(): Iterable<ClientOrderId>;
	/** Orders of the book by Alpaca's ids, all that an order has had, the first of each first. */
	orderByBrokerId(): ReadonlyMap<string, ClientOrderId>;
	/** Whether an order is to be canceled: it is not sent any more. */
	isTakenBack(id: ClientOrderId): boolean;
}

/** What an account is read with. */
export interface ReaderSetup {
	readonly api: Pick<
		TradingApi,
		'account' | 'positions' | 'orders' | 'order' | 'orderByClientId' | 'activities' | 'newestActivities'
	>;
	readonly clock: Clock;
	readonly names: OrderNames;
	readonly book: BookOrders;
}

/** Reads an account in one moment, and looks whether it has moved since. */
export interface AccountReader {
	read(since: Instant): Promise<Result<AccountReading, ReadingFault>>;
	glance(): Promise<Result<AccountGlance, ReadingFault>>;
}

/** Activities are told by the date they are booked under, which may come days after what they are about. */
const activitiesBefore = 4 * millisecondsPerDay;
/** The instant an order was submitted at changes, and clocks differ. */
const ordersBefore = millisecondsPerDay;
const mostReadings = 3;

/** What an account had when it was read last. */
interface Seen {
	/** The instant from which on activities were asked for, RFC 3339. */
	readonly after: string;
	readonly activities: ReadonlySet<string>;
	readonly open: string;
}

/** A call that failed leaves by this way, so that one place makes a fault of it. */
class Unread extends Error {}

/** A reader of the account of a book. */
export function createAccountReader(setup: ReaderSetup): AccountReader {
	const { api, clock } = setup;
	let seen: Seen | null = null;

	async function read(since: Instant): Promise<Result<AccountReading, ReadingFault>> {
		const after = formatInstant(Math.max(0, since - activitiesBefore));
		for (let n = 0; n < mostReadings; n++) {
			const activities = valueOf('activities', await api.activities(after));
			const positions = valueOf('positions', await api.positions());
			const account = valueOf('the account', await api.account());
			const at = clock.now();
			const { open, lists } = await readOrderLists(setup, since, activities);
			const known = new Set(activities.map(({ id }) => id));
			const newest = valueOf('activities', await api.newestActivities(after));
			if (newest.some(({ id }) => !known.has(id))) continue;
			const wire = { account, positions, orders: lists, activities };
			const orderByBrokerId = setup.book.orderByBrokerId();
			const reading = wireToReading(wire, { at, since }, { names: setup.names, orderByBrokerId });
			if (reading.ok) seen = { after, activities: known, open: signatureOf(open) };
			return reading;
		}
		return failed({ message: `The account moved each of the ${String(mostReadings)} times it was read.` });
	}

	async function glance(): Promise<Result<AccountGlance, ReadingFault>> {
		if (seen === null) return ok({ isNew: true });
		const { after, activities, open } = seen;
		const newest = valueOf('activities', await api.newestActivities(after));
		if (newest.some(({ id }) => !activities.has(id))) return ok({ isNew: true });
		const orders = valueOf('open orders', await api.orders({ status: 'open' }));
		return ok({ isNew: signatureOf(orders) !== open });
	}

	return { read: (since) => orFault(() => read(since)), glance: () => orFault(glance) };
}

async function orFault<Value>(
	work: () => Promise<Result<Value, ReadingFault>>
): Promise<Result<Value, ReadingFault>> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof Unread) return failed({ message: error.message });
		throw error;
	}
}

function valueOf<Value>(name: string, read: ApiResult<Value>): Value {
	if (read.ok) return read.value;
	throw new Unread(`Alpaca did not tell ${name}: ${faultText(read.error)}.`);
}

function faultText(fault: ApiFault): string {
	switch (fault.type) {
		case 'silent':
			return fault.isSent ? `no answer (${fault.because})` : 'the call was not sent';
		case 'refused':
			return fault.message === '' ? `status ${String(fault.status)}` : fault.message.replace(/\.$/, '');
		case 'unreadable':
			return `its answer is not what it should be (${fault.problem})`;
	}
}

/**
 * All orders that a reading is about: open ones with their legs, and each on its own, since a list with legs has none of an order that
 * has filled; those since the instant; what the book has open and neither tells; and those of fills that belong to none of them.
 */
async function readOrderLists(
	setup: ReaderSetup,
	since: Instant,
	activities: readonly WireActivity[]
): Promise<{ readonly open: readonly WireOrder[]; readonly lists: readonly (readonly WireOrder[])[] }> {
	const { api } = setup;
	const after = formatInstant(Math.max(0, since - ordersBefore));
	const [nested, flat, recent] = await Promise.all([
		api.orders({ status: 'open' }),
		api.orders({ status: 'open', nested: false }),
		api.orders({ status: 'all', after })
	]);
	const open = valueOf('open orders', nested);
	const lists = [open, valueOf('orders', recent), valueOf('open orders', flat)];
	const told = new Set(lists.flat().flatMap(withLegs));
	const further: WireOrder[] = [];
	const take = (orders: readonly WireOrder[]): void => {
		for (const order of orders) for (const one of withLegs(order)) told.add(one);
		further.push(...orders);
	};
	for (const id of setup.book.open()) take(await readFollowed(setup, id, told));
	for (const { order_id: id, transaction_time: time } of activities) {
		if (id === null || told.has(id) || Date.parse(time ?? '') < since) continue;
		const found = await api.order(id);
		if (!found.ok && isGone(found.error)) continue;
		take([valueOf('an order', found)]);
	}
	return { open, lists: [...lists, further] };
}

function withLegs(order: WireOrder): readonly string[] {
	return [order.id, ...(order.legs ?? []).map(({ id }) => id)];
}

/** An order that the book has open, with all that took its place, where the lists do not tell it; nothing where it is not there. */
async function readFollowed(
	{ api, names, book }: ReaderSetup,
	id: ClientOrderId,
	told: ReadonlySet<string>
): Promise<readonly WireOrder[]> {
	const brokerIds = [...book.orderByBrokerId()].filter(([, order]) => order === id).map(([key]) => key);
	const newest = brokerIds.at(-1);
	if (newest !== undefined && told.has(newest)) return [];
	const found: WireOrder[] = [];
	let next = await (newest === undefined ? api.orderByClientId(names.nameOf(id)) : api.order(newest));
	for (let step = 0; step < mostReplaces; step++) {
		if (!next.ok && isGone(next.error)) return found;
		const order = valueOf('an order', next);
		found.push(order);
		if (order.replaced_by === null || told.has(order.replaced_by)) return found;
		next = await api.order(order.replaced_by);
	}
	return found;
}

const mostReplaces = 100;

function isGone(fault: ApiFault): boolean {
	return fault.type === 'refused' && fault.status === 404;
}

/** Open orders as one text: it differs once one of them comes, goes, fills, or gets other terms; where a trail stands does not matter. */
function signatureOf(orders: readonly WireOrder[]): string {
	const lineOf = ({ id, status, filled_qty: filled, qty, limit_price: limit }: WireLeg): string =>
		[id, wordToStatus(status), filled, qty, limit].join(' ');
	const lines = orders.flatMap((order) => [lineOf(order), ...(order.legs ?? []).map(lineOf)]);
	return lines.sort().join('\n');
}

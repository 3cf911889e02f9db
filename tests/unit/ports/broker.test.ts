import { createSimulator } from '../../../src/lib/adapters/simulator/simulator.ts';
import { formatDecimal } from '../../../src/lib/domain/decimal.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import type { VenueReport } from '../../../src/lib/domain/venue.ts';
import { openBroker } from '../../support/alpaca/openBroker.ts';
import { describeBroker, type BrokerUnderTest, type ToldOrder } from '../../support/brokerContract.ts';
import {
	createConfig,
	createOrder,
	instruments,
	matchQuote,
	minuteAt,
	money,
	quantity,
	sessionClose
} from '../../support/deskBuilders.ts';
import { createQuote } from '../../support/scriptedSource.ts';

const statusByReport: Readonly<Partial<Record<VenueReport['type'], ToldOrder['status']>>> = {
	...{
		OrderAccepted: 'working',
		OrderRejected: 'rejected',
		OrderCanceled: 'canceled',
		OrderExpired: 'expired'
	}
};

/** What reports come to, as far as they are of orders: a refusal of what is there already changes nothing. */
class ToldOrders {
	readonly #orders = new Map<string, { quantity: bigint; status: ToldOrder['status']; fills: string[] }>();
	readonly #filled = new Map<string, bigint>();

	ask(id: string, whole: bigint): void {
		const order = this.#orders.get(id);
		if (order !== undefined) order.quantity = whole;
	}
	hear(reports: readonly VenueReport[], whole: bigint): void {
		for (const report of reports) {
			if (report.type === 'OrderFilled') this.#fill(report.fill);
			else {
				const status = statusByReport[report.type];
				const order = this.#orders.get(report.orderId);
				if (status === undefined || (order !== undefined && report.type === 'OrderRejected')) continue;
				if (order === undefined) this.#orders.set(report.orderId, { quantity: whole, status, fills: [] });
				else if (report.type !== 'OrderAccepted') order.status = status;
			}
		}
	}
	get(id: string): ToldOrder | null {
		const order = this.#orders.get(id);
		return order === undefined ? null : { status: order.status, fills: order.fills };
	}
	#fill(fill: Extract<VenueReport, { type: 'OrderFilled' }>['fill']): void {
		const order = this.#orders.get(fill.orderId);
		if (order === undefined) throw new Error(`a fill of no order: ${fill.orderId}`);
		const filled = (this.#filled.get(fill.orderId) ?? 0n) + fill.quantity;
		this.#filled.set(fill.orderId, filled);
		order.fills.push(`${formatDecimal(fill.quantity)} at ${formatDecimal(fill.price)}`);
		if (filled >= order.quantity) order.status = 'filled';
	}
}

function openSimulated(): BrokerUnderTest {
	const { fillModel: model } = createConfig({ volumeShare: '0.5' });
	const holdings = new Map([['XYZ', quantity('100')]]);
	const venue = createSimulator({ cash: money('100000'), model, instruments, holdings });
	const told = new ToldOrders();
	let minute = 0;
	const ends = { at: sessionClose, reason: 'session_close' } as const;
	const hear = (reports: readonly VenueReport[], whole = 0n): Promise<void> => {
		told.hear(reports, whole);
		return Promise.resolve();
	};
	return {
		intent: (id, more = {}) => createOrder({ id, timeInForce: 'day', ends, ...more }),
		submit: (intent) => hear(venue.submit(intent, minuteAt(minute), null), intent.quantity),
		replace(intent) {
			told.ask(intent.id, intent.quantity);
			return hear(venue.replace(intent, minuteAt(minute)));
		},
		cancel: (id) => hear(venue.cancel(id as ClientOrderId, minuteAt(minute))),
		quote(bid, ask, part = false) {
			const size = part ? 10 : 1_000;
			const quote = {
				...createQuote(`${bid} ${ask} ${ask}`, minuteAt(++minute)),
				bidSize: size,
				askSize: size
			};
			return hear(matchQuote(venue, 'XYZ', quote));
		},
		close: () => hear(venue.endOrders(sessionClose, () => null)),
		order: (id) => Promise.resolve(told.get(id))
	};
}

function openAlpaca(): BrokerUnderTest {
	const desk = openBroker();
	const { standIn, clock, ask } = desk;
	const rejected = new Set<string>();
	return {
		intent: (id, more = {}) => desk.intent(id, { type: 'market', limitPrice: null, ...more }),
		async submit(intent) {
			const { reports } = await ask.submit(intent);
			if (reports.some(({ type }) => type === 'OrderRejected')) rejected.add(intent.id);
		},
		async replace(intent) {
			await ask.replace(intent);
		},
		async cancel(id) {
			await ask.cancel(id);
		},
		async quote(bid, at, part = false) {
			Object.assign(standIn.setup, { fillsInParts: part });
			standIn.quote('AAPL', bid, at);
			// The rest would trade at the next look.
			if (part) standIn.quote('AAPL', '99', '101');
			await clock.advance(10);
		},
		close() {
			standIn.endDay();
			return Promise.resolve();
		},
		async order(id) {
			if (rejected.has(id)) return { status: 'rejected', fills: [] };
			const { orders, fills } = await ask.read();
			const ours = orders.filter(({ ourId }) => ourId === id);
			const last = ours.findLast(({ status }) => status !== 'replaced');
			if (last === undefined) return null;
			const ids = new Set(ours.map((one) => one.id));
			const status = last.status === 'open' ? 'working' : last.status;
			return {
				status: status as ToldOrder['status'],
				fills: fills
					.filter(({ orderId }) => ids.has(orderId))
					.map((fill) => `${formatDecimal(fill.quantity)} at ${formatDecimal(fill.price)}`)
			};
		}
	};
}

describeBroker('simulator', openSimulated);
describeBroker('paper account at Alpaca', openAlpaca);

import type { BrokerEvent } from '../../../src/lib/domain/brokerEvents.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { createInstrument } from '../../../src/lib/domain/instrument.ts';
import type { FiringPrices } from '../../../src/lib/domain/metPrices.ts';
import type { OrderIntent } from '../../../src/lib/domain/order.ts';
import { money, price } from '../../support/deskBuilders.ts';

const orderId = 'd.one' as ClientOrderId;

/** What happens between a book and its account, at an instant. */
export function brokerEventsAt(at: number, intent: OrderIntent) {
	return {
		InstrumentsAdded: {
			...{ type: 'InstrumentsAdded', at },
			instruments: [{ instrument: createInstrument('NEW', 'us_equity'), interval: '1m' }]
		},
		RoutingChanged: { type: 'RoutingChanged', at, request: 'q7', routing: 'paper', reason: 'typed' },
		BrokerCalled: {
			...{ type: 'BrokerCalled', at, orderId, errand: 'submit', status: 200 },
			...{ request: 'POST /v2/orders {"qty":"1"}', answer: '{"id":"a"}' }
		},
		BrokerIdGiven: { type: 'BrokerIdGiven', at, orderId, brokerId: '904837e3' },
		OutcomeUnknown: { type: 'OutcomeUnknown', at, orderId, errand: 'replace' },
		OrderAdopted: { type: 'OrderAdopted', at, intent: { ...intent, cause: 'external' }, brokerId: 'b1' },
		CashAdjusted: {
			...{ type: 'CashAdjusted', at, id: '2026::1', kind: 'dividend', amount: money('1.25') },
			...{ symbol: 'XYZ', words: 'DIV' }
		},
		ActivitiesPassed: { type: 'ActivitiesPassed', at, ids: ['2026::2'] },
		Reconciled: {
			...{ type: 'Reconciled', at, standing: 'different' },
			differences: [{ about: 'position', of: 'XYZ', ours: '10', theirs: '12', did: 'waits' }]
		}
	} as const satisfies { readonly [Type in BrokerEvent['type']]: Extract<BrokerEvent, { type: Type }> };
}

/** The same with what can be absent left out. */
export function otherBrokerEvents(at: number): readonly BrokerEvent[] {
	return [
		{
			type: 'BrokerCalled',
			at,
			orderId,
			errand: 'cancel',
			request: 'DELETE /v2/orders/a',
			status: null,
			answer: ''
		},
		{ type: 'CashAdjusted', at, id: 'x', kind: 'rounding', amount: money('-0.01'), symbol: null, words: '' },
		{ type: 'Reconciled', at, standing: 'equal', differences: [] }
	];
}

/** What fires a trigger where a venue's positions alone say a price. */
export function livePrices(at: number): FiringPrices {
	const last = price('97');
	return {
		...{ type: 'quote', bid: last, ask: last, last, from: last },
		...{ madeAt: at - 1500, origin: 'positions', isLastAlone: true }
	};
}

import {
	adjustmentKinds,
	differenceActs,
	differenceSubjects,
	routings,
	standings,
	type BrokerEvent,
	type Difference
} from '../domain/brokerEvents.ts';
import type { ClientOrderId } from '../domain/ids.ts';
import { errands } from '../domain/latency.ts';
import { id, list, money, nullable, number, object, text, word, type Cases } from './codec.ts';
import { pricedInstrument } from './configCodec.ts';
import { orderIntent } from './orderCodec.ts';

const errand = word(...errands);
const ofOrder = { at: number, orderId: id<ClientOrderId>() };

const difference = object<Difference>({
	about: word(...differenceSubjects),
	...{ of: text, ours: text, theirs: text },
	did: word(...differenceActs)
});

/** What happens between a book and its account. */
export const brokerCases: Cases<BrokerEvent, 'type'> = {
	InstrumentsAdded: { at: number, instruments: list(pricedInstrument) },
	RoutingChanged: { at: number, request: text, routing: word(...routings), reason: text },
	BrokerCalled: { ...ofOrder, errand, request: text, status: nullable(number), answer: text },
	BrokerIdGiven: { ...ofOrder, brokerId: text },
	OutcomeUnknown: { ...ofOrder, errand },
	OrderAdopted: { at: number, intent: orderIntent, brokerId: text },
	CashAdjusted: {
		...{ at: number, id: text, kind: word(...adjustmentKinds), amount: money },
		...{ symbol: nullable(text), words: text }
	},
	ActivitiesPassed: { at: number, ids: list(text) },
	Reconciled: { at: number, standing: word(...standings), differences: list(difference) }
};

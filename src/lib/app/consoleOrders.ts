import type { DeskRequests, RequestName } from '../contract/deskApi.ts';
import type { OrderFields } from '../contract/askFields.ts';

/** A number as a person writes it in the console. */
type Typed = string | number;
type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** What of an order is no number. */
type WordField = 'symbol' | 'side' | 'type' | 'timeInForce' | 'extendedHours' | 'reduceOnly';

/** An order as the console takes it: its numbers may be numbers. */
export type TypedOrder = Pick<OrderFields, WordField> & {
	readonly [Field in keyof Omit<OrderFields, WordField>]?: Typed;
};

/** What a replace may change, as the console takes it. */
export type TypedChange = {
	readonly [Field in keyof Omit<Given<'replaceOrder'>, 'orderId'>]?: Typed;
};

/** `blotter.order(id)` reads an order; what is done with orders hangs on it. */
export interface ConsoleOrder {
	(id: string): AnswerOf<'order'>;
	submit(order: TypedOrder): AnswerOf<'submitOrder'>;
	preview(order: TypedOrder): AnswerOf<'previewOrder'>;
	replace(orderId: string, change: TypedChange): AnswerOf<'replaceOrder'>;
	cancel(orderId: string): AnswerOf<'cancel'>;
	cancelAll(filter?: Given<'cancelOrders'>): AnswerOf<'cancelOrders'>;
}

/** The order calls of the console. */
export function createConsoleOrder(ask: Ask): ConsoleOrder {
	const read = (id: string) => ask('order', { id });
	return Object.freeze(
		Object.assign(read, {
			submit: (order: TypedOrder) => ask('submitOrder', { order: fieldsOf(order) }),
			preview: (order: TypedOrder) => ask('previewOrder', { order: fieldsOf(order) }),
			replace: (orderId: string, change: TypedChange) => ask('replaceOrder', { orderId, ...textsOf(change) }),
			cancel: (orderId: string) => ask('cancel', { orderId }),
			cancelAll: (filter: Given<'cancelOrders'> = {}) => ask('cancelOrders', filter)
		})
	);
}

// What is not given at all is refused by the worker, as any other shape is.
function fieldsOf(order: TypedOrder | null | undefined): OrderFields {
	const fields: Partial<TypedOrder> = order ?? {};
	const { symbol, side, type, timeInForce, extendedHours, reduceOnly, ...numbers } = fields;
	const words = { symbol, side, type, timeInForce, extendedHours, reduceOnly };
	const given = Object.entries(words).filter(([, value]) => value !== undefined);
	return { ...(Object.fromEntries(given) as Pick<OrderFields, WordField>), ...textsOf(numbers) };
}

function textsOf(
	fields: Readonly<Record<string, Typed | undefined>> | null | undefined
): Record<string, string> {
	const given = Object.entries(fields ?? {}).filter(([, value]) => value !== undefined);
	return Object.fromEntries(given.map(([name, value]) => [name, String(value)]));
}

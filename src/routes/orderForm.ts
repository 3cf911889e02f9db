import type Form from '#lib/components/ticket/OrderForm.svelte';

type OrderForm = { readonly default: typeof Form };

let loaded: Promise<OrderForm> | undefined;

/** The form of an order, which is loaded when it is chosen: the first screen is a decision's, and light. */
export const loadOrderForm = (): Promise<OrderForm> =>
	(loaded ??= import('#lib/components/ticket/OrderForm.svelte'));

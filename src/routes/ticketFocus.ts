import { tick } from 'svelte';
import { shortcutOf } from '#lib/app/shortcut.ts';
import type { Tickets } from '#lib/app/tickets.svelte.ts';
import { loadOrderForm } from './orderForm.ts';

/** Whether a key leads to the ticket; N to that of orders, which is shown then. */
export function isTicketKey(event: KeyboardEvent, tickets: Tickets): boolean {
	const key = shortcutOf(event);
	if (key !== 't' && key !== 'n') return false;
	event.preventDefault();
	if (key === 'n') tickets.choose('order');
	return true;
}

/** Puts the keyboard into the symbol of the ticket, once it is there. */
export async function focusTicket(tickets: Tickets): Promise<void> {
	await tick();
	if (tickets.kind === 'order') await loadOrderForm().then(tick);
	document.querySelector<HTMLElement>(':is(.ticket, dialog) input[role=combobox]')?.focus();
}

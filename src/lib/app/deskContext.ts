import { createContext } from 'svelte';
import type { DeskClient } from './deskClient.svelte.ts';
import type { Ticket } from './ticket.svelte.ts';

/** The desk of the page, and the ticket that is being filled in: a draft outlives the page it was begun on. */
export const [getDesk, setDesk] = createContext<DeskClient>();
export const [getTicket, setTicket] = createContext<Ticket>();

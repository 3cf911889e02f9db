import { createContext } from 'svelte';
import type { DeskClient } from './deskClient.svelte.ts';
import type { DeskLook } from './deskLook.svelte.ts';
import type { Ticket } from './ticket.svelte.ts';

/** The desk of the page, the ticket that is being filled in (a draft outlives the page it was begun on), and the desk's look. */
export const [getDesk, setDesk] = createContext<DeskClient>();
export const [getTicket, setTicket] = createContext<Ticket>();
export const [getDeskLook, setDeskLook] = createContext<DeskLook>();

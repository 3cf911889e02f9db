import { createContext } from 'svelte';
import type { DeskClient } from './deskClient.svelte.ts';
import type { DeskLook } from './deskLook.svelte.ts';
import type { LeavePanel } from './leavePanel.svelte.ts';
import type { OrderDialogs } from './orderDialogs.svelte.ts';
import type { SettingsDraft } from './settingsDraft.svelte.ts';
import type { ThemeChoice } from './theme.svelte.ts';
import type { Tickets } from './tickets.svelte.ts';

/** The desk of the page, the tickets that are being filled in (a draft outlives the page it was begun on), and the desk's look. */
export const [getDesk, setDesk] = createContext<DeskClient>();
export const [getTickets, setTickets] = createContext<Tickets>();
/** What is asked about open orders, on whichever page. */
export const [getOrderDialogs, setOrderDialogs] = createContext<OrderDialogs>();
/** Asks before an account is left with something open, on whichever page. */
export const [getLeavePanel, setLeavePanel] = createContext<LeavePanel>();
export const [getDeskLook, setDeskLook] = createContext<DeskLook>();

/** The settings and what is typed over them, set by the layout, so that it stays while another page is looked at. */
export const [getSettingsDraft, setSettingsDraft] = createContext<SettingsDraft>();

/** The look of this device, set by the layout, which marks it on the root. */
export const [getTheme, setTheme] = createContext<ThemeChoice>();

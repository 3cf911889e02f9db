import { createContext } from 'svelte';
import type { DeskClient } from './deskClient.svelte.ts';

/** The client of the desk, set by the layout, so that the desk goes on while another page is looked at. */
export const [getDesk, setDesk] = createContext<DeskClient>();

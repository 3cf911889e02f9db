import { createContext } from 'svelte';
import type { ReplayClient } from './replayClient.svelte.ts';

/** The client of the replay, set by the layout, so that a look at the help page loses nothing. */
export const [getReplay, setReplay] = createContext<ReplayClient>();

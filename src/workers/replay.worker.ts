import * as Comlink from 'comlink';
import type { ReplayApi } from '../lib/contract/replayApi.ts';
import { createReplaySession } from './replaySession.ts';

const api: ReplayApi = createReplaySession();

Comlink.expose(api);

import * as Comlink from 'comlink';
import type { DeskApi } from '../lib/contract/deskApi.ts';
import { DeskHost } from './desk/deskHost.ts';

const api: DeskApi = new DeskHost();

Comlink.expose(api);

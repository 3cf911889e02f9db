import { isObject, type JsonObject } from './json.ts';

/** Version 19 knew no locks. */
export function nameLocks(entry: JsonObject): JsonObject {
	const { event } = entry;
	if (event === undefined || !isObject(event) || event['type'] !== 'BookOpened') return entry;
	const { config } = event;
	if (config === undefined || !isObject(config)) return entry;
	return { ...entry, event: { ...event, config: { ...config, locks: noLocks } } };
}

const noLocks: JsonObject = {
	...{ stopGuardStops: null, stopGuardWindowSeconds: 3600, stopGuardLockSeconds: 3600 },
	...{ stopGuardScope: 'all', cooldownSeconds: null, cooldownScope: 'symbol' },
	...{ lowProfitBelow: null, lowProfitTrades: 1, lowProfitWindowSeconds: 3600, lowProfitLockSeconds: 3600 },
	lowProfitScope: 'symbol',
	...{ drawdownLimit: null, drawdownTrades: 1, drawdownWindowSeconds: 3600, drawdownLockSeconds: 3600 },
	drawdownScope: 'all'
};

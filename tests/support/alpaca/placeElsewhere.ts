import { testKeys } from './fixtures.ts';
import type { AlpacaStandIn } from './standIn.ts';

/** Places an order at the account as another program does. */
export function placeElsewhere(standIn: AlpacaStandIn, order: Readonly<Record<string, string>>): void {
	const placed = standIn.handle({
		...{ method: 'POST', path: '/v2/orders', query: new URLSearchParams() },
		headers: { 'apca-api-key-id': testKeys.keyId, 'apca-api-secret-key': testKeys.secret },
		body: JSON.stringify(order)
	});
	if (placed.status !== 200) throw new Error(`the stand-in refused: ${JSON.stringify(placed.body)}`);
	standIn.step();
}

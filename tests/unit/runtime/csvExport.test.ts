import { expect, test } from 'vitest';
import { orderToCsv, ordersHeader } from '../../../src/lib/runtime/csvExport.ts';
import { orderRow } from '../../support/orderRows.ts';

test('a line of orders has stop, trail, time in force and group', () => {
	const row = orderRow({
		...{ seq: 1, stopPrice: '11', timeInForce: 'gtc', groupId: 'r.1' },
		trail: { by: 'fraction', value: '0.025', activation: '14' }
	});
	const cells = orderToCsv(row).trimEnd().split(',');
	const byName = Object.fromEntries(
		ordersHeader
			.trimEnd()
			.split(',')
			.map((name, at) => [name, cells[at]])
	);
	expect(byName).toMatchObject({
		...{ stopPrice: '11', trailBy: 'fraction', trail: '0.025', trailActivation: '14' },
		...{ timeInForce: 'gtc', groupId: 'r.1' }
	});
	expect(orderToCsv(orderRow({ seq: 1 }))).not.toContain('object');
});

// W3, the bound: everything in columns that are there before, nothing is allocated, and nothing else could be done.
import { measure } from '../lib/measure.mjs';
import {
	cash as startingCash,
	count,
	createOrders,
	digestOf,
	feeOf,
	limits,
	slipped,
	symbols
} from './workload.mjs';

const { symbol, direction, quantity, bid, ask } = createOrders();
const position = new Int32Array(symbols);
const cost = new Float64Array(symbols);
const realised = new Float64Array(symbols);
const filledQuantity = new Int32Array(count);
const fillPrice = new Int32Array(count);
const fillFee = new Int32Array(count);
const ledgerAmount = new Float64Array(2 * count);
const ledgerOrder = new Int32Array(2 * count);
const ledgerBalance = new Float64Array(2 * count);

function run() {
	const { maxQuantity, maxPosition, maxNotional } = limits;
	for (const column of [position, cost, realised, filledQuantity]) column.fill(0);
	let cash = startingCash;
	let rows = 0;
	let filled = 0;
	for (let i = 0; i < count; i++) {
		const one = symbol[i];
		const way = direction[i];
		const size = quantity[i];
		const far = way > 0 ? ask[i] : bid[i];
		const before = position[one];
		const after = before + way * size;
		const worthBefore = far * size;
		if (
			size <= 0 ||
			size > maxQuantity ||
			after > maxPosition ||
			after < -maxPosition ||
			worthBefore > maxNotional ||
			(way > 0 && cash < worthBefore)
		)
			continue;
		const price = slipped(far, way);
		const worth = price * size;
		const fee = feeOf(worth);
		if (before === 0 || before > 0 === way > 0) cost[one] += way * worth;
		else {
			const held = before < 0 ? -before : before;
			const closed = size < held ? size : held;
			const released = Math.round((cost[one] * closed) / held);
			realised[one] += -way * closed * price - released;
			cost[one] -= released;
			if (size > closed) cost[one] += way * (size - closed) * price;
		}
		position[one] = after;
		filledQuantity[i] = way * size;
		fillPrice[i] = price;
		fillFee[i] = fee;
		cash -= way * worth;
		ledgerAmount[rows] = -way * worth;
		ledgerOrder[rows] = i;
		ledgerBalance[rows++] = cash;
		cash -= fee;
		ledgerAmount[rows] = -fee;
		ledgerOrder[rows] = ~i;
		ledgerBalance[rows++] = cash;
		filled++;
	}
	return { filled, cash };
}

measure(9, run, ({ filled, cash }) => ({
	...{ filled, denied: count - filled, cash },
	realised: realised.reduce((sum, one) => sum + one, 0),
	positions: digestOf(position),
	orders: digestOf(filledQuantity)
}));

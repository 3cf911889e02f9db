import type { BookEvent } from '../../../src/lib/domain/events.ts';
import type { Lock } from '../../../src/lib/domain/locks.ts';
import type { ClientOrderId } from '../../../src/lib/domain/ids.ts';
import { money, quantity, ratio } from '../../support/deskBuilders.ts';

const at = Date.UTC(2024, 10, 25, 14, 30);

const byStopGuard: Lock = {
	...{ number: 2, symbol: null, by: 'stopGuard', setAt: at, endsAt: at + 60_000, reason: '' },
	...{ measured: 3, limit: 3, windowSeconds: 3600 }
};

/** What breakers, sweeps, halts of a symbol and locks say. */
export const stoppingByType = {
	BreakerTripped: {
		...{ type: 'BreakerTripped', at, breaker: 'brokenLimit', of: 'positionSize XYZ' },
		...{ measured: money('1300.000000001'), limit: money('1250') }
	},
	BreakerReset: {
		...{ type: 'BreakerReset', at, request: 'q4', breaker: 'dayLoss', by: 'person' },
		...{ reason: 'looked at, "fine"', equity: money('9800') }
	},
	SweepTried: { type: 'SweepTried', at, round: 2, orders: 3, positions: 1 },
	SweepEnded: {
		...{ type: 'SweepEnded', at, level: 'flatten', outcome: 'gave_up' },
		rest: {
			orders: [{ orderId: 'd.one' as ClientOrderId, because: 'cancel_pending' }],
			positions: [{ symbol: 'XYZ', quantity: quantity('10'), because: 'market_closed' }]
		}
	},
	SymbolHaltSet: { type: 'SymbolHaltSet', at, symbol: 'XYZ', isHalted: true },
	LockSet: {
		...{ type: 'LockSet', at },
		lock: {
			...{ number: 3, symbol: 'XYZ', by: 'lowProfit', setAt: at, endsAt: at + 60_000, reason: '' },
			...{ measured: ratio('-0.0125'), limit: ratio('0.01'), windowSeconds: 3600 }
		}
	},
	LockLifted: { type: 'LockLifted', at, lock: byStopGuard, reason: 'seen' }
} as const satisfies { readonly [Type in BookEvent['type']]?: Extract<BookEvent, { type: Type }> };

/** A sweep that is clear, and locks of other causes. */
export const otherStopping: readonly BookEvent[] = [
	{ type: 'BreakerTripped', at, breaker: 'errors', measured: 5, limit: 5, of: '' },
	{ ...stoppingByType.BreakerReset, by: 'session', request: '', reason: '', equity: null },
	{
		...stoppingByType.SweepEnded,
		level: 'cancel_entries',
		outcome: 'clear',
		rest: { orders: [], positions: [] }
	},
	{ ...stoppingByType.LockSet, lock: byStopGuard },
	{
		...stoppingByType.LockSet,
		lock: {
			...{ number: 4, symbol: 'XYZ', by: 'person', setAt: at, endsAt: null, reason: 'earnings' },
			...{ measured: null, limit: null, windowSeconds: null }
		}
	}
];

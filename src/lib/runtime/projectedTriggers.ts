import { formatDecimal } from '../domain/decimal.ts';
import type { RowChange, TriggerRow } from '../domain/deskRows.ts';
import type { BookEvent } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import { latest, type Trigger, type TriggerKind } from '../domain/trigger.ts';
import type { OpenRows } from './openRows.ts';
import { priceText } from './projectedRows.ts';

type TriggerEvent = Extract<
	BookEvent,
	{ type: 'TriggerArmed' | 'LevelMoved' | 'TrailMoved' | 'HighWaterRaised' }
>;

/** The row of a trigger that was armed, moved or raised. */
export function projectTrigger(open: OpenRows, event: TriggerEvent, seq: number): readonly RowChange[] {
	switch (event.type) {
		case 'TriggerArmed':
			return put(open, triggerToRow(event.trigger, event.at, seq));
		case 'LevelMoved':
			return change(open, event.symbol, event.kind, {
				level: formatDecimal(event.level),
				updatedAt: event.at
			});
		case 'TrailMoved':
			return change(open, event.symbol, 'trailing_stop', {
				fraction: formatDecimal(event.fraction),
				updatedAt: event.at
			});
		case 'HighWaterRaised':
			return change(open, event.symbol, 'trailing_stop', {
				highWater: formatDecimal(event.mark),
				updatedAt: event.at
			});
	}
}

/** The row of a trigger that fired or was canceled; it is out of service. */
export function endTrigger(
	open: OpenRows,
	id: string,
	status: 'triggered' | 'canceled',
	at: Instant,
	firedLevel: string | null
): readonly RowChange[] {
	const row = open.triggers.get(id);
	if (row === undefined) return [];
	open.triggers.delete(id);
	return [{ store: 'triggers', row: { ...row, status, firedLevel, updatedAt: at } }];
}

function triggerToRow(trigger: Trigger, at: Instant, seq: number): TriggerRow {
	const { id, symbol, kind, guards } = trigger;
	const isTrail = trigger.kind === 'trailing_stop';
	return {
		...{ id, seq, symbol, kind, status: 'active', firedLevel: null, armedAt: at, updatedAt: at },
		level: isTrail ? null : priceText(latest(trigger.levels)),
		fraction: isTrail ? priceText(latest(trigger.fractions)) : null,
		guards,
		highWater: isTrail ? formatDecimal(trigger.highWater) : null
	};
}

function change(
	open: OpenRows,
	symbol: string,
	kind: TriggerKind,
	changed: Partial<TriggerRow>
): readonly RowChange[] {
	const row = [...open.triggers.values()].find((armed) => armed.symbol === symbol && armed.kind === kind);
	return row === undefined ? [] : put(open, { ...row, ...changed });
}

function put(open: OpenRows, row: TriggerRow): readonly RowChange[] {
	open.triggers.set(row.id, row);
	return [{ store: 'triggers', row }];
}

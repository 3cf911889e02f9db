import type { Answer } from '../../lib/contract/deskApi.ts';
import {
	gaugeTable,
	type GaugeView,
	type OrderLimitView,
	type RiskView
} from '../../lib/contract/riskView.ts';
import { settingsCatalogue, settingValueText } from '../../lib/contract/settingsCatalogue.ts';

import { add, formatMoney, fractionOf } from '../../lib/domain/decimal.ts';
import { limitNames } from '../../lib/domain/riskLimits.ts';
import { ok } from '../../lib/domain/result.ts';
import { readSetting, type SettingKey } from '../../lib/domain/settings.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { tellCheck, type VerdictLine } from '../../lib/domain/verdictLines.ts';
import { measureGauges, type Gauge } from '../../lib/engine/gauges.ts';
import { oldestPrice } from '../../lib/engine/limitFacts.ts';
import type { Book, EngineState } from '../../lib/engine/state.ts';
import { valueOfPositions } from '../../lib/engine/valuation.ts';
import { viewBreakers } from './breakerViews.ts';
import type { DeskContext } from './deskContext.ts';
import { viewLocks } from './lockRequests.ts';

/** What is left of every limit now. */
export function risk(context: DeskContext): Answer<'risk'> {
	const { state, clockAt } = context.running().runner.live();
	return ok(viewRisk(state, clockAt));
}

/** What is left of every limit of a book at its last prices. */
function viewRisk(state: EngineState, at: Instant): RiskView {
	const oldest = oldestPrice(state, at);
	return {
		at,
		gauges: measureGauges(state, at).map((gauge) => viewGauge(state.book, gauge)),
		breakers: viewBreakers(state, at),
		locks: viewLocks(state.book, at),
		orderLimits: viewOrderLimits(state),
		off: offKeys(state.book).map((key) => {
			const { name, group } = settingsCatalogue[key];
			return { key, name, group };
		}),
		oldest: oldest === null || Number.isNaN(oldest.seconds) ? null : oldest
	};
}

/** Of many lines so many are told. */
const mostLines = 50;

function viewGauge({ config }: Book, { check, lines }: Gauge): GaugeView {
	const { group, setting } = gaugeTable[check];
	const told = lines.map(tellCheck).sort((one, other) => usedOf(other) - usedOf(one));
	return {
		...{ check, group },
		set:
			setting === null
				? null
				: {
						name: settingsCatalogue[setting].name,
						text: settingValueText(setting, readSetting(config, setting))
					},
		lines: told.slice(0, mostLines),
		count: told.length,
		unknown: told.filter(({ measured }) => measured === null).length
	};
}

/** The share of its limit that a line takes; below all others where it is not known. */
function usedOf({ measured, limit }: VerdictLine): number {
	if (measured === null || limit === null) return -Infinity;
	const [part, whole] = [Number(measured), Number(limit)];
	return whole > 0 ? part / whole : part > 0 ? Infinity : 0;
}

/** The limits that nothing is taken of before an order comes. */
const orderLimits = [
	'sizing.minTradeNotional',
	'risk.maxTradeNotional',
	'risk.minStopDistance',
	'risk.maxPriceDistance',
	'risk.duplicateSeconds',
	'risk.requiresStop',
	'risk.restricted'
] as const satisfies readonly SettingKey[];

function viewOrderLimits(state: EngineState): readonly OrderLimitView[] {
	const { book, market } = state;
	const value = valueOfPositions(book, market);
	const { maxTradeNotional } = book.config.risk;
	const equity = value === null ? null : add(book.account.cash, value);
	const largest =
		equity === null || maxTradeNotional === null ? null : formatMoney(fractionOf(equity, maxTradeNotional));
	return orderLimits
		.filter((key) => !isOff(book, key))
		.map((key) => ({
			key,
			name: settingsCatalogue[key].name,
			text: settingValueText(key, readSetting(book.config, key)),
			amount: key === 'risk.maxTradeNotional' ? largest : null
		}));
}

function offKeys(book: Book): readonly SettingKey[] {
	const limits = limitNames.map((name) => `risk.${name}` as const);
	return [...limits, 'risk.requiresStop' as const, 'risk.restricted' as const].filter((key) =>
		isOff(book, key)
	);
}

function isOff({ config }: Book, key: SettingKey): boolean {
	if (key === 'risk.requiresStop') return !config.risk.requiresStop;
	return readSetting(config, key) === 'off';
}

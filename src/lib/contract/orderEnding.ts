import type { OrderRow } from '../domain/deskRows.ts';
import { checkTable, type CheckName, type DenialReason } from '../domain/risk.ts';
import type { VerdictLine } from '../domain/verdictLines.ts';
import { reasonText } from './sentences.ts';

const endingTexts: Readonly<Record<string, string>> = {
	session_close: 'at the session close',
	expires_at: 'at its own time',
	insufficient_cash: 'not enough cash when it would have filled',
	no_position: 'nothing was held to sell',
	unknown_symbol: 'the simulator does not know the symbol',
	duplicate_order: 'the same order was there already'
};

/** Why an order was denied, rejected or expired, with the numbers of each failed check; null when it was not. */
export function orderEnding({ status, reasons, verdict }: OrderRow): string | null {
	if (reasons.length === 0) return null;
	if (status === 'denied') {
		return reasons.map((reason) => denialText(reason as DenialReason, verdict)).join('; ');
	}
	return reasons.map((reason) => endingTexts[reason] ?? reason.replaceAll('_', ' ')).join('; ');
}

function denialText(reason: DenialReason, verdict: readonly VerdictLine[]): string {
	const failed = verdict.find(({ check, passed }) => !passed && checkTable[check].reason === reason);
	// A journal of another version may carry a reason that has no words here.
	const text = (reasonText(reason) as string | undefined) ?? reason.replaceAll('_', ' ');
	if (failed === undefined || failed.measured === null || failed.limit === null) return text;
	const { unit, measured, limit } = failed;
	const tell = measuredTexts[failed.check];
	return tell === null ? text : tell(numberText(measured, unit), numberText(limit, unit));
}

type Told = (measured: string, limit: string) => string;

/** What a check found, short enough for a row; the numbers first. Null where the reason says it all. */
const measuredTexts: Readonly<Record<CheckName, Told | null>> = {
	tradingState: null,
	dataAge: (measured, limit) => `price ${measured} old, limit ${limit}`,
	minimumTrade: (measured, limit) => `worth ${measured}, least ${limit}`,
	positionSize: (measured, limit) => `position ${measured}, limit ${limit}`,
	totalExposure: (measured, limit) => `exposure ${measured}, limit ${limit}`,
	openTrades: (measured, limit) => `open trades ${measured}, limit ${limit}`,
	tradesPerSymbol: (measured, limit) => `trades of the symbol ${measured}, limit ${limit}`,
	buyingPower: (measured, limit) => `needs ${measured}, free cash ${limit}`,
	reducesPosition: (measured, limit) => `sells ${measured}, closable ${limit}`
};

function numberText(value: string, unit: VerdictLine['unit']): string {
	const [whole = '', fraction = ''] = value.split('.');
	const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
	if (unit === 'money') return `${grouped}.${fraction.padEnd(2, '0')}`;
	return `${grouped}${fraction === '' ? '' : `.${fraction}`}${unit === 'seconds' ? ' s' : ''}`;
}

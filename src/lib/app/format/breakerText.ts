import type { BreakerView } from '../../contract/breakers.ts';
import { subtractTexts } from './decimalText.ts';
import { clockText } from './clockText.ts';
import { readGauge, type ReadGauge } from './gaugeText.ts';

/** A breaker as a gauge: what it measures now against its limit; over while it has tripped. */
export function readBreaker({ name, unit, measured, limit, tripped }: BreakerView): ReadGauge {
	const headroom = measured === null || limit === null ? null : subtractTexts(limit, measured);
	const gauge = readGauge({ check: name, unit, measured, limit, headroom, passed: tripped === null });
	const hasArithmetic = unit === 'money' && name !== 'brokenLimit';
	return {
		...gauge,
		tone: tripped === null ? gauge.tone : 'over',
		subject: hasArithmetic ? name : null
	};
}

const untilTexts: Readonly<Record<BreakerView['until'], string>> = {
	day: 'until the next day, or until it is reset',
	person: 'until a person resets it',
	recheck: 'until every limit holds again, or until it is reset'
};

/** Since when a breaker has tripped, on what, and until when; empty while it has not. */
export function tripText({ tripped, until }: Pick<BreakerView, 'tripped' | 'until'>): string {
	if (tripped === null) return '';
	return `Tripped ${clockText(tripped.at)} at ${tripped.text}. Entries are denied ${untilTexts[until]}.`;
}

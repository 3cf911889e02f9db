import { percentText } from '../../lib/contract/orderTexts.ts';
import { breakerTable, type BreakerName } from '../../lib/domain/breakers.ts';
import { isZero, type Money, type Ratio } from '../../lib/domain/decimal.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { equityOf, measureBreaker } from '../../lib/engine/breakerMeasure.ts';
import type { Book, EngineState } from '../../lib/engine/state.ts';
import { explainMoney, moneyTerm, ratioTerm, unexplained, type Explained } from './explainTerms.ts';

/** The breakers that measure a fall of equity. */
const fallBreakers = ['dayLoss', 'dayLossMoney', 'dayDrawdown', 'peakDrawdown'] as const;

/** The name of a breaker that measures a fall of equity. */
export type FallBreaker = (typeof fallBreakers)[number];

/** Whether a text names a breaker that measures a fall of equity. */
export const isFallBreaker = (name: string): name is FallBreaker => fallBreakers.some((one) => one === name);

const rule =
	'Equity now against the one it is measured from, realised and not. A reset measures anew from the equity of that moment.';

/** How what a breaker measures comes about, or its limit; fails with a sentence where it is off. */
export function explainBreaker(
	state: EngineState,
	figure: 'limitUsed' | 'limitSet',
	name: FallBreaker,
	at: Instant
): Result<Explained, string> {
	const { book } = state;
	const { title: called } = breakerTable[name];
	const fraction = fractionOf(book, name);
	if (book.config.risk[breakerTable[name].limit] === null) return failed(`${called} is off.`);
	const measure = measureBreaker(state, name, at);
	const from = fromOf(book, name);
	const title = `${figure === 'limitUsed' ? 'Used' : 'Limit'}: ${called}`;
	const equity = equityOf(state);
	if (measure === null || equity === null)
		return ok(unexplained(title, rule, 'money', 'a position has no price yet.'));
	const base = moneyTerm('+', baseNames[name], from);
	if (figure === 'limitSet') {
		const terms =
			fraction === null
				? [moneyTerm('+', 'As it is set', measure.limit as Money)]
				: [base, ratioTerm('×', percentText(fraction), fraction)];
		return ok(explainMoney(title, rule, terms, measure.limit as Money));
	}
	const fall = measure.measured as Money;
	if (isZero(fall) && equity > from)
		return ok(
			unexplained(title, rule, 'money', 'nothing is lost: equity is above the one it is measured from.')
		);
	return ok(explainMoney(title, rule, [base, moneyTerm('−', 'Total value now', equity)], fall));
}

const baseNames: Readonly<Record<FallBreaker, string>> = {
	dayLoss: 'Where the day began, or the reset',
	dayLossMoney: 'Where the day began, or the reset',
	dayDrawdown: 'Peak of the day, or since the reset',
	peakDrawdown: 'All-time peak, or since the reset'
};

function fromOf({ breakers: { lossFrom, peaks } }: Book, name: FallBreaker): Money {
	return name === 'dayLoss' || name === 'dayLossMoney' ? lossFrom[name] : peaks[name];
}

function fractionOf({ config: { risk } }: Book, name: FallBreaker & BreakerName): Ratio | null {
	const { maxDayLoss, maxDayDrawdown, maxPeakDrawdown } = risk;
	return {
		dayLoss: maxDayLoss,
		dayLossMoney: null,
		dayDrawdown: maxDayDrawdown,
		peakDrawdown: maxPeakDrawdown
	}[name];
}

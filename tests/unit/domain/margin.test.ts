import { expect, it } from 'vitest';
import { formatMoney } from '../../../src/lib/domain/decimal.ts';
import { collateralOf } from '../../../src/lib/domain/margin.ts';
import { money, ratio } from '../../support/deskBuilders.ts';

it.each([
	['0.5', '1000', '1500'],
	['0', '1000', '1000'],
	['0.333333333', '0.000000001', '0.000000001333333333']
])('a short holds its value and %s of it: of %s it is %s', (shortInitial, value, held) => {
	const terms = { shortInitial: ratio(shortInitial), shortMaintenance: ratio('0.3') };
	expect(formatMoney(collateralOf(terms, money(value)))).toBe(held);
});

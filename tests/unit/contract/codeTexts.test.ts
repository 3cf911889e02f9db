import { expect, test } from 'vitest';
import { denialCodes, endCodes, rejectionCodes, requestCodes } from '../../../src/lib/contract/codeTexts.ts';
import { reasonTexts } from '../../../src/lib/contract/denials.ts';
import { checkTable } from '../../../src/lib/domain/risk.ts';

test('every reason of a denial is explained, those of the checks among them', () => {
	const codes = denialCodes.map(({ code }) => code);
	expect(codes.toSorted()).toEqual(Object.keys(reasonTexts).toSorted());
	expect(Object.values(checkTable).filter(({ reason }) => !codes.includes(reason))).toEqual([]);
});

test.each(Object.entries({ denialCodes, rejectionCodes, endCodes, requestCodes }))(
	'%s have words and something to do, in sentences',
	(_, rows) => {
		expect(
			rows.filter(({ words, remedy }) => !/^[A-Z].*\.$/.test(words) || !/^[A-Z].*\.$/.test(remedy))
		).toEqual([]);
	}
);

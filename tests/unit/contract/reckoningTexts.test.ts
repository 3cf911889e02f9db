import { describe, expect, it } from 'vitest';
import { createSimulator } from '../../../src/lib/adapters/simulator/simulator.ts';
import { reckoningTexts } from '../../../src/lib/contract/reckoningTexts.ts';
import {
	createConfig,
	createOrder,
	instruments,
	matchQuote,
	minuteAt,
	money,
	quantity,
	type PlainSettings
} from '../../support/deskBuilders.ts';
import { createQuote } from '../../support/scriptedSource.ts';

/** How a fill of so many XYZ, bought or sold at 99 to 100, is told. */
function tell(side: 'buy' | 'sell', size: string, settings: PlainSettings) {
	const { fillModel: model } = createConfig({ slippage: '0.0005', ...settings });
	const holdings = new Map([['XYZ', quantity('5000')]]);
	const venue = createSimulator({ cash: money('1000000'), model, instruments, holdings });
	venue.submit(createOrder({ side, quantity: quantity(size) }), minuteAt(0), null);
	const [report] = matchQuote(venue, 'XYZ', createQuote('99 100 99.5 2000 300', minuteAt(0)));
	if (report?.type !== 'OrderFilled') throw new Error('it fills');
	return reckoningTexts(report.fill);
}

describe('how a fill was reckoned', () => {
	it('names what it took of each level, and their average', () => {
		expect(tell('buy', '450', { depthLevels: 5 })).toMatchObject({
			met: 'a quote: bid 99.00, ask 100.00, last 99.50; of its levels 300 at 100.00, 150 at 100.10',
			price: 'the average of the levels from the ask, 100.00, on = 100.0333'
		});
		expect(tell('sell', '1500', { depthLevels: 5 })).toMatchObject({
			met: 'a quote: bid 99.00, ask 100.00, last 99.50; of its levels 1,500 at 99.00',
			price: 'the average of the levels from the bid, 99.00, on = 99.00'
		});
	});

	it('names slippage where nothing is walked', () => {
		expect(tell('buy', '450', {})).toMatchObject({
			met: 'a quote: bid 99.00, ask 100.00, last 99.50',
			price: 'the ask, 100.00 + 0.05 slippage = 100.05'
		});
	});
});

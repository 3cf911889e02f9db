// W1, the bounds: node w1/roofline.mjs fullI32|fullF64
import { loadBars } from '../lib/bars.mjs';
import { mean, measure } from '../lib/measure.mjs';
import { createColumns, fullF64, fullI32, toTicks } from './kernels.mjs';
import { rules } from './rules.mjs';

const bars = loadBars();
const ticks = toTicks(bars);
const out = createColumns(bars.length);
const kernels = {
	fullI32: () => fullI32(ticks, rules, out),
	fullF64: () => fullF64(bars, rules, out)
};

measure(15, kernels[process.argv[2]], (result) => ({ ...result, meanEquity: mean(out.equity) }));

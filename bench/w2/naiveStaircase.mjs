// The falling staircase as one would write it at first, in columns: all trails are looked at for each price.
import { measure } from '../lib/measure.mjs';
import { createOffsets, priceAt, steps } from './staircase.mjs';
import { Fires } from './workload.mjs';

const offsets = createOffsets();

function run() {
	const fires = new Fires();
	const ids = new Int32Array(steps);
	const marks = new Float64Array(steps);
	let armed = 0;
	for (let step = 0; step < steps; step++) {
		const price = priceAt(step);
		for (let index = armed - 1; index >= 0; index--) {
			const id = ids[index];
			if (price > marks[id]) marks[id] = price;
			if (price > marks[id] - offsets[id]) continue;
			fires.add(step, id);
			ids[index] = ids[--armed];
		}
		ids[armed++] = step;
		marks[step] = price;
	}
	return { ...fires };
}

measure(1, run, (result) => result);

// W2 as one would write it at first: the triggers of a symbol in an array, all of them looked at for each of its prices.
// node w2/naive.mjs <armed> <prices>
import { measure } from '../lib/measure.mjs';
import {
	byFraction,
	createPrices,
	createTriggers,
	early,
	firstPrice,
	Fires,
	isAbove,
	isTrail,
	symbols,
	trailLevel
} from './workload.mjs';

const armed = Number(process.argv[2]);
const passing = Number(process.argv[3]);
const prices = createPrices();
const triggers = createTriggers(armed);

function arm(trigger, price) {
	const offset = triggers.offset(trigger.id, trigger.armed++);
	trigger.offset = trigger.isAbove ? offset : -offset;
	trigger.mark = price;
	trigger.level = trigger.isTrail
		? trailLevel(price, trigger.offset, trigger.isFraction)
		: price + trigger.offset;
}

function isReached(trigger, price) {
	if (trigger.isTrail && (trigger.isAbove ? price < trigger.mark : price > trigger.mark)) {
		trigger.mark = price;
		trigger.level = trailLevel(price, trigger.offset, trigger.isFraction);
	}
	return trigger.isAbove ? price >= trigger.level : price <= trigger.level;
}

function armAll() {
	const bySymbol = Array.from({ length: symbols }, () => []);
	triggers.kind.forEach((kind, id) => {
		const symbol = triggers.symbol[id];
		const trigger = {
			id,
			isAbove: isAbove(kind),
			isTrail: isTrail(kind),
			isFraction: byFraction(symbol),
			armed: 0,
			offset: 0,
			mark: 0,
			level: 0
		};
		arm(trigger, firstPrice);
		bySymbol[symbol].push(trigger);
	});
	return bySymbol;
}

function run(bySymbol) {
	const fires = new Fires();
	let earlyFires = null;
	for (let i = 0; i < passing; i++) {
		if (i === early) earlyFires = { ...fires };
		const price = prices.price[i];
		for (const trigger of bySymbol[prices.symbol[i]]) {
			if (!isReached(trigger, price)) continue;
			fires.add(i, trigger.id);
			arm(trigger, price);
		}
	}
	return { ...fires, early: earlyFires ?? { ...fires } };
}

measure(2, run, (result) => result, armAll);

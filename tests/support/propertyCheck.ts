import fc from 'fast-check';

/** One seed for every property, so that a run is the same everywhere; fast-check prints it with a counterexample. */
const seed = 20_190_211;

/** Asserts a property over `numRuns` cases from the seed. */
export function holds<Values>(property: fc.IProperty<Values>, numRuns = 300): void {
	fc.assert(property, { seed, numRuns });
}

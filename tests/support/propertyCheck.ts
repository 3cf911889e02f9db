import fc from 'fast-check';

/** Asserts a property over `numRuns` cases from the seed that holds for the whole suite. */
export function holds<Values>(property: fc.IProperty<Values>, numRuns = 300): void {
	fc.assert(property, { numRuns });
}

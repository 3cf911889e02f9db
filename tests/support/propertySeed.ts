import fc from 'fast-check';

// One seed for every property, so that a run is the same everywhere; `npm run soak` gives others. fast-check prints it
// with a counterexample.
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 20_190_211) });

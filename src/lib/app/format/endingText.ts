// Apart from the other words: it has the texts of all refusals with it, which the first screen does without.
export { endingText } from '../../contract/orderEnding.ts';

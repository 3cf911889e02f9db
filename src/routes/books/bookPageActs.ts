export { actOnBooks } from '../bookActs.ts';

export { boardActs } from '../boardActs.ts';

import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { explainFigure } from './explain.ts';

/** The arithmetic behind a number of the desk, as it is now. */
export function explain(context: DeskContext, ask: DeskRequests['explain']['ask']): Answer<'explain'> {
	const { state, clockAt } = context.running().runner.live();
	const explained = explainFigure(state, ask, clockAt);
	return explained.ok ? explained : refused(explained.error);
}

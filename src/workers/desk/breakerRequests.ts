import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { ok } from '../../lib/domain/result.ts';
import { viewBreakers } from './breakerViews.ts';
import { carryOut } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';

/** Every breaker, whether it is on or not. */
export function breakers(context: DeskContext): Answer<'breakers'> {
	const { state, clockAt } = context.running().runner.live();
	return ok(viewBreakers(state, clockAt));
}

/** Lets a breaker go that has tripped, once it is said why. */
export async function resetBreaker(
	context: DeskContext,
	{ breaker, reason: given, request }: DeskRequests['resetBreaker']['ask']
): Promise<Answer<'resetBreaker'>> {
	const reason = given.trim();
	if (reason === '') return refused('A breaker is reset once a reason is given: the journal keeps it.');
	return carryOut(context, (at) => ({ type: 'ResetBreaker', at, request, breaker, reason }));
}

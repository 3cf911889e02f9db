import type { UnconfirmedView } from '../../lib/contract/confirmation.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { DecisionId } from '../../lib/domain/ids.ts';
import type { Instant } from '../../lib/domain/time.ts';
import type { EngineState } from '../../lib/engine/state.ts';
import { decisionToRow } from '../../lib/runtime/projectedRows.ts';
import { carryOut } from './commandAnswers.ts';
import type { DeskContext } from './deskContext.ts';
import { previewDecision } from './preview.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** Lets an entry that waits for a person go on. */
export function confirmDecision(
	context: DeskContext,
	{ decisionId, request }: Ask<'confirmDecision'>
): Promise<Answer<'confirmDecision'>> {
	return carryOut(context, (at) => ({
		...{ type: 'ConfirmDecision', at, request },
		decisionId: decisionId as DecisionId
	}));
}

/** Lets go of an entry that waits for a person. */
export function dismissDecision(
	context: DeskContext,
	{ decisionId, request }: Ask<'dismissDecision'>
): Promise<Answer<'dismissDecision'>> {
	return carryOut(context, (at) => ({
		...{ type: 'DismissDecision', at, request },
		decisionId: decisionId as DecisionId
	}));
}

/** The entries that wait for a person, each with what it would come to now. */
export function viewUnconfirmed(state: EngineState, at: Instant): readonly UnconfirmedView[] {
	return [...state.book.unconfirmed.values()].map(({ decision, askedAt }) => ({
		decision: decisionToRow(decision, 0, 'unconfirmed', null),
		askedAt,
		preview: previewDecision(state, decision, at)
	}));
}

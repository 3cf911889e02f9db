import { decideDay } from './accountDay.ts';
import { decideAddInstruments } from './addInstruments.ts';
import { decideEnds } from './brokerEnds.ts';
import { decideReset } from './breakerResets.ts';
import { decideAnswer, decideTold } from './decideAnswer.ts';
import { decideRouting, decideUnread } from './routing.ts';
import { decideBreakers } from './decideBreakers.ts';
import { decideBar } from './decideBar.ts';
import { decideCoverage } from './coverage.ts';
import { decideCancel, decideCancelMany } from './decideCancel.ts';
import { decideConfirm, decideConfirmationsDue, decideDismiss } from './confirmation.ts';
import { decideCancelDecision, decideClose, decideProtection } from './decideCommand.ts';
import { decideDecision } from './decideDecision.ts';
import { decideEscalation } from './escalation.ts';
import { decideOrder } from './decideOrder.ts';
import { decideQuote } from './decideQuote.ts';
import { decideReplace } from './decideReplace.ts';
import { decideReport } from './decideReport.ts';
import { decideGuard, decideRetry } from './guardAgain.ts';
import type { Decided, Input } from './inputs.ts';
import { decideSettings } from './decideSettings.ts';
import { decideLiftLock, decideSetLock } from './locks.ts';
import { decideHalt, decideResume, decideSignalOnly } from './killSwitch.ts';
import { decideSnapshot } from './snapshot.ts';
import type { EngineState } from './state.ts';
import { decideWatchResumed } from './unwatched.ts';
import { decideSweep } from './sweep.ts';
import { decideTimeOver } from './timeOver.ts';
import { decideSymbolHalt } from './symbolHalts.ts';

/** What an input does to the book as it stands: events to fold and effects to perform. Reads the state, changes nothing. */
export function decide(state: EngineState, input: Input): Decided {
	switch (input.type) {
		case 'TakeDecision':
			return decideDecision(state, input.decision, input.at, input.byPerson === true);
		case 'AccountTold':
			return decideTold(input);
		case 'BrokerAnswered':
			return decideAnswer(state, input);
		case 'AddInstruments':
			return decideAddInstruments(state, input);
		case 'SetRouting':
			return decideRouting(state, input);
		case 'AccountUnread':
			return decideUnread(state, input.at);
		case 'VenueReported':
			return decideReport(state, input.report);
		case 'BarCompleted':
			return decideBar(state, input.symbol, input.bar);
		case 'QuoteReceived':
			return decideQuote(state, input.symbol, input.quote);
		case 'WatchResumed':
			return decideWatchResumed(state, input);
		case 'HaltReported':
			return decideSymbolHalt(state, input);
		case 'SubmitOrder':
			return decideOrder(state, input);
		case 'ReplaceOrder':
			return decideReplace(state, input);
		case 'CancelOrder':
			return decideCancel(state, input);
		case 'CancelDecision':
			return decideCancelDecision(state, input);
		case 'ConfirmDecision':
			return decideConfirm(state, input);
		case 'DismissDecision':
			return decideDismiss(state, input);
		case 'CancelOrders':
			return decideCancelMany(state, input);
		case 'ClosePosition':
			return decideClose(state, input);
		case 'ChangeProtection':
			return decideProtection(state, input);
		case 'ChangeSettings':
			return decideSettings(state.book, input);
		case 'SetLock':
			return decideSetLock(state, input);
		case 'LiftLock':
			return decideLiftLock(state, input);
		case 'Halt':
			return decideHalt(state, input);
		case 'Resume':
			return decideResume(state, input);
		case 'SetSignalOnly':
			return decideSignalOnly(state, input);
		case 'ResetBreaker':
			return decideReset(state, input);
		default:
			return decideDue(state, input);
	}
}

type DueInput = Extract<
	Input,
	{
		type:
			| 'SnapshotDue'
			| 'DayDue'
			| 'CoverageDue'
			| 'GuardDue'
			| 'RetryDue'
			| 'EndsDue'
			| 'EscalationDue'
			| 'ConfirmationsDue'
			| 'TimeOver'
			| 'BreakersDue'
			| 'SweepDue';
	}
>;

/** What is to be done because its time has come. */
function decideDue(state: EngineState, input: DueInput): Decided {
	switch (input.type) {
		case 'SnapshotDue':
			return decideSnapshot(state, input.at, input.endsDay);
		case 'DayDue':
			return decideDay(state, input.at);
		case 'CoverageDue':
			return decideCoverage(state, input.symbol, input.at, input.actsFrom);
		case 'GuardDue':
			return decideGuard(state, input.at);
		case 'EndsDue':
			return decideEnds(state, input.at);
		case 'RetryDue':
			return decideRetry(state, input.symbol, input.at);
		case 'EscalationDue':
			return decideEscalation(state, input.symbol, input.at);
		case 'ConfirmationsDue':
			return decideConfirmationsDue(state, input.at);
		case 'TimeOver':
			return decideTimeOver(state, input.at);
		case 'BreakersDue':
			return decideBreakers(state, input);
		case 'SweepDue':
			return decideSweep(state, input.at);
	}
}

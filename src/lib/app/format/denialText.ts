import { refusalText } from '../../contract/denials.ts';
import type { DecisionStory } from '../../domain/runReport.ts';

/** Who was refused, and why. */
interface Refusal {
	readonly symbol: string;
	readonly reason: string;
}

/** Why a decision was refused, in one sentence with its numbers. */
export function denialText({ symbol, reason }: Refusal, story: DecisionStory | undefined): string {
	const judged = { symbol, verdict: story?.verdict ?? [], sizing: story?.sizing ?? null };
	return `Denied: ${refusalText(reason, judged)}.`;
}

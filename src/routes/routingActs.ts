import type { DeskClient } from '../lib/app/deskClient.svelte.ts';
import type { Answer } from '../lib/contract/deskApi.ts';
import type { AccountView } from '../lib/contract/accountView.ts';

type Routing = AccountView['routing'];

const saidByRouting: Readonly<Record<Routing, string>> = {
	dry_run: 'Dry run: nothing is sent to Alpaca any more.',
	exits_only: 'Exits only: entries are not sent to Alpaca, what shrinks a position is.',
	paper: 'Armed: entries are sent to your paper account.'
};

/** Sets how far orders of the account's book go, and says what came of it. */
export function switchRouting(
	desk: DeskClient,
	routing: Exclude<Routing, 'paper'>
): Promise<Answer<'setRouting'>> {
	return desk.act('setRouting', { routing }, () => saidByRouting[routing]);
}

/** Arms the account by the word that was typed; why it could not be is left to the dialog to say. */
export async function armPaper(desk: DeskClient, typed: string): Promise<string | null> {
	const answer = await desk.ask('setRouting', { routing: 'paper', typed });
	if (!answer.ok) return answer.error.message;
	desk.say(saidByRouting.paper);
	return null;
}

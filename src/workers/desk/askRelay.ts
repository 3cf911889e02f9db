import type { Answer, RequestName } from '../../lib/contract/deskApi.ts';
import { failed } from '../../lib/domain/result.ts';

interface PendingAsk {
	readonly name: RequestName;
	readonly ask: unknown;
	readonly resolve: (answer: Answer<RequestName>) => void;
}

/** Sends a request to the tab that leads. */
type Send = (id: string, name: RequestName, ask: unknown) => void;

/** What a follower was asked and has passed on, until it is answered. */
export interface AskRelay {
	ask(name: RequestName, ask: unknown): Promise<Answer<RequestName>>;
	/** Takes the answer to a request of this tab. */
	settle(id: string, answer: Answer<RequestName>): void;
	/** Passes on again what a new leader has not heard. */
	repeat(): void;
	/** This tab leads now: it answers what it has passed on itself. */
	takeOver(answer: (name: RequestName, ask: unknown) => Promise<Answer<RequestName>>): void;
}

/** What makes something new each time it is done: not repeated, but left to the person. */
const makesAnew: ReadonlySet<RequestName> = new Set<RequestName>([
	'createBook',
	'resetBook',
	'importJournal',
	'advance'
]);

const unknownOutcome: Answer<RequestName> = failed({
	message: 'Another tab took over the desk meanwhile: look whether this was done before asking again.'
});

export function createAskRelay(send: Send): AskRelay {
	const pending = new Map<string, PendingAsk>();

	function settle(id: string, answer: Answer<RequestName>): void {
		pending.get(id)?.resolve(answer);
		pending.delete(id);
	}

	/** Does something with each request that is safe to repeat; the others are answered as unknown. */
	function forEach(work: (id: string, one: PendingAsk) => void): void {
		for (const [id, one] of [...pending]) {
			if (makesAnew.has(one.name)) settle(id, unknownOutcome);
			else work(id, one);
		}
	}

	return {
		ask: (name, ask) =>
			new Promise((resolve) => {
				const id = crypto.randomUUID();
				pending.set(id, { name, ask, resolve });
				send(id, name, ask);
			}),
		settle,
		repeat: () => forEach((id, { name, ask }) => send(id, name, ask)),
		takeOver: (answer) =>
			forEach((id, { name, ask, resolve }) => {
				pending.delete(id);
				void answer(name, ask).then(resolve);
			})
	};
}

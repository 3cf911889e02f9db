import type { Socket } from '../../../src/lib/adapters/alpaca/keptSocket.ts';
import type { Journal } from '../../../src/lib/ports/journal.ts';
import type { DeskSession } from '../../../src/workers/desk/deskSession.ts';
import type { SessionSetup } from '../../../src/workers/desk/sessionSetup.ts';
import { createMortalOutside } from '../mortalDesk.ts';
import type { VirtualClock } from './virtualClock.ts';

/** What a tab reaches outside of itself. */
export interface TabOutside {
	readonly clock: VirtualClock;
	/** How far the clock of the tab is ahead, in milliseconds. */
	readonly ahead: number;
	readonly journal: Journal;
	readonly fetch: SessionSetup['alpaca']['fetch'];
	readonly openSocket: (url: string) => Socket;
}

/** A tab that can die at any moment: it does nothing any more then, is told nothing, and nobody is told of it. */
export interface MortalTab {
	readonly isDead: boolean;
	kill(): void;
	/** Dies as it goes to the outside, or comes back from there, for the `n`th time from now. */
	dieAfter(n: number): void;
	readonly outside: Pick<SessionSetup, 'journal' | 'wall' | 'mayAct'> &
		Pick<SessionSetup['alpaca'], 'clock' | 'fetch' | 'openSocket'>;
	readonly session: DeskSession;
}

export function openMortalTab(
	given: TabOutside,
	open: (outside: MortalTab['outside']) => DeskSession
): MortalTab {
	const { clock, ahead } = given;
	const mortal = createMortalOutside(given.journal);
	const sockets: Socket[] = [];
	let isDead = false;
	let left = Infinity;

	function kill(): void {
		if (isDead) return;
		isDead = true;
		mortal.kill();
		for (const socket of sockets) {
			socket.onopen = socket.onmessage = socket.onclose = null;
			socket.close();
		}
	}
	function pass(): void {
		if (--left < 0) kill();
	}
	function across<Given extends readonly unknown[], Value>(ask: (...given: Given) => Promise<Value>) {
		return async (...what: Given): Promise<Value> => {
			pass();
			return mortal.mortal(async () => {
				const answer = await ask(...what);
				pass();
				return answer;
			});
		};
	}
	const { journal } = mortal;
	const outside: MortalTab['outside'] = {
		journal: {
			...journal,
			append: across((batch) => journal.append(batch)),
			saveMarket: across((...what) => journal.saveMarket(...what)),
			saveCheckpoint: across((...what) => journal.saveCheckpoint(...what))
		},
		wall: () => clock.now() + ahead,
		mayAct: () => !isDead,
		clock: {
			now: () => clock.now() + ahead,
			after: (milliseconds, call) =>
				clock.after(milliseconds, () => {
					if (!isDead) call();
				})
		},
		fetch: across((url, init) => given.fetch(url, init)),
		openSocket(url) {
			const socket = given.openSocket(url);
			sockets.push(socket);
			return socket;
		}
	};
	return {
		get isDead() {
			return isDead;
		},
		kill,
		dieAfter: (n) => (left = n),
		outside,
		session: open(outside)
	};
}

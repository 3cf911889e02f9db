import type { Instant } from '../domain/time.ts';
import type { Desk } from '../engine/turn.ts';
import type { CommandResult } from './runnerSetup.ts';

/** One input to take: it is run, and answered once what it caused is in the journal. */
export interface Job {
	readonly run: (desk: Desk, at: Instant) => void;
	readonly done: (result: CommandResult) => void;
}

/** A job of the pass that goes on, and which entries of the batch it caused. */
export interface TakenJob {
	readonly job: Job;
	readonly from: number;
	readonly to: number;
}

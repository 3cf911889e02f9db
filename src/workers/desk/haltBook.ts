import type { HaltSource } from '../../lib/domain/killSwitch.ts';
import type { RunningBook } from './runningBook.ts';

/** Halts a book that can go on; null is none. */
export async function haltBook(running: RunningBook | null, by: HaltSource, reason: string): Promise<void> {
	if (running === null || running.readOnlyBecause !== null) return;
	await running.runner.command((at) => [{ type: 'Halt', at, level: 'reduce_only', by, reason }]);
}

import type { RequestFault } from '../../lib/contract/deskApi.ts';
import type { TaskView } from '../../lib/contract/deskView.ts';
import type { Result } from '../../lib/domain/result.ts';
import type { Instant } from '../../lib/domain/time.ts';
import { refused } from './deskContext.ts';
import type { Progress } from './progress.ts';

/** A task shows its progress this often, in milliseconds. */
const showEvery = 100;

/** What takes its time: one at a time, with its progress, and cancelled when a person says so. */
export interface DeskTasks {
	run<Value>(
		what: TaskView['what'],
		work: (progress: Progress) => Promise<Result<Value, RequestFault>>
	): Promise<Result<Value, RequestFault>>;
	/** Does a part of whatever is under way: it is shown and cancelled in its place. Resolves to what the work gives. */
	within<Value>(what: TaskView['what'], work: (progress: Progress) => Promise<Value>): Promise<Value>;
	/** Whether there was one to cancel. */
	cancel(): boolean;
	view(): TaskView | null;
}

export function createDeskTasks(
	{ wall, breathe }: { readonly wall: () => Instant; readonly breathe: () => Promise<void> },
	show: () => void
): DeskTasks {
	let current: { view: TaskView; isCancelled: boolean } | null = null;

	async function within<Value>(
		what: TaskView['what'],
		work: (progress: Progress) => Promise<Value>
	): Promise<Value> {
		const around = current;
		const task = { view: { what, done: 0, total: null } as TaskView, isCancelled: false };
		current = task;
		let shownAt = wall();
		try {
			return await work(async (done, total) => {
				task.view = { what, done, total };
				await breathe();
				if (wall() - shownAt > showEvery) {
					shownAt = wall();
					show();
				}
				return task.isCancelled;
			});
		} finally {
			current = around;
			show();
		}
	}

	return {
		within,
		async run(what, work) {
			if (current !== null) return refused(`Another task is under way: ${current.view.what}.`);
			try {
				return await within(what, work);
			} catch (error) {
				return refused(error instanceof Error ? error.message : String(error));
			}
		},
		cancel() {
			if (current === null) return false;
			current.isCancelled = true;
			return true;
		},
		view: () => current?.view ?? null
	};
}

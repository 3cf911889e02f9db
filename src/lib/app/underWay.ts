import type { DeskView, TaskView } from '../contract/deskView.ts';

const taskTexts: Readonly<Record<TaskView['what'], string>> = {
	verify: 'the check of the journal',
	rebuild: 'the rebuild of the tables',
	export: 'the export',
	import: 'the import',
	advance: 'the way to the next open',
	replay: 'the replay of the market'
};

/** What a reload would cut off, as a text that goes on from "waits for"; null when nothing would be. */
export function underWayText(isAsking: boolean, view: DeskView | null): string | null {
	if (view?.task) return taskTexts[view.task.what];
	if (isAsking) return 'an answer of the desk';
	const isOut =
		view?.orders.some(({ status }) => status === 'initialized' || status === 'submitted') ?? false;
	return isOut ? 'an order that is not accepted yet' : null;
}

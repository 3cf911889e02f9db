import type { DeskClient } from '#lib/app/deskClient.svelte.ts';
import type { GivenFile } from '#lib/contract/replayApi.ts';

/** Gives files to the desk, and says what was left out; whether anything was taken. */
export async function takeFiles(desk: DeskClient, files: readonly GivenFile[]): Promise<boolean> {
	const answer = await desk.act('takeFiles', { files }, ({ summary }) => summary);
	if (answer.ok && answer.value.faults.length > 0) desk.refuse(answer.value.summary, answer.value.faults);
	return answer.ok;
}

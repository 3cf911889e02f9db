import type { StoryCall } from '../../contract/storyView.ts';

const errandTexts: Readonly<Record<StoryCall['errand'], string>> = {
	submit: 'Send',
	cancel: 'Cancel',
	replace: 'Change'
};

/** A call to the broker in a line: `Send: 200`. */
export function callText({ errand, request, status }: StoryCall): string {
	const what = request.startsWith('GET') ? 'Ask what became of it' : errandTexts[errand];
	return `${what}: ${status === null ? 'no answer' : String(status)}`;
}

import type { Answer, DeskState, RequestName } from '../../lib/contract/deskApi.ts';

/** What tabs say to each other: a leader beats and shows, a follower says that it is here and asks. */
export type DeskMessage =
	| { readonly type: 'beat'; readonly build: string; readonly epoch: number }
	| { readonly type: 'state'; readonly build: string; readonly epoch: number; readonly state: DeskState }
	| { readonly type: 'here'; readonly tab: string }
	| {
			readonly type: 'ask';
			readonly build: string;
			readonly tab: string;
			readonly id: string;
			readonly name: RequestName;
			readonly ask: unknown;
	  }
	| {
			readonly type: 'answer';
			readonly tab: string;
			readonly id: string;
			readonly answer: Answer<RequestName>;
	  };

/** A channel to the other tabs of the profile. */
export interface DeskChannel {
	send(message: DeskMessage): void;
	listen(take: (message: DeskMessage) => void): void;
}

export function openDeskChannel(): DeskChannel {
	const channel = new BroadcastChannel('blotter-desk');
	return {
		send: (message) => channel.postMessage(message),
		listen(take) {
			channel.onmessage = ({ data }: MessageEvent<DeskMessage>) => take(data);
		}
	};
}

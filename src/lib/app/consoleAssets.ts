import type { DeskRequests, RequestName } from '../contract/deskApi.ts';

type AnswerOf<Name extends RequestName> = Promise<DeskRequests[Name]['answer']>;
type Given<Name extends RequestName> = Omit<DeskRequests[Name]['ask'], 'request'>;
type Ask = <Name extends RequestName>(name: Name, given: Given<Name>) => AnswerOf<Name>;

/** What Alpaca trades, as the console has it. */
export interface AssetCalls {
	readonly assets: {
		/** Finds by symbol or name, with how old the list is. */
		find(text: string): AnswerOf<'findAssets'>;
		/** Adds symbols to what a book of Alpaca's market follows: all of them or none. */
		follow(...symbols: readonly string[]): AnswerOf<'followSymbols'>;
	};
}

/** The calls of the console about what Alpaca trades. */
export function createAssetCalls(ask: Ask): AssetCalls {
	return {
		assets: Object.freeze({
			find: (text: string) => ask('findAssets', { text }),
			follow: (...symbols: readonly string[]) => ask('followSymbols', { symbols })
		})
	};
}

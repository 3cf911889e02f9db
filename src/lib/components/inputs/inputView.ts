/** Bars of one symbol as they are listed. */
export interface BarsLine {
	readonly files: readonly string[];
	readonly symbol: string;
	readonly assetClass: string;
	readonly interval: string;
	readonly count: number;
	readonly from: number;
	readonly to: number;
}

/** What is loaded, as it is listed. */
export interface InputsView {
	readonly bars: readonly BarsLine[];
	readonly decisions: {
		readonly file: string;
		readonly count: number;
		readonly refusedRows: number;
		readonly faults: readonly string[];
	} | null;
	readonly config: {
		readonly file: string;
		readonly settings: readonly { readonly name: string; readonly value: string }[];
		/** What of them a replay leaves out. */
		readonly note: string | null;
	};
}

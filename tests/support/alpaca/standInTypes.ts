/** What is asked of the stand-in: as a server sees it, without its host. */
export interface StandInRequest {
	readonly method: string;
	readonly path: string;
	readonly query: URLSearchParams;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string;
}

/** What it answers: a body as JSON, none, or a page. */
export interface StandInReply {
	readonly status: number;
	readonly body?: unknown;
	readonly page?: string;
}

/** An order as the stand-in keeps it and shows it: all of it in the words of the wire. */
export interface StandInOrder {
	readonly id: string;
	client_order_id: string;
	readonly created_at: string;
	updated_at: string;
	submitted_at: string;
	filled_at: string | null;
	expired_at: string | null;
	canceled_at: string | null;
	failed_at: string | null;
	replaced_at: string | null;
	replaced_by: string | null;
	replaces: string | null;
	readonly asset_id: string;
	readonly symbol: string;
	readonly asset_class: string;
	readonly notional: string | null;
	qty: string | null;
	filled_qty: string;
	filled_avg_price: string | null;
	readonly order_class: string;
	readonly order_type: string;
	readonly type: string;
	readonly side: 'buy' | 'sell';
	readonly time_in_force: string;
	limit_price: string | null;
	stop_price: string | null;
	status: string;
	readonly extended_hours: boolean;
	legs: StandInOrder[] | null;
	readonly trail_percent: string | null;
	readonly trail_price: string | null;
	hwm: string | null;
}

/** What a stand-in knows of a symbol. */
export interface StandInAsset {
	readonly symbol: string;
	readonly name: string;
	readonly assetClass: 'us_equity' | 'crypto';
	readonly isFractionable: boolean;
	readonly isShortable: boolean;
	readonly isTradable: boolean;
	readonly isActive: boolean;
}

/** A row of the account's activities. */
export type StandInActivity = Readonly<Record<string, string>> & {
	readonly id: string;
	readonly activity_type: string;
};

/** A message of the trading stream. */
export interface StandInUpdate {
	readonly stream: 'trade_updates';
	readonly data: Readonly<Record<string, unknown>> & { readonly event: string };
}

/** Refuses in the words of the wire. */
export function refuse(
	status: number,
	code: number | null,
	message: string,
	details: Readonly<Record<string, string>> = {}
): StandInReply {
	return { status, body: { ...(code === null ? {} : { code }), message, ...details } };
}

/** Outcome of an operation that can fail in a way the caller can act on; plain data, so that it crosses a worker whole. */
export type Result<Value, Fault> = Ok<Value> | Failed<Fault>;

interface Ok<Value> {
	readonly ok: true;
	readonly value: Value;
}

interface Failed<Fault> {
	readonly ok: false;
	readonly error: Fault;
}

/** A success that carries `value`. */
export function ok<Value>(value: Value): Ok<Value> {
	return { ok: true, value };
}

/** A failure that carries `error`: a plain object with a `type` and the numbers that explain it. */
export function failed<Fault>(error: Fault): Failed<Fault> {
	return { ok: false, error };
}

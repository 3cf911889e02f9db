import { failed, ok, type Result } from '../../domain/result.ts';
import { z } from '../../schema/zod.ts';
import type { CallAnswer, Silence } from './transport.ts';
import { wireFault } from './wire/trading.ts';

/** Why a call has no value: nobody answered, Alpaca refused, or the answer is not what it should be. */
export type ApiFault =
	| { readonly type: 'silent'; readonly because: Silence; readonly isSent: boolean }
	| {
			readonly type: 'refused';
			readonly status: number;
			/** Alpaca's number; null where the answer has none. */
			readonly code: number | null;
			readonly message: string;
			/** Everything else that the answer says. */
			readonly details: Readonly<Record<string, unknown>>;
	  }
	| { readonly type: 'unreadable'; readonly status: number; readonly problem: string };

/** The outcome of a call. */
export type ApiResult<Value> = Result<Value, ApiFault>;

const longestMessage = 300;

/** The value of an answer by its schema; a status from 400 on is a refusal, with Alpaca's words or the status alone. */
export function readAnswer<Schema extends z.core.$ZodType>(
	schema: Schema,
	answer: CallAnswer
): ApiResult<z.infer<Schema>> {
	if (answer.type === 'silent') return failed(answer);
	const { status, json } = answer;
	if (status >= 400) return failed(refusal(status, json));
	const read = z.safeParse(schema, json);
	if (read.success) return ok(read.data);
	return failed({ type: 'unreadable', status, problem: problemOf(read.error) });
}

/** Whether an answer without a body was a success. */
export function readDone(answer: CallAnswer): ApiResult<null> {
	if (answer.type === 'silent') return failed(answer);
	return answer.status >= 400 ? failed(refusal(answer.status, answer.json)) : ok(null);
}

function refusal(status: number, json: unknown): ApiFault {
	const read = z.safeParse(wireFault, json);
	if (!read.success) return { type: 'refused', status, code: null, message: '', details: {} };
	const { code, message, ...details } = read.data;
	return { type: 'refused', status, code, message: message.slice(0, longestMessage), details };
}

function problemOf({ issues }: z.core.$ZodError): string {
	const first = issues[0];
	if (first === undefined) return 'not the expected answer';
	const path = first.path.map(String).join('.');
	return `${path === '' ? 'the answer' : path}: ${first.message}`.slice(0, longestMessage);
}

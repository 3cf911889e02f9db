import { failed, ok, type Result } from '../../domain/result.ts';
import type { StoreFault } from '../../ports/journal.ts';

/** A fault that ends a transaction from inside. */
export class FaultError extends Error {
	readonly fault: StoreFault;
	constructor(fault: StoreFault) {
		super(fault.type);
		this.fault = fault;
	}
}

/** Runs work on the database; what goes wrong comes back as a value, and then nothing was written. */
export async function guarded<Value>(work: () => PromiseLike<Value>): Promise<Result<Value, StoreFault>> {
	try {
		return ok(await work());
	} catch (error) {
		return failed(toFault(error));
	}
}

const goneNames = ['DatabaseClosedError', 'InvalidStateError', 'NoSuchDatabaseError', 'NotFoundError'];

function toFault(error: unknown): StoreFault {
	if (error instanceof FaultError) return error.fault;
	const names = namesOf(error);
	if (names.includes('QuotaExceededError')) return { type: 'full' };
	if (names.some((name) => goneNames.includes(name))) return { type: 'gone' };
	return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
}

/** The names of an error and of those inside it: Dexie wraps what the browser said. */
function namesOf(error: unknown): readonly string[] {
	if (typeof error !== 'object' || error === null) return [];
	const name = 'name' in error ? String(error.name) : '';
	const inner = 'inner' in error && error.inner !== error ? namesOf(error.inner) : [];
	return [name, ...inner];
}

import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import { ok } from '../../lib/domain/result.ts';
import type { DeskContext } from './deskContext.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** How the desk stands to Alpaca. */
export function connection(context: DeskContext): Answer<'connection'> {
	return ok(context.connection.view());
}

/** Tries a pair of keys, and keeps it where a passphrase is given. */
export function connectAlpaca(
	{ connection }: DeskContext,
	{ keyId, secret, passphrase = '', relay }: Ask<'connectAlpaca'>
): Promise<Answer<'connectAlpaca'>> {
	return connection.connect({ keyId, secret }, passphrase, relay ?? null);
}

/** Unlocks the keys that are kept, and tries them. */
export function unlockAlpaca(
	{ connection }: DeskContext,
	{ passphrase, relay }: Ask<'unlockAlpaca'>
): Promise<Answer<'unlockAlpaca'>> {
	return connection.unlock(passphrase, relay ?? null);
}

/** Tries the keys anew, and the way with them. */
export function examineAlpaca(
	{ connection }: DeskContext,
	{ relay }: Ask<'examineAlpaca'>
): Promise<Answer<'examineAlpaca'>> {
	return connection.examineAgain(relay ?? null);
}

/** Forgets the keys. */
export function forgetAlpaca({ connection }: DeskContext): Promise<Answer<'forgetAlpaca'>> {
	return connection.forget();
}

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
	{ keyId, secret, passphrase = '' }: Ask<'connectAlpaca'>
): Promise<Answer<'connectAlpaca'>> {
	return connection.connect({ keyId, secret }, passphrase);
}

/** Unlocks the keys that are kept, and tries them. */
export function unlockAlpaca(
	{ connection }: DeskContext,
	{ passphrase }: Ask<'unlockAlpaca'>
): Promise<Answer<'unlockAlpaca'>> {
	return connection.unlock(passphrase);
}

/** Tries the keys anew. */
export function examineAlpaca({ connection }: DeskContext): Promise<Answer<'examineAlpaca'>> {
	return connection.examineAgain();
}

/** Forgets the keys. */
export function forgetAlpaca({ connection }: DeskContext): Promise<Answer<'forgetAlpaca'>> {
	return connection.forget();
}

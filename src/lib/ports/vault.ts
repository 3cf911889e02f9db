import type { BrokerKeys } from '../domain/brokerKey.ts';
import type { Result } from '../domain/result.ts';
import type { StoreFault } from './journal.ts';

/** Why keys do not come out. */
export type VaultFault =
	| { readonly type: 'empty' }
	| { readonly type: 'wrong_passphrase' }
	| { readonly type: 'store'; readonly fault: StoreFault };

/** Keeps a pair of keys at rest, readable with a passphrase alone. */
export interface Vault {
	isKept(): Promise<boolean>;
	/** Keeps these keys, in the place of any before. */
	keep(keys: BrokerKeys, passphrase: string, epoch: number): Promise<Result<null, StoreFault>>;
	open(passphrase: string): Promise<Result<BrokerKeys, VaultFault>>;
	forget(epoch: number): Promise<Result<null, StoreFault>>;
}

import { basesOfRelay, hasRelay } from '../../lib/adapters/alpaca/relay.ts';
import { alpacaBases, type AlpacaBases, type TransportSetup } from '../../lib/adapters/alpaca/transport.ts';
import { keyTexts, relayTexts } from '../../lib/contract/connectionTexts.ts';
import type { RequestFault } from '../../lib/contract/deskApi.ts';
import { isPlainText, kindOfKey, type BrokerKeys } from '../../lib/domain/brokerKey.ts';
import { failed, ok, type Result } from '../../lib/domain/result.ts';
import type { Examination } from '../../lib/adapters/alpaca/doctor.ts';
import type { BodyForms } from '../../lib/adapters/alpaca/tradingApi.ts';
import type { WireAccount } from '../../lib/adapters/alpaca/wire/trading.ts';
import type { AccountSummary } from '../../lib/contract/connection.ts';

/** How bodies are sent, as was found to work. */
export function formsOf({ probes }: Examination): BodyForms {
	const formOf = (name: string) => probes.find((probe) => probe.name === name)?.form ?? 'plain';
	return { POST: formOf('submit'), PATCH: formOf('replace') };
}

/** The account as a page shows it. */
export function summaryOf(account: WireAccount): AccountSummary {
	const blocks = [
		...(account.status === 'ACTIVE' ? [] : [`the account is ${account.status}`]),
		...(account.trading_blocked ? ['trading is blocked'] : []),
		...(account.account_blocked ? ['the account is blocked'] : []),
		...(account.trade_suspended_by_user ? ['you have suspended trading'] : [])
	];
	return {
		...{ id: account.id, number: account.account_number, status: account.status },
		...{ currency: account.currency, cash: account.cash, equity: account.equity },
		...{ buyingPower: account.buying_power, multiplier: account.multiplier },
		...{ canShort: account.shorting_enabled, blocks }
	};
}

/** What is wrong with a field that was typed. */
export function refusal(field: string, message: string): Result<never, RequestFault> {
	return failed({ message, fields: { [field]: message } });
}

/** Why a pair of keys cannot be one of a paper account; null when it can. */
export function keysFault(keys: BrokerKeys): Result<never, RequestFault> | null {
	const kind = kindOfKey(keys.keyId);
	if (kind !== 'paper') return refusal('keyId', keyTexts[kind]);
	if (keys.secret === '') return refusal('secret', 'Give the secret that belongs to the key.');
	const odd = (['keyId', 'secret'] as const).find((name) => !isPlainText(keys[name]));
	return odd === undefined ? null : refusal(odd, keyTexts.odd);
}

/** How long an answer is waited for, in milliseconds. */
export const patience = 15_000;

/** Where calls go; a relay is asked first whether it is there, before it is shown a key. */
export async function basesBy(
	{ fetch, origin }: Pick<TransportSetup, 'fetch'> & { readonly origin: string },
	relay: string | null
): Promise<Result<AlpacaBases, RequestFault>> {
	if (relay === null) return ok(alpacaBases);
	const bases = basesOfRelay(relay, origin);
	if (bases === null) return failed({ message: relayTexts.elsewhere });
	return (await hasRelay(fetch, relay, patience)) ? ok(bases) : failed({ message: relayTexts.none });
}

import type { ApiFault } from '../../lib/adapters/alpaca/readAnswer.ts';

/** Why a call came to nothing, in a sentence; Alpaca's own words where it has some. */
export function callFaultText(fault: ApiFault): string {
	switch (fault.type) {
		case 'silent':
			return fault.because === 'timeout'
				? 'Alpaca did not answer in time.'
				: 'No answer: the browser was refused the call, the key is wrong, or the network is down.';
		case 'unreadable':
			return `Alpaca answered something that cannot be read: ${fault.problem}.`;
		case 'refused': {
			if (fault.status === 401) return 'Alpaca refuses the key.';
			const words = fault.message === '' ? '' : `: ${fault.message.replace(/\.$/, '')}`;
			return `Alpaca refused (status ${String(fault.status)})${words}.`;
		}
	}
}

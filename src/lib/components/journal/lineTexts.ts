import { countText } from '../../app/format/estimateText.ts';

/** The number of an entry as it is read: `#123,456`. */
export function seqText(seq: number): string {
	return `#${countText(seq)}`;
}

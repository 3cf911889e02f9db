import { expect, test } from 'vitest';
import { bytesText } from '../../../src/lib/components/settings/bytesText.ts';

test.each([
	[0, '0 bytes'],
	[999, '999 bytes'],
	[586_123, '586 kB'],
	[2_900_000, '2.9 MB'],
	[11_000_000_000, '11 GB'],
	[3e15, '3000 TB']
])('%d bytes are %s', (bytes, text) => {
	expect(bytesText(bytes)).toBe(text);
});

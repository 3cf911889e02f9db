import { describe, expect, it } from 'vitest';
import { plainText } from '../../../../src/lib/adapters/alpaca/plainText.ts';

describe('plain text of HTML', () => {
	it.each([
		['Apple&#39;s chips &amp; phones', "Apple's chips & phones"],
		['<p>One</p>\n<p>two &ndash; three</p>', 'One two – three'],
		['&lt;script&gt;alert(1)&lt;/script&gt;', '<script>alert(1)</script>'],
		['3 < 4 and 5 > 2', '3 < 4 and 5 > 2'],
		['&#x1F4C8; up &#0; &#55296;', '📈 up'],
		['&unknown; stays &amp;amp; once', '&unknown; stays &amp; once'],
		['  a \t b  ', 'a b']
	])('of %j is %j', (html, text) => {
		expect(plainText(html)).toBe(text);
	});
});

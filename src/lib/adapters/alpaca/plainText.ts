const named: Readonly<Record<string, string>> = {
	...{ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' },
	...{ ndash: '–', mdash: '—', lsquo: '‘', rsquo: '’', ldquo: '“', rdquo: '”', hellip: '…' }
};
const entity = /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi;

/** What a text with tags and character references of HTML says, in one line. */
export function plainText(html: string): string {
	const words = html.replace(/<\/?[a-z][^<>]*>/gi, ' ');
	const decoded = words.replace(entity, (whole, decimal?: string, hex?: string, name?: string) => {
		if (name !== undefined) return named[name.toLowerCase()] ?? whole;
		const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
		return code > 31 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
			? String.fromCodePoint(code)
			: ' ';
	});
	return decoded.replace(/\s+/g, ' ').trim();
}

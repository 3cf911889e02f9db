const units = ['bytes', 'kB', 'MB', 'GB', 'TB'] as const;

/** Bytes in the unit in which they are read: three digits at most. */
export function bytesText(bytes: number): string {
	const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3));
	const value = bytes / 1000 ** power;
	return `${power === 0 || value >= 100 ? value.toFixed(0) : value.toPrecision(2)} ${units[power] ?? ''}`;
}

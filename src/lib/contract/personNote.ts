import type { BookConfig } from '../domain/bookConfig.ts';
import { settingsCatalogue } from './settingsCatalogue.ts';

/** What of the settings a replay leaves out because it needs a person, in a sentence; null when nothing does. */
export function personNote({
	risk: { confirmEntries, stopsAfterSeconds }
}: Pick<BookConfig, 'risk'>): string | null {
	const keys = [
		...(confirmEntries ? (['risk.confirmEntries'] as const) : []),
		...(stopsAfterSeconds === null ? [] : (['risk.stopsAfterSeconds'] as const))
	];
	if (keys.length === 0) return null;
	const names = keys.map((key) => settingsCatalogue[key].name).join(' and ');
	return `A replay has no person who confirms or resumes: it leaves out ${names}.`;
}

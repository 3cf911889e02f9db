import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { SettingDifference } from '../../lib/contract/deskView.ts';
import {
	differingKeys,
	nearestProfile,
	profileNames,
	profileValue,
	riskProfiles
} from '../../lib/contract/riskProfiles.ts';
import type { BookConfig } from '../../lib/domain/bookConfig.ts';
import type { SettingsRow } from '../../lib/domain/deskRows.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import { readSetting } from '../../lib/domain/settings.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { carryOut, preview, tell } from './settingRequests.ts';
import { storeTrouble } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];

/** The profiles of limits, which of them the book has, and how the newest change is undone. */
export async function profiles(context: DeskContext): Promise<Answer<'profiles'>> {
	const { config } = context.running().runner.live().state.book;
	const newest = await newestChange(context);
	if (!newest.ok) return newest;
	const of = nearestProfile(config);
	const differ = differingKeys(config, of).map((key) =>
		tell({ key, from: profileValue(of, key), to: readSetting(config, key) })
	);
	const { title } = riskProfiles[of];
	return ok({
		of,
		text:
			differ.length === 0
				? title
				: `changed from ${title}: ${differ.length === 1 ? '1 limit differs' : `${String(differ.length)} limits differ`}`,
		differ,
		profiles: profileNames.map((name) => {
			const { title: called, about } = riskProfiles[name];
			return { name, title: called, about, changes: changesTo(config, name) };
		}),
		undo: newest.value === null ? null : undoOf(newest.value)
	});
}

function changesTo(config: BookConfig, name: (typeof profileNames)[number]): readonly SettingDifference[] {
	return differingKeys(config, name).map((key) =>
		tell({ key, from: readSetting(config, key), to: profileValue(name, key) })
	);
}

function undoOf({ seq, reason, changes }: SettingsRow) {
	return { seq, reason, changes: changes.map(({ key, from, to }) => tell({ key, from: to, to: from })) };
}

async function newestChange(context: DeskContext): Promise<Result<SettingsRow | null, { message: string }>> {
	const rows = await context.journal.latestRows(context.running().record.id, 'settings', 1);
	return rows.ok ? ok(rows.value[0] ?? null) : refused(storeTrouble(rows.error).message);
}

/** Sets the limits of a profile, from the next input of the book on. */
export function applyProfile(
	context: DeskContext,
	{ name, request }: Ask<'applyProfile'>
): Promise<Answer<'applyProfile'>> {
	const { config } = context.running().runner.live().state.book;
	const values = differingKeys(config, name).map((key) => ({ key, to: profileValue(name, key) }));
	const { title } = riskProfiles[name];
	if (values.length === 0)
		return Promise.resolve(ok({ text: `The limits are ${title} already.`, changes: [] }));
	return carryOut(context, values, `profile ${title}`, request);
}

/** Turns the newest change of settings round, as long as it is the newest. */
export async function undoSettings(
	context: DeskContext,
	{ seq, request }: Ask<'undoSettings'>
): Promise<Answer<'undoSettings'>> {
	const newest = await newestChange(context);
	if (!newest.ok) return newest;
	if (newest.value === null) return refused('No setting was changed yet: there is nothing to undo.');
	if (newest.value.seq !== seq)
		return refused('Settings were changed since: look at what an undo would do now.');
	const values = newest.value.changes.map(({ key, from }) => ({ key, to: from }));
	return carryOut(context, values, `undo of entry ${String(seq)}`, request);
}

/** The limits of the book alone, as a file. */
export async function exportLimits(context: DeskContext): Promise<Answer<'exportLimits'>> {
	const { config } = context.running().runner.live().state.book;
	const { limitsToFile } = await import('./limitFiles.ts');
	return ok({ name: 'risk.json', text: limitsToFile(config) });
}

/** What a file of limits changes here: told, or done as a whole. */
export async function importLimits(
	context: DeskContext,
	{ name, text, apply, request }: Ask<'importLimits'>
): Promise<Answer<'importLimits'>> {
	// What reads files is loaded when the first one comes.
	const { readLimitChanges } = await import('./limitFiles.ts');
	const read = readLimitChanges({ name, text });
	if (!read.ok) return refused('Nothing was imported; every limit is as it was.', read.error);
	const { values, notes } = read.value;
	const shown = preview(context, values, {}, notes);
	if (!apply || shown.changes.length === 0) return ok(shown);
	const done = await carryOut(context, values, `limits from ${name}`.slice(0, 200), request);
	return done.ok ? ok(shown) : done;
}

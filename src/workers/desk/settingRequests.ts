import { countOf } from '../../lib/contract/countText.ts';
import type { Answer, DeskRequests } from '../../lib/contract/deskApi.ts';
import type { SettingDifference, SettingsChange, SettingsPreview } from '../../lib/contract/deskView.ts';
import { changeText, settingsCatalogue, settingValueText } from '../../lib/contract/settingsCatalogue.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import { isSettingKey, readSetting, type SettingChange } from '../../lib/domain/settings.ts';
import { textToEntry } from '../../lib/journal/entry.ts';
import { doneBeforeText } from './commandAnswers.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { readTypedSettings, type ReadSettings } from './settingReading.ts';
import { viewSettings } from './settingViews.ts';
import { configToFile } from './settingsToFile.ts';
import { stopMessage, storeTrouble } from './troubles.ts';

type Ask<Name extends keyof DeskRequests> = DeskRequests[Name]['ask'];
type Values = ReadSettings['values'];

/** So many changes are looked through for when a setting was changed last. */
const changesRead = 200;
const historyShown = 50;
const mostHistory = 200;

/** Every setting of the book with its value, its default and when it was changed last. */
export async function settings(context: DeskContext): Promise<Answer<'settings'>> {
	const { record, runner, readOnlyBecause } = context.running();
	const rows = await context.journal.latestRows(record.id, 'settings', changesRead);
	if (!rows.ok) return refused(storeTrouble(rows.error).message);
	return ok(viewSettings(runner.live().state.book, readOnlyBecause !== null, rows.value));
}

/** What changes would come to; changes nothing. */
export function previewSettings(
	context: DeskContext,
	{ changes }: Ask<'previewSettings'>
): Answer<'previewSettings'> {
	const { values, faults } = readTypedSettings(changes);
	return ok(preview(context, values, faults));
}

/** What changes would come to. */
export function preview(
	context: DeskContext,
	values: Values,
	faults: ReadSettings['faults'] = {},
	notes: readonly string[] = []
): SettingsPreview {
	const changes = differences(context, values);
	return {
		faults,
		changes: changes.map(tell),
		summary: summaryOf(changes, Object.keys(faults).length),
		notes
	};
}

function differences(context: DeskContext, values: Values): readonly SettingChange[] {
	const { config } = context.running().runner.live().state.book;
	return values
		.map(({ key, to }) => ({ key, from: readSetting(config, key), to }))
		.filter(({ from, to }) => from !== to);
}

/** A change in words. */
export function tell({ key, from, to }: SettingChange): SettingDifference {
	const text = (value: string) => settingValueText(key, value);
	return { key, name: settingsCatalogue[key].name, from: text(from), to: text(to) };
}

function summaryOf(changes: readonly SettingChange[], faulty: number): string {
	if (faulty > 0)
		return `${countOf(faulty, 'setting')} cannot be taken: nothing changes until that is put right.`;
	if (changes.length === 0) return 'Nothing changes: every value is there already.';
	return `${countOf(changes.length, 'setting')} ${changes.length === 1 ? 'changes' : 'change'}: ${changes.map(changeText).join(' ')}`;
}

/** Changes settings, all of them or none, from the next input of the book on. */
export async function changeSettings(
	context: DeskContext,
	{ changes, reason = 'by hand', request }: Ask<'changeSettings'>
): Promise<Answer<'changeSettings'>> {
	const { values, faults } = readTypedSettings(changes);
	const faulty = Object.entries(faults).map(([key, text]) => `${nameOf(key)}: ${text}`);
	if (faulty.length > 0) return refused('No setting was changed.', faulty);
	if (values.length === 0) return refused('No setting was given.');
	return carryOut(context, values, reason, request);
}

function nameOf(key: string): string {
	return isSettingKey(key) ? settingsCatalogue[key].name : key;
}

/** Changes settings, and says what was changed. */
export async function carryOut(
	context: DeskContext,
	changes: Values,
	reason: string,
	request: string
): Promise<Answer<'changeSettings'>> {
	const done = await context
		.running()
		.runner.command((at) => [{ type: 'ChangeSettings', at, request, changes, reason }]);
	if (!done.ok) return refused(stopMessage(done.error));
	const [first] = done.value;
	if (first?.event.type === 'SettingsChanged') {
		const { changes: made } = first.event;
		return ok({ text: made.map(changeText).join(' '), changes: made.map(tell) });
	}
	const isRefused = first?.event.type === 'CommandRefused';
	if (isRefused && first.event.reason !== 'already_done') return refused('No setting was changed.');
	const text = isRefused ? doneBeforeText : 'Every value was there already.';
	return ok({ text, changes: [] });
}

/** The changes there were, the newest first. */
export async function settingHistory(
	context: DeskContext,
	{ limit = historyShown }: Ask<'settingHistory'>
): Promise<Answer<'settingHistory'>> {
	const { id } = context.running().record;
	const rows = await context.journal.latestRows(id, 'settings', Math.min(limit, mostHistory));
	if (!rows.ok) return refused(storeTrouble(rows.error).message);
	const told: SettingsChange[] = [];
	for (const { seq, at, reason, changes } of rows.value) {
		told.push({ seq, at, reason, recordedAt: await writtenAt(context, seq), changes: changes.map(tell) });
	}
	return ok(told);
}

/** The wall clock of an entry. */
async function writtenAt(context: DeskContext, seq: number): Promise<number | null> {
	for await (const { from, lines } of context.journal.read(context.running().record.id, seq, seq)) {
		const read = textToEntry(lines[seq - from] ?? '');
		return read.ok ? read.value.entry.recordedAt : null;
	}
	return null;
}

/** The settings of the book as a config.json. */
export function exportSettings(context: DeskContext): Answer<'exportSettings'> {
	const { config } = context.running().runner.live().state.book;
	return ok({ name: 'config.json', text: configToFile(config) });
}

/** What a config.json changes here: told, or done as a whole. */
export async function importSettings(
	context: DeskContext,
	{ name, text, apply, request }: Ask<'importSettings'>
): Promise<Answer<'importSettings'>> {
	// What reads files is loaded when the first one comes.
	const { readFileChanges } = await import('./settingsFromFile.ts');
	const { config } = context.running().runner.live().state.book;
	const read = readFileChanges({ name, text }, config);
	if (!read.ok) return refused('Nothing was imported; every setting is as it was.', read.error);
	const shown = preview(context, read.value.values, {}, read.value.notes);
	if (!apply || shown.changes.length === 0) return ok(shown);
	const done: Result<unknown, { readonly message: string }> = await carryOut(
		context,
		read.value.values,
		`from ${name}`.slice(0, 200),
		request
	);
	return done.ok ? ok(shown) : done;
}

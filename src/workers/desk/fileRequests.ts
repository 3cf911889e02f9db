import type { Answer, DeskRequests, RequestFault } from '../../lib/contract/deskApi.ts';
import type { GivenFile } from '../../lib/contract/replayApi.ts';
import type { BookEvent } from '../../lib/domain/events.ts';
import type { BookId } from '../../lib/domain/ids.ts';
import type { InputFault } from '../../lib/domain/inputFault.ts';
import { ok, type Result } from '../../lib/domain/result.ts';
import { readConfig } from '../../lib/intake/config.ts';
import { readDecisions } from '../../lib/intake/decisions.ts';
import type { ReadDecisions } from '../../lib/intake/decisionsFile.ts';
import { faultToText } from '../../lib/intake/faultText.ts';
import { noInputs, readRunInputs } from '../../lib/intake/runInputs.ts';
import { isJournalFile, sortFiles, type SortedFiles } from '../../lib/intake/sourceFiles.ts';
import { blobToSource } from '../blobSource.ts';
import { openNewBook, planGenerated } from './bookRequests.ts';
import { openSource } from './bookSources.ts';
import { refused, type DeskContext } from './deskContext.ts';
import { deskConfig, feedConfig } from './deskConfig.ts';
import { importJournal } from './exportRequests.ts';
import { classesOf } from './ticketReading.ts';
import { stopMessage } from './troubles.ts';

type Ask = DeskRequests['takeFiles']['ask'];
type TakenAnswer = Promise<Answer<'takeFiles'>>;

const goOn = (): Promise<boolean> => Promise.resolve(true);
const faultsTold = 200;

/**
 * Takes given files: decisions are taken by the book that runs, those of a later time wait; bars or settings open a new
 * book, and decisions given with bars go there; a journal alone becomes a book. A file that cannot be read changes nothing.
 */
export async function takeFiles(context: DeskContext, { files, request }: Ask): TakenAnswer {
	const [first, second] = files;
	if (first !== undefined && second === undefined && (await isJournalFile(blobToSource(first)))) {
		return takeJournal(context, first, request as BookId);
	}
	const sorted = await sortFiles(files.map(blobToSource), goOn);
	if (!sorted.ok) return refuseFiles(sorted.error ?? []);
	const hasBars = sorted.value.bars.length > 0 || sorted.value.manifest !== null;
	return hasBars
		? takeBars(context, files, request as BookId)
		: takeTexts(context, sorted.value, request as BookId);
}

/** Imports a journal; asked for again, it is not imported twice. */
async function takeJournal(context: DeskContext, file: GivenFile, id: BookId): TakenAnswer {
	if (context.list().some((book) => book.id === id))
		return ok({ summary: 'It is imported already.', faults: [] });
	const imported = await importJournal(context, { file }, id);
	if (!imported.ok) return imported;
	return ok({ summary: imported.value.text, faults: [] });
}

async function takeBars(context: DeskContext, files: Ask['files'], id: BookId): TakenAnswer {
	const read = await readRunInputs(files.map(blobToSource), { ...noInputs, config: deskConfig }, goOn);
	if (!read.ok) return refuseFiles(read.error ?? []);
	const { series, config, configFile, decisions } = read.value;
	const first = Math.min(...series.map(({ startsAt }) => startsAt[0] ?? Infinity));
	const opened = await openNewBook(
		context,
		{
			name: `Bars of ${series.map(({ symbol }) => symbol).join(', ')}`.slice(0, 60),
			config: configFile === null ? feedConfig : config,
			source: { type: 'bars', startsAt: first },
			series
		},
		id
	);
	if (!opened.ok) return opened;
	const taken = decisions === null ? ok('') : await giveDecisions(context, decisions);
	if (!taken.ok) return taken;
	return ok({
		summary: `A new book plays ${String(series.length)} symbols.${taken.value === '' ? '' : ` ${taken.value}`}`,
		faults: decisions === null ? [] : tell(decisions.refused)
	});
}

async function takeTexts(context: DeskContext, { config, decisions }: SortedFiles, id: BookId): TakenAnswer {
	const settings = config === null ? null : readConfig(config);
	if (settings !== null && !settings.ok) return refuseFiles(settings.error);
	const name = (config?.name ?? '').slice(0, 60);
	const plan = settings === null ? null : planGenerated(context, name, settings.value);
	// Decisions that come with settings are for the book that these open.
	const { instruments } =
		plan === null ? context.running().runner.live().state.book : openSource(plan.source, [], null);
	const symbols = { assetClassBySymbol: classesOf({ instruments }) };
	const read = decisions === null ? null : readDecisions(decisions, symbols);
	if (read !== null && !read.ok) return refuseFiles(read.error);
	const told: string[] = [];
	if (plan !== null) {
		const opened = await openNewBook(context, plan, id);
		if (!opened.ok) return opened;
		told.push('A new book was opened with these settings.');
	}
	if (read !== null) {
		const given = await giveDecisions(context, read.value);
		if (!given.ok) return given;
		told.push(given.value);
	}
	return ok({ summary: told.join(' '), faults: read === null ? [] : tell(read.value.refused) });
}

function refuseFiles(faults: readonly InputFault[]): Awaited<TakenAnswer> {
	return refused('Nothing was taken; everything is as it was.', tell(faults));
}

function tell(faults: readonly InputFault[]): readonly string[] {
	const told = faults.slice(0, faultsTold).map(faultToText);
	const more = faults.length - told.length;
	return more === 0 ? told : [...told, `And ${String(more)} more.`];
}

const decisionsAtOnce = 200;

/** Gives decisions to the book that runs, in the order of the file, and says what became of them. */
async function giveDecisions(
	context: DeskContext,
	read: ReadDecisions
): Promise<Result<string, RequestFault>> {
	const { runner, readOnlyBecause } = context.running();
	if (readOnlyBecause !== null) return refused(readOnlyBecause);
	const counts = { taken: 0, waiting: 0, asked: 0, refused: 0 };
	for (let from = 0; from < read.decisions.length; from += decisionsAtOnce) {
		const some = read.decisions.slice(from, from + decisionsAtOnce);
		const done = await runner.command((at) =>
			some.map((decision) => ({ type: 'TakeDecision', at, decision }))
		);
		if (!done.ok) {
			const before = from === 0 ? '' : ` The first ${String(from)} were: give the file again to go on.`;
			return refused(`${stopMessage(done.error)}${before}`);
		}
		for (const { event } of done.value) count(counts, event);
	}
	const parts: readonly (readonly [number, string])[] = [
		[counts.taken, 'taken'],
		[counts.waiting, 'waiting for their time'],
		[counts.asked, 'waiting to be confirmed'],
		[counts.refused, 'refused'],
		[read.refusedRows, 'left out as faulty']
	];
	const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${String(number)} ${what}`);
	return ok(told.length === 0 ? 'There were no decisions.' : `Decisions: ${told.join(', ')}.`);
}

/** Each decision counts once: one that was taken and then refused is refused. */
function count(
	counts: { taken: number; waiting: number; asked: number; refused: number },
	event: BookEvent
): void {
	if (event.type === 'DecisionTaken') counts.taken++;
	if (event.type === 'DecisionQueued') counts.waiting++;
	if (event.type === 'ConfirmationAsked') counts.asked++;
	if (event.type !== 'DecisionRefused' && event.type !== 'OrderDenied') return;
	counts.refused++;
	if (event.type === 'OrderDenied' || event.reason !== 'duplicate_decision') counts.taken--;
}

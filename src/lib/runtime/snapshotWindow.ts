import type { EquityRow, StoreChange } from '../domain/deskRows.ts';
import { hourEnding, type Instant } from '../domain/time.ts';

/** Every snapshot of this many sessions is kept; of an older session one an hour, its end, and its extremes. */
export const sessionsOfMinutes = 10;

/** More than an hour of minutes: a piece of the curve stays small whatever the entries are. */
const mostInPiece = 64;
/** Older sessions are packed together: few rows are read sooner than many, and little is written again at a session's end. */
const mostInBlock = 400;

/** A snapshot as the equity curve has it, made by the entry `seq`; `peak` is the highest equity by then. */
export interface CurvePoint {
	readonly seq: number;
	readonly at: Instant;
	readonly equity: number;
	readonly peak: number;
}

/** A session that is over: its first and last snapshot, and what stays when it leaves the window. */
interface EndedSession {
	readonly from: number;
	readonly to: number;
	readonly kept: readonly CurvePoint[];
}

/**
 * The session under way. The lowest and highest equity and the deepest fall from the peak stay with it: so the extremes of
 * a curve, and the deepest drawdown that it shows, are the same before and after it is thinned.
 */
interface OpenSession {
	readonly from: number;
	/** The points since the piece of the curve under way began. */
	piece: CurvePoint[];
	/** The last point of each hour before this one. */
	readonly hourEnds: CurvePoint[];
	lowest: CurvePoint;
	highest: CurvePoint;
	deepest: CurvePoint;
}

/** Older sessions in one piece of the curve, which grows by a session at a time; `from` is its key. */
interface OlderBlock {
	readonly from: number;
	readonly points: CurvePoint[];
}

/** The snapshots that are all kept: those of the last sessions, the oldest first, and of the one under way. */
export interface SnapshotWindow {
	readonly ended: EndedSession[];
	session: OpenSession | null;
	/** What has left the window last. */
	older: OlderBlock | null;
}

/** No snapshots yet. */
export function createSnapshotWindow(): SnapshotWindow {
	return { ended: [], session: null, older: null };
}

/** Takes a snapshot: the piece of the curve that grows by it, and at a session's end what goes of the one that leaves the window. */
export function takePoint(
	window: SnapshotWindow,
	point: CurvePoint,
	endsSession: boolean
): readonly StoreChange[] {
	const session = window.session ?? beginSession(point);
	addPoint(session, point);
	const grown: StoreChange = { store: 'equity', row: toPiece(session.piece) };
	window.session = endsSession ? null : session;
	if (!endsSession) return [grown];
	window.ended.push({ from: session.from, to: point.seq, kept: keptOf(session, point) });
	const left = window.ended.length > sessionsOfMinutes ? window.ended.shift() : undefined;
	return left === undefined ? [grown] : [grown, ...thin(window, left)];
}

function beginSession(first: CurvePoint): OpenSession {
	return { from: first.seq, piece: [], hourEnds: [], lowest: first, highest: first, deepest: first };
}

function addPoint(session: OpenSession, point: CurvePoint): void {
	const last = session.piece.at(-1);
	const isNextHour = last !== undefined && hourEnding(last.at) !== hourEnding(point.at);
	if (isNextHour) session.hourEnds.push(last);
	if (isNextHour || session.piece.length === mostInPiece) session.piece = [];
	session.piece.push(point);
	if (point.equity < session.lowest.equity) session.lowest = point;
	if (point.equity > session.highest.equity) session.highest = point;
	if (shareOfPeak(point) < shareOfPeak(session.deepest)) session.deepest = point;
}

const shareOfPeak = ({ equity, peak }: CurvePoint): number => equity / peak;

function keptOf({ hourEnds, lowest, highest, deepest }: OpenSession, end: CurvePoint): readonly CurvePoint[] {
	const bySeq = new Map([...hourEnds, lowest, highest, deepest, end].map((point) => [point.seq, point]));
	return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

/** A session that has left the window joins the piece of those before it. */
function thin(window: SnapshotWindow, { from, to, kept }: EndedSession): readonly StoreChange[] {
	const before = window.older;
	const hasRoom = before !== null && before.points.length + kept.length <= mostInBlock;
	const block = hasRoom ? before : { from, points: [] };
	block.points.push(...kept);
	window.older = block;
	return [
		{ store: 'equity', row: { ...toPiece(block.points), seq: block.from } },
		{ store: 'equity', from, to, kept: block.from === from ? [from] : [] },
		{ store: 'snapshots', from, to, kept: kept.map(({ seq }) => seq) }
	];
}

function toPiece(points: readonly CurvePoint[]): EquityRow {
	const [first] = points;
	if (first === undefined) throw new Error('a piece of no points');
	const packed = points.flatMap(({ at, equity, peak }) => [at, equity, peak]);
	return { seq: first.seq, at: first.at, points: Float64Array.from(packed) };
}

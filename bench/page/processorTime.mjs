// Makes the tasks of a kept trace as long as they had a core: what other work took of the machine is no longer in them.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Rewrites the traces that Lighthouse keeps in a folder. */
export function keepProcessorTime(folder) {
	for (const name of readdirSync(folder).filter((file) => file.endsWith('trace.json'))) {
		const path = join(folder, name);
		const trace = JSON.parse(readFileSync(path, 'utf8'));
		shorten(trace.traceEvents);
		writeFileSync(path, JSON.stringify(trace));
	}
}

/** A task takes its processor time; what lies in it keeps its share of it. */
function shorten(events) {
	const whole = events.filter(({ ph }) => ph === 'X');
	const tasksByThread = outerTasks(whole);
	for (const event of whole) {
		const task = taskAt(tasksByThread.get(threadOf(event)) ?? [], event.ts);
		if (task === undefined) continue;
		event.ts = Math.round(task.ts + (event.ts - task.ts) * task.share);
		event.dur = Math.max(1, Math.floor(event.dur * task.share));
	}
}

const threadOf = ({ pid, tid }) => `${pid}:${tid}`;

/** The tasks of each thread that lie in no other, by time, with the share of their duration that they had a core. */
function outerTasks(events) {
	const tasksByThread = new Map();
	const tasks = events.filter(
		({ name, dur, tdur }) => name.endsWith('RunTask') && dur > 0 && tdur !== undefined
	);
	for (const task of tasks.sort((a, b) => a.ts - b.ts)) {
		const known = tasksByThread.get(threadOf(task)) ?? [];
		if (known.length > 0 && task.ts < known.at(-1).end) continue;
		known.push({ ts: task.ts, end: task.ts + task.dur, share: Math.min(1, task.tdur / task.dur) });
		tasksByThread.set(threadOf(task), known);
	}
	return tasksByThread;
}

function taskAt(tasks, ts) {
	let [low, high] = [0, tasks.length - 1];
	while (low <= high) {
		const middle = (low + high) >> 1;
		if (tasks[middle].ts > ts) high = middle - 1;
		else if (tasks[middle].end < ts) low = middle + 1;
		else return tasks[middle];
	}
	return undefined;
}

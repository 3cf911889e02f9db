import type { Command } from '../domain/commands.ts';
import type { BookEvent, CommandRefusal } from '../domain/events.ts';
import { readSetting, withSetting } from '../domain/settings.ts';
import { nothing, type Decided } from './inputs.ts';
import type { Book } from './state.ts';

type ChangeSettings = Extract<Command, { type: 'ChangeSettings' }>;

/** Changes settings of the book, all that were given or none; a value that it has already is no change. */
export function decideSettings(book: Book, command: ChangeSettings): Decided {
	const { at, request, reason } = command;
	if (book.requests.has(request)) return refuse(command, 'already_done');
	let { config } = book;
	for (const { key, to } of command.changes) {
		const changed = withSetting(config, key, to);
		if (changed === null) return refuse(command, 'not_a_value');
		config = changed;
	}
	const changes = command.changes
		.map(({ key, to }) => ({ key, from: readSetting(book.config, key), to }))
		.filter(({ from, to }) => from !== to);
	if (changes.length === 0) return nothing;
	return only({ type: 'SettingsChanged', at, request, changes, reason });
}

function refuse({ type, at, request, changes }: ChangeSettings, reason: CommandRefusal): Decided {
	const subject = changes.map(({ key }) => key).join(', ');
	return only({ type: 'CommandRefused', at, request, command: type, subject, reason });
}

function only(event: BookEvent): Decided {
	return { events: [event], effects: [] };
}

import type { CommandRefusal, RefusedCommand } from '../domain/events.ts';
import type { Instant } from '../domain/time.ts';
import type { Decided } from './inputs.ts';

/** A command of a person that can be refused. */
export interface AskedCommand {
	readonly type: RefusedCommand;
	readonly at: Instant;
	readonly request: string;
}

/** A command that changes nothing, by name: `subject` is the symbol, the order or the setting it was about. */
export function refuseCommand(
	{ type, at, request }: AskedCommand,
	subject: string,
	reason: CommandRefusal
): Decided {
	return { events: [{ type: 'CommandRefused', at, request, command: type, subject, reason }], effects: [] };
}

import type { DeskTrouble } from '../../lib/contract/deskApi.ts';
import type { DeskView, TaskView } from '../../lib/contract/deskView.ts';
import type { ConnectionSetup } from './connectionSetup.ts';
import type { SeatSetup } from './bookSeat.ts';
import type { DeskAssetsSetup } from './deskAssets.ts';

/** What a session works with. */
export interface SessionSetup extends Omit<
	SeatSetup,
	'nameOf' | 'onOpened' | 'onClosing' | 'brokerFor' | 'onSettled' | 'onStopped' | 'replay'
> {
	/** Whether a book that is opened is halted before any price is taken. */
	readonly isHalted: boolean;
	/** Calls again and again, every so many milliseconds, until what it returns is called. */
	readonly every: (milliseconds: number, call: () => void) => () => void;
	/** What a connection to Alpaca works with. */
	readonly alpaca: Pick<
		ConnectionSetup,
		'vault' | 'memory' | 'clock' | 'fetch' | 'openSocket' | 'chance' | 'origin'
	> &
		Pick<DeskAssetsSetup, 'assets'>;
	/** Told what to show; `trouble` when the desk has stopped, `task` for what goes on before there is a view. */
	readonly onView: (view: DeskView | null, trouble: DeskTrouble | null, task: TaskView | null) => void;
	/** Told when another leader has taken over. */
	readonly onStoodDown: () => void;
}

/** Every call of the developer console's `blotter` and what it does. */
export const consoleCalls = [
	['help()', 'Prints this list.'],
	['portfolio()', 'The account and the positions.'],
	['pnl()', 'Unrealised, realised and today’s profit.'],
	['positions()', 'What is held, with its levels.'],
	['history({ limit })', 'Snapshots of the account, the newest first.'],
	['equity({ range })', 'The equity curve: 1D, 1W, 1M, 3M, 1Y or All.'],
	['orders({ limit })', 'Orders, the newest first.'],
	['order(id)', 'One order with its sizing and checks.'],
	[
		'order.submit({ symbol, side, quantity, limitPrice, … })',
		'Sends an order as it is: any type and time in force, with exit orders.'
	],
	['order.preview({ symbol, side, … })', 'What an order would come to now. Changes nothing.'],
	['order.replace(orderId, { quantity, limitPrice, … })', 'Gives an open order other terms.'],
	['order.cancel(orderId)', 'Cancels an open order.'],
	['order.cancelAll({ symbol, side, purpose })', 'Cancels every open order that is meant.'],
	['story(id)', 'Everything about an order; { decision } for a decision.'],
	['fills({ symbol, limit })', 'Fills, the newest first.'],
	['trades({ limit })', 'Positions from entry to flat, those that ended last first.'],
	['strategies()', 'What each strategy holds and has realised, by symbol.'],
	['ledger({ limit })', 'Every move of money as double entries, the newest first.'],
	['risk()', 'Every limit: what is taken of it, and what is left.'],
	['refusals({ limit })', 'What the desk refused last, each with the checks that failed.'],
	['candles({ symbol, size, from, to })', 'Bars of a symbol: 1m, 5m, 15m, 1h or 1d.'],
	['news(symbol)', 'What is written about a symbol at Alpaca, the newest first.'],
	['journal({ before, limit })', 'Entries in sentences, the newest first.'],
	[
		'search({ text, symbol, kind, day, before, limit })',
		'A slice of a search of the journal; go on with what is before reached.seq.'
	],
	['entry(seq)', 'An entry as it was written, with its hashes.'],
	['decide({ symbol, action, … })', 'Takes a decision; the fields are those of a decisions file.'],
	['preview({ symbol, action, … })', 'What a decision would come to now. Changes nothing.'],
	['explain(figure, subject)', 'The arithmetic of a number.'],
	['close(symbol, quantity)', 'Closes a position, or a part of it.'],
	['cancel(orderId)', 'Cancels an open order.'],
	['cancelDecision(decisionId)', 'Cancels a decision that waits for its time.'],
	['waiting()', 'The entries of decisions that wait for you, each with what it would come to now.'],
	['confirm(decisionId)', 'Lets an entry that waits go on: it is sized and reviewed as of now.'],
	['dismiss(decisionId)', 'Lets go of an entry that waits.'],
	['triggers.list()', 'The armed triggers.'],
	['triggers.history({ limit })', 'Triggers that fired or were canceled, the newest first.'],
	['triggers.create(symbol, { stopLoss, takeProfit, trailingStopPct })', 'Arms levels for what is held.'],
	['triggers.modify(symbol, { … })', 'Moves levels; what is absent stays.'],
	['triggers.delete(symbol, kind)', 'Takes a level away: stop_loss, take_profit or trailing_stop.'],
	[
		'halt(level, reason)',
		'Stops trading: pause, reduce_only, cancel_entries or flatten; reduce_only unless it is said.'
	],
	['pause()', 'Only orders that shrink a position pass.'],
	['resume("resume")', 'Everything passes that the checks approve.'],
	['breakers.list()', 'The circuit breakers: what each measures now, and which have tripped.'],
	['breakers.reset(breaker, reason)', 'Lets a breaker go that has tripped; it measures anew from here.'],
	['locks.list()', 'The locks that hold now, each with its number.'],
	[
		'locks.set(reason, { symbol, seconds })',
		'Locks a symbol, or all without one, for so many seconds, or until it is lifted.'
	],
	['locks.lift(number, reason)', 'Lifts a lock before it ends.'],
	['signalOnly(isOn)', 'With true, decisions are sized and reviewed, and nothing is sent.'],
	['clock.set({ speed, isPaused })', 'The book’s own clock.'],
	['clock.step()', 'One step of a paused market.'],
	['clock.nextOpen()', 'On to the next open.'],
	['books.list()', 'The books of this browser.'],
	[
		'books.create(name, { seed, symbols, startingCash, settings })',
		'Opens a new book of the generated market.'
	],
	['books.choose(id)', 'Shows another book.'],
	['books.rename(id, name)', 'Gives a book another name.'],
	['books.archive(id)', 'Keeps a book to be read, and not continued.'],
	['books.reset()', 'A new book with the settings of this one.'],
	['books.delete(id, "delete")', 'Deletes a book with everything in it.'],
	['settings.get()', 'Every setting with its value and default.'],
	['settings.set({ path: value })', 'Changes settings.'],
	['settings.reset(paths)', 'Puts settings back to their defaults.'],
	['settings.history({ limit })', 'The changes of settings, the newest first.'],
	['settings.export()', 'The settings as the text of a config.json.'],
	[
		'settings.import(text, apply)',
		'Takes the text of a config.json; with false it only says what would change.'
	],
	['profiles.list()', 'Which profile of limits the book has, and what each would change.'],
	['profiles.apply(name)', 'Sets the limits of sources, cautious, moderate or first_day.'],
	['profiles.undo()', 'Turns the newest change of settings round.'],
	['profiles.export()', 'The limits alone as the text of a risk.json.'],
	[
		'profiles.import(text, apply)',
		'Takes the text of a risk.json; with false it only says what would change.'
	],
	['take(name, text)', 'Takes a file as if it was dropped.'],
	['watch(symbols)', 'The symbols that are followed, in their order.'],
	['assets.find(text)', 'Finds what Alpaca trades by symbol or name, with how old its list is.'],
	[
		'assets.follow(...symbols)',
		'Adds symbols to what a book of Alpaca’s market follows: all of them or none.'
	],
	['verify()', 'Holds every entry of the journal against its hash.'],
	['rebuild()', 'Makes the tables again from the journal.'],
	['export("journal" | "trades" | "orders" | "ledger", bookId)', 'A file: { name, content }.'],
	['import(name, content)', 'Takes an exported journal into a new book.'],
	['mode.get()', 'Where orders go: simulator, or as far to a paper account as dry_run, exits_only, paper.'],
	[
		'mode.switch("exits_only")',
		'Sets it for the book of an account; paper wants the word: mode.switch("paper", "paper").'
	],
	['account()', 'How the book stands to its paper account; null of a book of the simulator.'],
	['setRouting("paper", "paper")', 'Sends orders to the paper account; dry_run and exits_only want no word.'],
	['reconcile()', 'Compares book and account now.'],
	['reconciliations({ limit })', 'Comparisons that said something new, the newest first.']
] as const;

import type { Answer, DeskRequests, RequestName } from '../../lib/contract/deskApi.ts';
import { ok } from '../../lib/domain/result.ts';
import { accountFacts } from './accountFacts.ts';
import * as account from './accountRequests.ts';
import { findAssets, followSymbols } from './assetRequests.ts';
import * as rest from './restRequests.ts';
import * as books from './bookRequests.ts';
import * as breaker from './breakerRequests.ts';
import { candles } from './candleRequests.ts';
import { news } from './newsRequests.ts';
import * as clock from './clockRequests.ts';
import * as confirm from './confirmRequests.ts';
import { equityCurve } from './equityRequests.ts';
import * as connection from './connectionRequests.ts';
import { explain } from './explainRequests.ts';
import { exportFile, importJournal } from './exportRequests.ts';
import type { DeskContext } from './deskContext.ts';
import * as search from './journalRequests.ts';
import * as kill from './killRequests.ts';
import * as lock from './lockRequests.ts';
import { ledger } from './ledgerRequests.ts';
import * as history from './orderRequests.ts';
import * as place from './placeRequests.ts';
import * as profiles from './profileRequests.ts';
import * as record from './recordRequests.ts';
import { refusals } from './refusalRequests.ts';
import { riskCourse } from './riskCourse.ts';
import { riskHistory } from './riskHistory.ts';
import { risk } from './riskRequests.ts';
import * as settings from './settingRequests.ts';
import { story } from './storyRequests.ts';
import { strategies } from './strategyViews.ts';
import * as trade from './tradeRequests.ts';
import { triggers } from './triggerRequests.ts';

type Handler<Name extends RequestName> = (
	context: DeskContext,
	ask: DeskRequests[Name]['ask']
) => Answer<Name> | Promise<Answer<Name>>;

/** Who answers each request. */
export const requestHandlers: { readonly [Name in RequestName]: Handler<Name> } = {
	decide: trade.decide,
	preview: trade.preview,
	submitOrder: place.submitOrder,
	previewOrder: place.previewOrder,
	replaceOrder: place.replaceOrder,
	cancelOrders: place.cancelOrders,
	explain,
	close: trade.close,
	cancel: trade.cancel,
	cancelDecision: trade.cancelDecision,
	confirmDecision: confirm.confirmDecision,
	dismissDecision: confirm.dismissDecision,
	protect: trade.protect,
	halt: kill.halt,
	resume: kill.resume,
	setSignalOnly: kill.setSignalOnly,
	watchHaltFile: kill.watchHaltFile,
	locks: lock.locks,
	setLock: lock.setLock,
	liftLock: lock.liftLock,
	breakers: breaker.breakers,
	resetBreaker: breaker.resetBreaker,
	// What reads files is loaded when the first one comes: a start can do without it.
	takeFiles: async (context, ask) => (await import('./fileRequests.ts')).takeFiles(context, ask),
	settings: settings.settings,
	previewSettings: settings.previewSettings,
	changeSettings: settings.changeSettings,
	settingHistory: settings.settingHistory,
	exportSettings: settings.exportSettings,
	importSettings: settings.importSettings,
	profiles: profiles.profiles,
	applyProfile: profiles.applyProfile,
	undoSettings: profiles.undoSettings,
	exportLimits: profiles.exportLimits,
	importLimits: profiles.importLimits,
	setClock: clock.setClock,
	advance: clock.advance,
	createBook: books.createBook,
	chooseBook: books.chooseBook,
	renameBook: books.renameBook,
	resetBook: books.resetBook,
	archiveBook: books.archiveBook,
	bookWorths: books.bookWorths,
	deleteBook: books.deleteBook,
	setWatchlist: books.setWatchlist,
	findAssets,
	followSymbols,
	orders: record.orders,
	order: record.order,
	story,
	findOrders: history.findOrders,
	exportOrders: history.exportOrders,
	triggers,
	fills: record.fills,
	trades: record.trades,
	strategies,
	ledger,
	risk,
	riskCourse,
	riskHistory,
	refusals,
	candles,
	news,
	equityCurve,
	history: record.history,
	journal: record.journal,
	journalSearch: search.journalSearch,
	journalEntry: search.journalEntry,
	verify: record.verify,
	rebuild: record.rebuild,
	exportFile,
	importJournal,
	connection: connection.connection,
	connectAlpaca: connection.connectAlpaca,
	unlockAlpaca: connection.unlockAlpaca,
	examineAlpaca: connection.examineAlpaca,
	forgetAlpaca: connection.forgetAlpaca,
	openAccountBook: account.openAccountBook,
	setRouting: account.setRouting,
	reconcile: account.reconcile,
	acceptAccount: account.acceptAccount,
	reconciliations: account.reconciliations,
	accountFacts,
	...rest,
	cancelTask: (context) =>
		ok({ text: context.cancelTask() ? 'Stopping.' : 'Nothing was under way that could be stopped.' })
};

/** How each statistic is counted. */
export const statisticFields = [
	['Total return', 'Last equity ÷ starting cash, less 1.'],
	[
		'Growth a year',
		'The total return at a yearly pace: to the power of periods a year ÷ sessions. 252 periods, 365 for crypto alone.'
	],
	['Volatility a year', 'Sample deviation of the returns from session to session × √ periods a year.'],
	['Sharpe', 'Mean session return ÷ sample deviation × √ periods a year, with a risk-free rate of 0.'],
	['Sortino', 'The same with the downside alone: √ (sum of squared losses ÷ all sessions).'],
	[
		'Deepest drawdown, at closes',
		'Largest fall from a running peak, between session closes; the strip under the curve shows it at every bar.'
	],
	['Calmar', 'Growth a year ÷ deepest drawdown.'],
	['Ulcer index', 'Root of the mean squared drawdown, in percent.'],
	['Longest under water', 'Longest run of sessions that closed below the running peak.'],
	['Mean exposure', 'Mean of position value ÷ equity over all bars.'],
	['Turnover a year', 'Traded notional ÷ mean equity, at a yearly pace.'],
	[
		'Round trip',
		'From flat to flat in one symbol, after fees. A result of exactly zero is neither win nor loss.'
	],
	['Profit factor', 'Sum of wins ÷ sum of losses.'],
	['Expectancy', 'Mean result of a round trip.'],
	['Payoff', 'Average win ÷ average loss.'],
	['Kelly', 'p − (1 − p) ÷ payoff, where p is wins ÷ (wins + losses).'],
	['System quality', '√ round trips × mean result ÷ sample deviation.']
] as const;

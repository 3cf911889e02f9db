// W1, the rules of the run, the same for everybody.
//
// Two simple moving averages of closes. When the fast one rises through the slow one and nothing is held, buy; when it
// falls through and something is held, sell all. Up is from at or below to above. Decided at the close of a bar, filled
// at the open of the next with slippage against the order; commission on both sides; equity marked at every close.
export const rules = {
	fast: 10,
	slow: 30,
	quantity: 100,
	slippage: 0.0001,
	commission: 0.0001,
	cash: 100_000_000
};

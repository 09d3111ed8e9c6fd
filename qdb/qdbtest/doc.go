// Package qdbtest helps to test statements: that they render as expected, and
// that a real QuestDB takes them.
//
//	func TestCandles(t *testing.T) {
//		db := qdbtest.DB(t)
//		qdbtest.Create(t, db, Trades)
//		qdbtest.Golden(t, db, []qdbtest.Case{
//			{Name: "by minute", Statement: candles, SQL: `SELECT … SAMPLE BY 1m`},
//		})
//	}
package qdbtest

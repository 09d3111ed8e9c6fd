// Package expr composes QuestDB's SQL from typed expressions.
//
// A table is a struct of columns (see [Table]); its columns are expressions of
// an operator class ([Boolean], [Integer], [Float], [Decimal], [Text],
// [Timestamp], [UUID], [IPv4], [Geohash], [Long256], [Binary], [Array],
// [Interval]), and a class has the methods that QuestDB has for it. So the compiler refuses what
// the server would, and a helper is a Go function:
//
//	func mid(q QuotesTable) expr.Float { return q.Bid.Add(q.Ask).Div(expr.Float64(2)) }
//
// Values enter at comparisons and assignments and become parameters:
// Price.Gt(10), Source.In("a", "b"), Value.Set(1.5). Formulas are made of
// expressions: Price.Mul(Qty), Price.Add(expr.Float64(0.5)); a comparison of two
// expressions is the twin with the suffix Expr: Ask.GtExpr(Bid).
//
// Statements ([Select], [Insert]) are immutable: each call returns a new one, so
// that a base query is branched and rendered by many goroutines. They show
// their SQL without a database ([Statement]); package qdb runs them.
//
// Nothing panics. The first mistake is kept with its clause and the line that
// made it, and comes back from SQL, Inline and every call of the executor
// before any I/O, as a [BuildError].
package expr

//go:generate go run ../internal/cmd/classgen .

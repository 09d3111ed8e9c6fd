// QuestDB docs: query/functions/row-generator.md

package expr

import (
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// TableFunction declares what a function returns that FROM can name, as a
// struct of columns with the names that the server gives them:
//
//	type TablesTable struct {
//		expr.Table
//		TableName expr.StringColumn
//	}
//	tables := expr.TableFunction[TablesTable]("x", "tables")
//
// The arguments are constants. The struct need not name all columns.
func TableFunction[T Relation](alias, function string, args ...Expression) T {
	nodes := nodesOf(args)
	return node.DefineFunction[T](alias, func(w *node.Writer) {
		w.FunctionName(function)
		w.SQL("(")
		for i, n := range nodes {
			if i > 0 {
				w.SQL(", ")
			}
			if n.Type == types.Timestamp { // here a cast is wanted
				w.Expr(n, node.Loosest)
				continue
			}
			writeLiteral(w, n)
		}
		w.SQL(")")
	})
}

// Sequence is what LongSequence gives: a column x.
type Sequence struct {
	Table
	X LongColumn
}

// LongSequence is the numbers 1 to n in a column X: long_sequence(n).
//
// Since QuestDB 7.3 or earlier: query/functions/row-generator.md.
func LongSequence(alias string, n int64) Sequence {
	return TableFunction[Sequence](alias, "long_sequence", Int64(n))
}

// LongSequenceSeeded is LongSequence, with two seeds from which the functions of
// random values begin, so that they give the same values each time.
//
// Since QuestDB 9.3 or earlier: query/functions/row-generator.md.
func LongSequenceSeeded(alias string, n, seed1, seed2 int64) Sequence {
	return TableFunction[Sequence](alias, "long_sequence", Int64(n), Int64(seed1), Int64(seed2))
}

// ReadParquet is the rows of a Parquet file on the server, under its import
// folder, as a struct of columns: read_parquet('trades.parquet').
//
// Since QuestDB 8.1 or earlier: query/functions/parquet.md.
func ReadParquet[T Relation](alias, file string) T {
	return TableFunction[T](alias, "read_parquet", String(file))
}

package expr_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// Columns whose names are those of Go or questql.
type oddNames struct {
	expr.Table
	TableColumn expr.SymbolColumn `qdb:"table"`
	Name        expr.SymbolColumn
	As          expr.SymbolColumn
	String      expr.VarcharColumn
	SQL         expr.LongColumn
	Ts          expr.TimestampColumn `qdb:",designated"`
}

func TestOddColumnNames(t *testing.T) {
	db := qdbtest.DB(t)
	odd := ddl.Define("expr_odd", func(oddNames) ddl.Spec { return nil })
	const create = `CREATE TABLE expr_odd ("table" SYMBOL, name SYMBOL, "as" SYMBOL, string VARCHAR, sql LONG, ts TIMESTAMP) TIMESTAMP(ts)`
	if got := ddl.Create(odd).String(); got != create {
		t.Errorf("got  %s\nwant %s", got, create)
	}
	qdbtest.Create(t, db, odd)
	if _, err := qdb.Exec(t.Context(), db, expr.Insert(odd).Values("a", "b", "c", "d", 5, noon)); err != nil {
		t.Fatal(err)
	}
	o := expr.As(odd, "o")
	qdbtest.Golden(t, db, []qdbtest.Case{{
		Name:      "all",
		Statement: expr.Select(o.TableColumn, o.Name, o.As, o.String, o.SQL).From(o).Where(o.As.Eq("c"), o.String.Eq("d")),
		SQL:       `SELECT "table", name, "as", string, sql FROM expr_odd AS o WHERE "as" = $1 AND string = $2`,
	}})
}

// TestTablePrints shows a table as its CREATE TABLE statement, whichever way it
// was declared.
func TestTablePrints(t *testing.T) {
	quick := ddl.Table("signal").Symbol("source").Double("value").Timestamp("ts").Designated().PartitionBy(ddl.Hour).WAL()
	typed := ddl.Define("signal", func(t *SignalTable) ddl.Spec { return ddl.Designated(t.Ts).PartitionBy(ddl.Hour).WAL() })
	const want = `CREATE TABLE signal (source SYMBOL, value DOUBLE, ts TIMESTAMP) TIMESTAMP(ts) PARTITION BY HOUR WAL`
	for _, table := range []expr.Relation{quick, typed, *typed} {
		if got := fmt.Sprint(table); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	if got := fmt.Sprint(SignalTable{}.Table); got != "(an undefined table)" {
		t.Error(got)
	}
}

// TestStructThatDoesNotFit shows that a mistake in a declaration is an error at
// first use and in ddl.Check, which names the table and the field.
func TestStructThatDoesNotFit(t *testing.T) {
	type unexported struct {
		expr.Table
		price expr.DoubleColumn
	}
	type unknownOption struct {
		expr.Table
		Price expr.DoubleColumn `qdb:"price,indexed"`
	}
	type badCapacity struct {
		expr.Table
		S expr.SymbolColumn `qdb:",capacity=many"`
	}
	type duplicate struct {
		expr.Table
		Price expr.DoubleColumn
		Other expr.DoubleColumn `qdb:"PRICE"`
	}
	type twoDesignated struct {
		expr.Table
		A expr.TimestampColumn `qdb:",designated"`
		B expr.TimestampColumn `qdb:",designated"`
	}
	type noTable struct{ SignalTable }
	type strange struct {
		expr.Table
		Price float64
	}
	type designatedText struct {
		expr.Table
		S expr.SymbolColumn `qdb:",designated"`
	}
	type badName struct {
		expr.Table
		A expr.DoubleColumn `qdb:"a.b"`
	}
	type empty struct{ expr.Table }
	_ = unexported{}.price
	for _, tt := range []struct {
		name  string
		table expr.Relation
		want  string
	}{
		{"unexported column", ddl.Define("t", func(unexported) ddl.Spec { return nil }), "table \"t\": field price of expr_test.unexported: the column is unexported: capitalise it, its name in SQL is set by the tag `qdb:\"price\"`"},
		{"unknown option", ddl.Define("t", func(unknownOption) ddl.Spec { return nil }), `table "t": field Price of expr_test.unknownOption: tag option "indexed": unknown option; the options are `},
		{"bad capacity", ddl.Define("t", func(badCapacity) ddl.Spec { return nil }), `table "t": field S of expr_test.badCapacity: tag option "capacity=many": "many" is not a positive number`},
		{"two of one name", ddl.Define("t", func(duplicate) ddl.Spec { return nil }), `table "t" (expr_test.duplicate): field Price (column "price") and field Other (column "PRICE") have the same name (QuestDB ignores case)`},
		{"two designated", ddl.Define("t", func(twoDesignated) ddl.Spec { return nil }), `table "t": field B of expr_test.twoDesignated: tag option "designated": column "a" is the designated timestamp already; a table has one`},
		{"two designated, one by the spec", ddl.Define("t", func(t struct {
			expr.Table
			A expr.TimestampColumn `qdb:",designated"`
			B expr.TimestampColumn
		},
		) ddl.Spec {
			return ddl.Designated(t.B)
		}), `table "t" has two designated timestamps: "a" and "b"`},
		{"another type's field", ddl.Define("t", func(strange) ddl.Spec { return nil }), "table \"t\": field Price of expr_test.strange: float64 is not a column type; use expr.DoubleColumn and its like, or tag the field `qdb:\"-\"`"},
		{"designated symbol", ddl.Define("t", func(designatedText) ddl.Spec { return nil }), `table "t" (expr_test.designatedText): the designated timestamp field S (column "s") is SYMBOL, not TIMESTAMP`},
		{"bad column name", ddl.Define("t", func(badName) ddl.Spec { return nil }), `table "t" (expr_test.badName): field A (column "a.b"): column name "a.b" contains '.', which QuestDB does not allow`},
		{"bad table name", ddl.Define("a?b", func(SignalTable) ddl.Spec { return nil }), `table name "a?b" contains '?', which QuestDB does not allow`},
		{"no columns", ddl.Define("t", func(empty) ddl.Spec { return nil }), `table "t" (expr_test.empty): has no columns`},
		{"another table's column", ddl.Define("t", func(SignalTable) ddl.Spec { return ddl.Designated(Trades.Ts) }), `table "t": the designated timestamp must be a column of the struct that Define passes, got "ts"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if err := ddl.Check(Signal, tt.table); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
				t.Errorf("Check: got %v\nwant %s", err, tt.want)
			}
			for _, s := range []expr.Statement{expr.Select(expr.All).From(tt.table), expr.Insert(tt.table).Values(1), ddl.Create(tt.table)} {
				if _, _, err := s.SQL(); err == nil || !strings.Contains(err.Error(), tt.want) {
					t.Errorf("%T: got %v\nwant %s", s, err, tt.want)
				}
			}
		})
	}
	if err := ddl.Check(Signal, Trades, ddl.Define("t", func(noTable) ddl.Spec { return nil })); err != nil {
		t.Errorf("a table that embeds a shape: %v", err)
	}
	if err := ddl.Check(nil); err == nil {
		t.Error("a nil table is accepted")
	}
}

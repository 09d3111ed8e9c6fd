package ddl_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/qdb"
	"github.com/questql/questql/qdb/qdbtest"
)

// words are keywords that the server's keywords() does not list.
var words = []string{
	"align", "array", "attach", "batch", "bypass", "cancel", "decimal", "declare", "detach", "disable", "enable", "explain", "false", "for", "geohash",
	"ilike", "is", "like", "resume", "set", "squash", "true", "upsert", "within", "asof", "cross", "full", "group", "horizon", "inner", "latest", "left",
	"lt", "pivot", "range", "right", "splice", "timestamp", "tolerance", "window", "wal", "dedup", "ttl", "volume", "parquet", "native", "param", "owned",
	"materialized", "view", "refresh", "immediate", "manual", "every", "period", "deferred", "start", "time", "zone", "length", "delay", "base", "user",
}

// TestNames takes every keyword and 5,000 random names through CREATE, INSERT,
// SELECT, ALTER and DROP: all of them as columns, by tables of many, the keywords
// and some of the others as tables too. What is accepted comes back as it was.
func TestNames(t *testing.T) {
	db := qdbtest.DB(t)
	words := append([]string(nil), words...)
	result, err := db.Query(t.Context(), "SELECT keyword FROM keywords()")
	if err != nil {
		t.Fatal(err)
	}
	keywords, err := pgx.CollectRows(result, pgx.RowTo[string])
	if err != nil {
		t.Fatal(err)
	}
	names := append(words, keywords...)
	asTables := slices.Clone(names)
	count, tableEvery := 5000, 50
	if testing.Short() {
		count = 200
	}
	random := rand.New(rand.NewPCG(9, 34))
	for i := range count {
		name := randomName(random)
		names = append(names, name)
		if i%tableEvery == 0 {
			asTables = append(asTables, name)
		}
	}
	var columns nameBatch
	for _, name := range names {
		columns.add(t, name)
		if len(columns.accepted) == columnsAtOnce {
			columns.roundTrip(t, db)
		}
	}
	columns.roundTrip(t, db)

	var accepted, refused atomic.Int64
	queue := make(chan string)
	var workers sync.WaitGroup
	for range 4 {
		workers.Go(func() {
			for name := range queue {
				if roundTrip(t, db, name) {
					accepted.Add(1)
				} else {
					refused.Add(1)
				}
			}
		})
	}
	for _, name := range asTables {
		queue <- name
	}
	close(queue)
	workers.Wait()
	t.Logf("%d words, %d random names: %d columns accepted and back, %d refused before any I/O; as tables %d and %d",
		len(names)-count, count, columns.back, columns.refused, accepted.Load(), refused.Load())
}

// columnsAtOnce is how many columns a table of TestNames has.
const columnsAtOnce = 50

// nameBatch collects names to be the columns of one table.
type nameBatch struct {
	accepted      []string
	seen          map[string]bool
	back, refused int
}

// add takes a name, unless it is refused. Names that are the same to the server
// cannot be in one table.
func (b *nameBatch) add(t *testing.T, name string) {
	t.Helper()
	if _, _, err := ddl.Create(ddl.Table("ddl_names").Int(name)).SQL(); err != nil {
		var bad *sqlw.NameError
		if !errors.As(err, &bad) {
			t.Errorf("%q: %v", name, err)
		}
		b.refused++
		return
	}
	if b.seen == nil {
		b.seen = map[string]bool{}
	}
	if folded := sqlw.FoldName(name); !b.seen[folded] {
		b.seen[folded] = true
		b.accepted = append(b.accepted, name)
	}
}

// roundTrip makes a table of the columns, and empties the batch.
func (b *nameBatch) roundTrip(t *testing.T, db *pgxpool.Pool) {
	t.Helper()
	if len(b.accepted) == 0 {
		return
	}
	ctx := t.Context()
	table := ddl.Table("ddl_names")
	var row []any
	var want []int32
	for i, name := range b.accepted {
		table, row, want = table.Int(name), append(row, i), append(want, int32(i))
	}
	for _, s := range []expr.Statement{ddl.Drop(table).IfExists(), ddl.Create(table), expr.Insert(table).Values(row...)} {
		if _, err := qdb.Exec(ctx, db, s); err != nil {
			t.Fatalf("%s\n%v", s, err)
		}
	}
	result, err := db.Query(ctx, expr.Select(expr.All).From(table).String())
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, field := range result.FieldDescriptions() {
		names = append(names, field.Name)
	}
	values := make([]int32, len(names))
	var into []any
	for i := range values {
		into = append(into, &values[i])
	}
	if !result.Next() || result.Scan(into...) != nil || !slices.Equal(names, b.accepted) || !slices.Equal(values, want) {
		t.Errorf("the columns %q come back as %q with %v", b.accepted, names, values)
	}
	result.Close()
	first, last := ddl.Col(b.accepted[0]), ddl.Col(b.accepted[len(b.accepted)-1])
	a := ddl.Alter(table)
	for _, s := range []expr.Statement{a.RenameColumn(first, "other"), a.RenameColumn(ddl.Col("other"), b.accepted[0]), a.DropColumn(last), a.AddColumn(ddl.Int(b.accepted[len(b.accepted)-1])), ddl.Drop(table)} {
		if _, err := qdb.Exec(ctx, db, s); err != nil {
			t.Errorf("%s\n%v", s, err)
		}
	}
	b.back += len(b.accepted)
	b.accepted, b.seen = nil, nil
}

// roundTrip reports whether the name is accepted, and then that it is of use.
func roundTrip(t *testing.T, db *pgxpool.Pool, name string) bool {
	t.Helper()
	ctx := t.Context()
	table := ddl.Table(name).Int(name)
	if _, _, err := ddl.Create(table).SQL(); err != nil {
		var bad *sqlw.NameError
		if !errors.As(err, &bad) {
			t.Errorf("%q: %v", name, err)
		}
		return false
	}
	for _, s := range []expr.Statement{ddl.Create(table), expr.Insert(table).Values(42)} {
		if _, err := qdb.Exec(ctx, db, s); err != nil {
			t.Errorf("%q: %s\n%v", name, s, err)
			return true
		}
	}
	rows, err := db.Query(ctx, expr.Select(expr.All).From(table).String())
	if err != nil {
		t.Errorf("%q: %v", name, err)
		return true
	}
	got, field := int32(0), rows.FieldDescriptions()[0].Name
	if !rows.Next() || rows.Scan(&got) != nil || got != 42 || field != name {
		t.Errorf("%q comes back as %q with %d", name, field, got)
	}
	rows.Close()
	a := ddl.Alter(table)
	for _, s := range []expr.Statement{a.RenameColumn(ddl.Col(name), "other"), a.RenameColumn(ddl.Col("other"), name), a.AddColumn(ddl.Int("more")), a.DropColumn(ddl.Col(name)), ddl.Drop(table)} {
		if _, err := qdb.Exec(ctx, db, s); err != nil {
			t.Errorf("%q: %s\n%v", name, s, err)
		}
	}
	return true
}

// randomName draws letters, signs and what is rare.
func randomName(random *rand.Rand) string {
	const plain, signs = "abcdefghijklmnopqrstuvwxyzABCXYZ0123456789_", " !#$&;<=>@[]^{|}-.,'\"`\\/:?()+*%~\t\n"
	rare := []rune("éßıΩ温度😀ａ\u0301\u200b\u00a0\u2028\u202e\u0000\u007f\ufeff")
	text := "ddl_"
	for range 1 + random.IntN(12) {
		switch random.IntN(8) {
		case 0:
			text += string(signs[random.IntN(len(signs))])
		case 1:
			text += string(rare[random.IntN(len(rare))])
		default:
			text += string(plain[random.IntN(len(plain))])
		}
	}
	return fmt.Sprint(text, random.Uint32())
}

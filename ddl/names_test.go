package ddl_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

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

// TestNames takes every keyword and as many random names as there is time for
// through CREATE, INSERT, SELECT, ALTER and DROP, as the name of a table and of a
// column. What is accepted comes back as it was.
func TestNames(t *testing.T) {
	db := qdbtest.DB(t)
	names := append([]string(nil), words...)
	result, err := db.Query(t.Context(), "SELECT keyword FROM keywords()")
	if err != nil {
		t.Fatal(err)
	}
	for result.Next() {
		var word string
		if err := result.Scan(&word); err != nil {
			t.Fatal(err)
		}
		names = append(names, word)
	}
	result.Close()
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
	for _, name := range names {
		queue <- name
		queue <- "ddl_" + name
	}
	limit := 12 * time.Second
	if testing.Short() {
		limit = time.Second
	}
	random := rand.New(rand.NewPCG(9, 34))
	for end := time.Now().Add(limit); time.Now().Before(end); {
		queue <- randomName(random)
	}
	close(queue)
	workers.Wait()
	t.Logf("%d keywords, %d names accepted and back, %d refused before any I/O", len(names), accepted.Load(), refused.Load())
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

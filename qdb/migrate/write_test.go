package migrate_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/qdb/migrate"
)

var (
	addSide  = ddl.Step{Table: "trades", SQL: "ALTER TABLE trades ADD COLUMN side SYMBOL", Why: `column "side" is new`, Undo: "ALTER TABLE trades DROP COLUMN side"}
	addView  = ddl.Step{Table: "buys", SQL: "CREATE VIEW buys AS (\n  SELECT * FROM trades WHERE side = ';'\n)", Why: "the view is new", Undo: "DROP VIEW buys"}
	dropNote = ddl.Step{Table: "trades", SQL: "ALTER TABLE trades DROP COLUMN note", Risk: ddl.LosesData, Why: `column "note" is not declared`}

	at = time.Date(2026, 1, 2, 4, 4, 5, 0, time.FixedZone("", 3600))
)

// written returns the files of a folder.
func written(t *testing.T, dir string) map[string]string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, e := range entries {
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(text)
	}
	return files
}

func TestWrite(t *testing.T) {
	for _, c := range []struct {
		name    string
		steps   []ddl.Step
		options []migrate.WriteOption
		want    map[string]string
	}{
		{"golang-migrate", []ddl.Step{addSide, addView}, nil, map[string]string{
			"20260102030405_side.up.sql": `-- Table trades: column "side" is new (safe).
ALTER TABLE trades ADD COLUMN side SYMBOL;

-- Table buys: the view is new (safe).
CREATE VIEW buys AS (
  SELECT * FROM trades WHERE side = ';'
);
`,
			"20260102030405_side.down.sql": `-- Table buys, back.
DROP VIEW buys;

-- Table trades, back.
ALTER TABLE trades DROP COLUMN side;
`,
		}},
		{"goose", []ddl.Step{addSide, addView}, []migrate.WriteOption{migrate.As(migrate.Goose)}, map[string]string{
			"20260102030405_side.sql": `-- +goose NO TRANSACTION
-- +goose Up
-- Table trades: column "side" is new (safe).
ALTER TABLE trades ADD COLUMN side SYMBOL;

-- Table buys: the view is new (safe).
-- +goose StatementBegin
CREATE VIEW buys AS (
  SELECT * FROM trades WHERE side = ';'
);
-- +goose StatementEnd

-- +goose Down
-- Table buys, back.
DROP VIEW buys;

-- Table trades, back.
ALTER TABLE trades DROP COLUMN side;
`,
		}},
		{"cannot be undone", []ddl.Step{addSide, dropNote}, nil, map[string]string{
			"20260102030405_side.up.sql": `-- Table trades: column "side" is new (safe).
ALTER TABLE trades ADD COLUMN side SYMBOL;

-- Table trades: column "note" is not declared (loses data).
ALTER TABLE trades DROP COLUMN note;
`,
			"20260102030405_side.down.sql": `-- This migration cannot be undone:
-- Table trades: column "note" is not declared (loses data).
-- The statement below stops whoever tries. Replace it if there is a way back.
-- What undoes the other steps:
-- ALTER TABLE trades DROP COLUMN side;
SELECT this_migration_cannot_be_undone();
`,
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			names, err := migrate.Write(dir, "side", c.steps, append(c.options, migrate.At(at))...)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, written(t, dir)); diff != "" || len(names) != len(c.want) {
				t.Errorf("%v, want - got +:\n%s", names, diff)
			}
			all, err := migrate.Read(os.DirFS(dir))
			if err != nil || len(all) != 1 || all[0].Version != migrate.NewVersion(at) || len(all[0].Up) != 2 {
				t.Errorf("read again: %+v, %v", all, err)
			}
			if undone := c.steps[1].Undo != ""; undone != (len(all[0].Down) == 2) {
				t.Errorf("the way down: %+v", all[0].Down)
			}
		})
	}
}

// Nothing is written where something is wrong, and nothing is overwritten.
func TestWriteRefused(t *testing.T) {
	for _, c := range []struct {
		name, file string
		steps      []ddl.Step
		want       string
	}{
		{"no steps", "a", nil, "migrate: there are no steps to write"},
		{"name", "a b", []ddl.Step{addSide}, `migrate: the name "a b" has other characters than letters, digits, - and _`},
		{"plan", "a", []ddl.Step{{Table: "t", Risk: ddl.NeedsNewTable, Why: "PARTITION BY differs", Plan: []string{"CREATE TABLE"}}}, `migrate: a step for "t" has no statement: PARTITION BY differs (needs a new table). Look at its Plan, and write each statement of it as a Step of its own`},
		{"two statements", "a", []ddl.Step{{Table: "t", SQL: "DROP TABLE t; DROP TABLE u"}}, `migrate: step 1 is not one statement as a file can hold it: DROP TABLE t; DROP TABLE u`},
		{"annotation", "a", []ddl.Step{{Table: "t", SQL: "SELECT '\n"}}, `migrate: the steps cannot be written to a file: migrate: 20260102030405_a.up.sql:2: the string that starts here is not closed`},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			_, err := migrate.Write(dir, c.file, c.steps, migrate.At(at))
			if err == nil || err.Error() != c.want || len(written(t, dir)) != 0 {
				t.Errorf("want %s\ngot  %v\n%v", c.want, err, written(t, dir))
			}
		})
	}
	dir := t.TempDir()
	if _, err := migrate.Write(dir, "a", []ddl.Step{addSide}, migrate.At(at)); err != nil {
		t.Fatal(err)
	}
	before := written(t, dir)
	if _, err := migrate.Write(dir, "b", []ddl.Step{addView}, migrate.At(at)); !errors.Is(err, fs.ErrExist) || !strings.Contains(err.Error(), "has version 20260102030405 (a) already") {
		t.Error(err)
	}
	if diff := cmp.Diff(before, written(t, dir)); diff != "" {
		t.Error(diff)
	}
	if _, err := migrate.Write(filepath.Join(dir, "none"), "b", []ddl.Step{addView}); !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}

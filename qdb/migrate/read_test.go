package migrate_test

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/questql/questql/qdb/migrate"
)

// folder makes a file system of names and texts in turn.
func folder(namesAndTexts ...string) fstest.MapFS {
	fsys := fstest.MapFS{}
	for i := 0; i < len(namesAndTexts); i += 2 {
		fsys[namesAndTexts[i]] = &fstest.MapFile{Data: []byte(namesAndTexts[i+1])}
	}
	return fsys
}

const version1, version2 = 20260102030405, 20260203040506

// TestRead reads the same two migrations in both formats.
func TestRead(t *testing.T) {
	golangMigrate := folder(
		"20260203040506_add_side.up.sql", "-- why\nALTER TABLE trades ADD COLUMN side SYMBOL;\n\n/* x; */ INSERT INTO trades (px, ts) VALUES (1, 0)",
		"20260203040506_add_side.down.sql", "ALTER TABLE trades DROP COLUMN side;",
		"20260102030405_trades.up.sql", "CREATE TABLE trades (\r\n  px DOUBLE, -- price; in euros\r\n  ts TIMESTAMP\r\n) TIMESTAMP(ts);\r\n",
		"20260102030405_trades.down.sql", "-- all of it is lost\nSELECT this_migration_cannot_be_undone();\n",
		"README.md", "not a migration", "embed.go", "package migrations",
	)
	goose := folder(
		"20260203040506_add_side.sql", "-- +goose NO TRANSACTION\n-- +goose Up\nALTER TABLE trades ADD COLUMN side SYMBOL;\n-- +goose StatementBegin\nINSERT INTO trades (px, ts) VALUES (1, 0)\n-- +goose StatementEnd\n\n-- +goose Down\nALTER TABLE trades DROP COLUMN side;\n",
		"20260102030405_trades.sql", "-- +goose Up\nCREATE TABLE trades (\n  px DOUBLE, -- price; in euros\n  ts TIMESTAMP\n) TIMESTAMP(ts);\n",
	)
	a, err := migrate.Read(golangMigrate)
	if err != nil {
		t.Fatal(err)
	}
	b, err := migrate.Read(goose)
	if err != nil {
		t.Fatal(err)
	}
	want := []migrate.Migration{
		{Version: version1, Name: "trades", Checksum: a[0].Checksum, Up: []migrate.Statement{
			{SQL: "CREATE TABLE trades (\n  px DOUBLE, -- price; in euros\n  ts TIMESTAMP\n) TIMESTAMP(ts)", File: "20260102030405_trades.sql", Line: 2},
		}},
		{
			Version: version2, Name: "add_side", Checksum: a[1].Checksum,
			Up: []migrate.Statement{
				{SQL: "ALTER TABLE trades ADD COLUMN side SYMBOL", File: "20260203040506_add_side.sql", Line: 3},
				{SQL: "INSERT INTO trades (px, ts) VALUES (1, 0)", File: "20260203040506_add_side.sql", Line: 5},
			},
			Down: []migrate.Statement{{SQL: "ALTER TABLE trades DROP COLUMN side", File: "20260203040506_add_side.sql", Line: 9}},
		},
	}
	if diff := cmp.Diff(want, b); diff != "" {
		t.Errorf("goose, want - got +:\n%s", diff)
	}
	// The checksums are those of the statements, whatever the format and line ends.
	for i := range want {
		if len(a[i].Up) != len(want[i].Up) || len(a[i].Down) != len(want[i].Down) || a[i].Checksum != b[i].Checksum {
			t.Errorf("golang-migrate: %+v", a[i])
		}
	}
	if got := a[1].Up[1]; got.Line != 4 || got.File != "20260203040506_add_side.up.sql" || got.SQL != want[1].Up[1].SQL {
		t.Errorf("a statement behind a comment: %+v", got)
	}
}

func TestReadRepeatable(t *testing.T) {
	all, err := migrate.Read(folder("1_a.up.sql", "SELECT 1;\n-- questql:repeatable\n-- as the keys deduplicate\nSELECT 2; SELECT 3"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []bool{false, true, false} {
		if all[0].Up[i].Repeatable != want {
			t.Errorf("statement %d: %+v", i, all[0].Up[i])
		}
	}
}

// TestReadMistakes holds the place and the text of each mistake in a folder.
func TestReadMistakes(t *testing.T) {
	const ok = "SELECT 1;"
	for _, c := range []struct {
		name  string
		files []string
		want  string
	}{
		{"no version", []string{"trades.sql", ok}, `trades.sql: no version in the name: migrations are named VERSION_name.up.sql and VERSION_name.down.sql, or VERSION_name.sql for goose`},
		{"version 0", []string{"000_a.up.sql", ok}, `000_a.up.sql: the version is a number from 1 to 9223372036854775807, such as YYYYMMDDhhmmss`},
		{"too large", []string{"9223372036854775808_a.up.sql", ok}, `9223372036854775808_a.up.sql: the version is a number from 1 to 9223372036854775807, such as YYYYMMDDhhmmss`},
		{"version twice", []string{"1_a.up.sql", ok, "01_b.up.sql", ok}, `1_a.up.sql: version 1 is that of 01_b.up.sql`},
		{"two names", []string{"1_a.up.sql", ok, "1_b.down.sql", ok}, `1_b.down.sql: version 1 is that of 1_a.up.sql`},
		{"down alone", []string{"1_a.down.sql", ok}, `1_a.down.sql: there is no 1_a.up.sql for it`},
		{"mixed", []string{"1_a.up.sql", ok, "2_b.sql", ok}, `2_b.sql: named as another tool's than 1_a.up.sql: a folder is of golang-migrate or of goose`},
		{"go", []string{"1_a.go", "package m"}, `1_a.go: migrations in Go are goose's own and not run here`},
		{"empty", []string{"1_a.up.sql", "-- nothing\n;;"}, `1_a.up.sql: no statement leads to this version`},
		{"string", []string{"1_a.up.sql", "SELECT 1;\n\nSELECT 'it''s;\n"}, `1_a.up.sql:3: the string that starts here is not closed`},
		{"name", []string{"1_a.up.sql", "SELECT \"x;\n"}, `1_a.up.sql:1: the quoted name that starts here is not closed`},
		{"comment", []string{"1_a.up.sql", "SELECT 1\n/* /* */ ;"}, `1_a.up.sql:2: the comment that starts here is not closed`},
		{"not UTF-8", []string{"1_a.up.sql", "SELECT 1;\nSELECT '\xff'"}, `1_a.up.sql:2: the file is not UTF-8 text here`},
		{"NUL", []string{"1_a.up.sql", "SELECT '\x00'"}, `1_a.up.sql:1: the file is not UTF-8 text here`},
		{"unknown comment", []string{"1_a.up.sql", "-- questql:repeatble\nSELECT 1"}, `1_a.up.sql:1: unknown comment "-- questql:repeatble": there is "-- questql:repeatable"`},
		{"comment within", []string{"1_a.up.sql", "SELECT\n-- questql:repeatable\n1"}, `1_a.up.sql:2: "-- questql:repeatable" stands before a statement, not in it`},
		{"comment behind", []string{"1_a.up.sql", "SELECT 1;\n-- questql:repeatable"}, `1_a.up.sql:2: "-- questql:repeatable" has no statement behind it`},
		{"no goose", []string{"1_a.sql", ok}, `1_a.sql:1: no "-- +goose Up": statements stand behind it, or in files named VERSION_name.up.sql and .down.sql`},
		{"before Up", []string{"1_a.sql", "SELECT 1;\n-- +goose Up\nSELECT 2;"}, `1_a.sql:1: a statement before "-- +goose Up"`},
		{"Down first", []string{"1_a.sql", "-- +goose Down\nSELECT 1;"}, `1_a.sql:1: "-- +goose Up" comes once and first, "-- +goose Down" once and behind it`},
		{"no semicolon", []string{"1_a.sql", "-- +goose Up\nSELECT 1\n-- +goose Down\n"}, `1_a.sql:2: the statement that starts here does not end with a semicolon`},
		{"no semicolon at the end", []string{"1_a.sql", "-- +goose Up\n\nSELECT 1\n"}, `1_a.sql:3: the statement that starts here does not end with a semicolon`},
		{"environment", []string{"1_a.sql", "-- +goose Up\n-- +goose ENVSUB ON\nSELECT ${X};"}, `1_a.sql:2: "-- +goose ENVSUB ON": text from the environment is not supported; write the statement as it is to run`},
		{"annotation", []string{"1_a.sql", "-- +goose Upp\nSELECT 1;"}, `1_a.sql:1: unknown annotation "Upp": goose has Up, Down, StatementBegin, StatementEnd, NO TRANSACTION`},
		{"block", []string{"1_a.sql", "-- +goose Up\n-- +goose StatementBegin\nSELECT 1;"}, `1_a.sql:2: "-- +goose StatementBegin" has no StatementEnd`},
		{"block in block", []string{"1_a.sql", "-- +goose Up\n-- +goose StatementBegin\n-- +goose StatementBegin\nSELECT 1;"}, `1_a.sql:3: "-- +goose StatementBegin" stands behind Up or Down, and not within another`},
		{"end alone", []string{"1_a.sql", "-- +goose Up\nSELECT 1;\n-- +goose StatementEnd"}, `1_a.sql:3: "-- +goose StatementEnd" without a StatementBegin`},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := migrate.Read(folder(c.files...))
			if err == nil || err.Error() != "migrate: "+c.want {
				t.Errorf("want %s\ngot  %v", "migrate: "+c.want, err)
			}
		})
	}
}

// All mistakes are told at once, by file.
func TestReadAllMistakes(t *testing.T) {
	_, err := migrate.Read(folder("2_b.up.sql", "SELECT '", "1_a.up.sql", "", "x.sql", ""))
	if err == nil || strings.Count(err.Error(), "\n") != 2 || !strings.Contains(err.Error(), "1_a.up.sql: no statement") {
		t.Error(err)
	}
	if _, err := migrate.Read(nil); err == nil {
		t.Error("no file system")
	}
	if _, err := migrate.Read(os.DirFS("no such folder")); err == nil {
		t.Error("no folder")
	}
}

package ddl_test

import (
	"testing"

	"github.com/questql/questql/ddl"
	"github.com/questql/questql/expr"
	"github.com/questql/questql/qdb/qdbtest"
)

func TestShow(t *testing.T) {
	db := qdbtest.DB(t)
	made := []expr.Statement{ddl.Create(Altered)}
	rows := []row{
		{surface: "SHOW TABLES", s: ddl.ShowTables(), sql: `SHOW TABLES`, before: made},
		{surface: "SHOW COLUMNS FROM t", s: ddl.ShowColumns(Altered), sql: `SHOW COLUMNS FROM ddl_zt`, before: made},
		{surface: "SHOW PARTITIONS FROM t", s: ddl.ShowPartitions(Altered), sql: `SHOW PARTITIONS FROM ddl_zt`, before: tenDays()},
		{surface: "SHOW CREATE TABLE t", s: ddl.ShowCreate(Altered), sql: `SHOW CREATE TABLE ddl_zt`, before: made},
		{surface: "SHOW PARAMETERS", s: ddl.ShowParameters(), sql: `SHOW PARAMETERS`},
		{surface: "SHOW SERVER_VERSION", s: ddl.ShowServerVersion(), sql: `SHOW SERVER_VERSION`},
		{surface: "SHOW SERVER_VERSION_NUM", s: ddl.ShowServerVersionNum(), sql: `SHOW SERVER_VERSION_NUM`},
		{surface: "SHOW TRANSACTION ISOLATION LEVEL", s: ddl.ShowTransactionIsolationLevel(), sql: `SHOW TRANSACTION ISOLATION LEVEL`},
		{surface: "SHOW TIME ZONE", s: ddl.ShowTimeZone(), sql: `SHOW TIME ZONE`},
		{surface: "SHOW search_path", s: ddl.ShowSearchPath(), sql: `SHOW search_path`},
		{surface: "SHOW datestyle", s: ddl.ShowDateStyle(), sql: `SHOW datestyle`},
		{surface: "SHOW standard_conforming_strings", s: ddl.ShowStandardConformingStrings(), sql: `SHOW standard_conforming_strings`},
		{surface: "SHOW default_transaction_read_only", s: ddl.ShowDefaultTransactionReadOnly(), sql: `SHOW default_transaction_read_only`},
		{surface: "SHOW max_identifier_length", s: ddl.ShowMaxIdentifierLength(), sql: `SHOW max_identifier_length`},
	}
	golden(t, db, dropAltered, rows)
}

// TestShowColumnsOfResults holds the columns that each statement declares
// against those that the server sends.
func TestShowColumnsOfResults(t *testing.T) {
	db := qdbtest.DB(t)
	qdbtest.Create(t, db, Altered)
	for _, s := range []ddl.Statement{
		ddl.ShowTables(), ddl.ShowColumns(Altered), ddl.ShowPartitions(Altered), ddl.ShowCreate(Altered), ddl.ShowParameters(),
		ddl.ShowServerVersion(), ddl.ShowServerVersionNum(), ddl.ShowTransactionIsolationLevel(), ddl.ShowTimeZone(), ddl.ShowSearchPath(),
		ddl.ShowDateStyle(), ddl.ShowStandardConformingStrings(), ddl.ShowDefaultTransactionReadOnly(), ddl.ShowMaxIdentifierLength(),
	} {
		result, err := db.Query(t.Context(), s.String())
		if err != nil {
			t.Errorf("%s: %v", s, err)
			continue
		}
		fields := result.FieldDescriptions()
		result.Close()
		items := itemsOf(t, s)
		if len(fields) != len(items) {
			t.Errorf("%s: the server sends %d columns, want %d", s, len(fields), len(items))
			continue
		}
		for i, f := range fields {
			if f.Name != items[i].Name {
				t.Errorf("%s: column %d is %q, want %q", s, i, f.Name, items[i].Name)
			}
		}
	}
}

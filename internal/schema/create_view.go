package schema

import "github.com/questql/questql/internal/sqlw"

func (t *Table) writeCreateView(w *sqlw.Writer, c Create) {
	if c.OrReplace {
		w.Clause("CREATE OR REPLACE VIEW")
	} else {
		w.Clause("CREATE VIEW")
	}
	if err := t.Check(); err != nil {
		w.Fail(err)
		return
	}
	if c.IfNotExists {
		w.SQL("IF NOT EXISTS ")
	}
	t.WriteName(w)
	w.SQL(" AS ")
	c.Query()
	t.writeOwner(w)
}

func (t *Table) writeCreateMaterializedView(w *sqlw.Writer, c Create) {
	w.Clause("CREATE MATERIALIZED VIEW")
	if err := t.Check(); err != nil {
		w.Fail(err)
		return
	}
	if c.IfNotExists {
		w.SQL("IF NOT EXISTS ")
	}
	t.WriteName(w)
	if t.View.Base != "" {
		w.Clause("WITH BASE")
		w.Name(sqlw.TableName, t.View.Base)
	}
	if t.View.Refresh.Given() {
		w.Break()
		t.View.Refresh.Write(w)
	}
	w.SQL(" AS ")
	c.Query()
	t.writeCasts(w, nil)
	if name := t.DesignatedName(); name != "" && t.View.Timestamp {
		w.Break()
		w.SQL("TIMESTAMP(")
		w.Name(sqlw.ColumnName, name)
		w.SQL(")")
	}
	t.writeStorage(w)
}

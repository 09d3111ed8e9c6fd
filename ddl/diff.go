package ddl

// SchemaModel is a set of tables and views as plain data: what code declares
// ([Schema.Model]) or what a server has (qdb.Inspect).
type SchemaModel struct {
	// Tables are the tables, views and materialized views, ordered by name.
	Tables []TableModel
}

// Risk says what a [Step] does to the rows that are there.
type Risk uint8

// The risks, from none to the greatest.
const (
	// Safe changes no row.
	Safe Risk = iota
	// RewritesData changes how rows are stored, and what they hold where the
	// new type holds less.
	RewritesData
	// LosesData drops rows or columns.
	LosesData
	// NeedsNewTable cannot be done to the table that is there: Plan creates a
	// new one, copies the rows and swaps the two.
	NeedsNewTable
)

func (r Risk) String() string {
	switch r {
	case Safe:
		return "safe"
	case RewritesData:
		return "rewrites data"
	case LosesData:
		return "loses data"
	case NeedsNewTable:
		return "needs a new table"
	}
	return "unknown risk"
}

// Step is one statement on the way from one schema to another.
type Step struct {
	// Table is the table or view that the step changes.
	Table string
	// SQL is the statement; "" where Risk is NeedsNewTable.
	SQL string
	// Plan are the statements that create a new table, copy the rows and swap
	// the two, where Risk is NeedsNewTable. It is offered, not part of the way.
	Plan []string
	Risk Risk
	// Why says what differs.
	Why string
	// Undo is the statement that takes the step back, but for rows that it
	// lost; "" if there is none.
	Undo string
}

package expr

import (
	"github.com/questql/questql/internal/node"
)

// statementName is the name of a statement: only constants convert to it, so
// that the names of a program are few and known.
type statementName string

// Named gives the query a name, for traces, logs, comments and errors: a tracer
// asks qdb.StatementName, qdb.LogTracer logs it, qdb.WithComment adds it to the
// comment, and *BuildError and *qdb.Error name it. It never changes what SQL
// returns. The name of the outermost statement counts, and of several the last:
//
//	latest := expr.Select(expr.All).From(Candles).LatestOn(Candles.Ts, Candles.Symbol).Named("candles.latest")
func (q Query) Named(name statementName) Query { return queryOf(q.last().named(name)) }

// Named gives the query a name: see [Query.Named].
func (p PivotQuery) Named(name statementName) PivotQuery { return PivotQuery{p.Query.Named(name)} }

// Named gives the statement a name: see [Query.Named].
func (s InsertStatement) Named(name statementName) InsertStatement {
	return insertOf(s.last().named(name))
}

// Named gives the statement a name: see [Query.Named].
func (s InsertSelectStatement) Named(name statementName) InsertSelectStatement {
	return insertSelectOf(s.last().named(name))
}

// Named gives the statement a name: see [Query.Named].
func (s UpdateStatement) Named(name statementName) UpdateStatement {
	return updateOf(s.last().named(name))
}

// Named gives the EXPLAIN a name: see [Query.Named]. It does not take that of
// the statement that it explains.
func (s ExplainStatement) Named(name statementName) ExplainStatement {
	b, _ := node.BodyOf(s).(explainBody)
	b.name = (*clause)(nil).named(name)
	return ExplainStatement{makeStatement(b)}
}

func (c *clause) named(name statementName) *clause {
	n := c.add(nameClause)
	n.arg = name
	if name == "" {
		n.fail("the name of the statement is empty")
	}
	return n
}

// name returns the name of the statement whose last clause is c, or "".
func (c *clause) name() string {
	for ; c != nil; c = c.prev {
		if name, ok := c.arg.(statementName); ok {
			return string(name)
		}
	}
	return ""
}

// StatementName implements node.Named.
func (b *selectBody) StatementName() string { return (*clause)(b).name() }

// StatementName implements node.Named.
func (b *insertBody) StatementName() string { return (*clause)(b).name() }

// StatementName implements node.Named.
func (b *insertSelectBody) StatementName() string { return (*clause)(b).name() }

// StatementName implements node.Named.
func (b *updateBody) StatementName() string { return (*clause)(b).name() }

// StatementName implements node.Named.
func (b explainBody) StatementName() string { return b.name.name() }

// checkName tells the writer of a mistake in the name.
func (b explainBody) checkName(w *node.Writer) {
	if b.name != nil && b.name.mistake() != nil {
		w.FailIn("EXPLAIN", b.name.mistake())
	}
}

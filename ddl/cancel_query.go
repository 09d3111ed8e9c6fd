// QuestDB docs: query/sql/cancel-query.md

package ddl

import "github.com/questql/questql/internal/node"

// CancelQuery ends a query that runs, by its query_id in query_activity(). One
// that runs no more is an error of the server.
func CancelQuery(id int64) Statement {
	return Statement{made("CANCEL QUERY", func(w *node.Writer) {
		w.Clause("CANCEL QUERY")
		if id < 0 {
			w.Failf("the id of a query must not be negative, got %d", id)
		}
		w.Int(id)
	})}
}

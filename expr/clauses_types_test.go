package expr_test

import (
	"testing"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

// checkTypes runs a query and holds the names and types of its result against
// what the query tells of itself.
func checkTypes(t *testing.T, db *pgxpool.Pool, q expr.Query) {
	t.Helper()
	items, err := node.BodyOf(q).Shape()
	if err != nil {
		t.Error(err)
		return
	}
	text, err := q.Inline()
	if err != nil {
		t.Error(err)
		return
	}
	for i, it := range items {
		if it.Name == "" {
			continue
		}
		var got string
		// typeOf tells the type; an alias without quotes would be folded.
		if err := db.QueryRow(t.Context(), `SELECT typeOf("`+it.Name+`") FROM (`+text+`) LIMIT 1`).Scan(&got); err != nil {
			t.Errorf("%s\ncolumn %d: %v", text, i+1, err)
			continue
		}
		if got != it.Type.String() {
			t.Errorf("%s\ncolumn %q is %s, the query says %s", text, it.Name, got, it.Type)
		}
	}
}

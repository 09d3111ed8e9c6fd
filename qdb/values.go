package qdb

import (
	"context"
	"iter"
	"slices"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/types"
)

// Values is Query for a shape that is known only at run time: a row is a slice
// with a value for each column, of the Go type that docs/types.md names first,
// nil for NULL.
func Values(ctx context.Context, db DB, query expr.Statement, options ...QueryOption) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		ctx, cancel := newQueryOptions(options).context(ctx)
		defer cancel()
		p, row, err := newValuesPlan(query)
		if err == nil {
			err = runPlan(ctx, db, query, p, func() bool { return yield(slices.Clone(row), nil) })
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// Maps is Values with a map from the names of the columns.
func Maps(ctx context.Context, db DB, query expr.Statement, options ...QueryOption) iter.Seq2[map[string]any, error] {
	return func(yield func(map[string]any, error) bool) {
		ctx, cancel := newQueryOptions(options).context(ctx)
		defer cancel()
		p, row, err := newValuesPlan(query)
		if err == nil {
			err = p.needNames()
		}
		if err == nil {
			err = runPlan(ctx, db, query, p, func() bool {
				m := make(map[string]any, len(row))
				for i, v := range row {
					m[p.items[i].Name] = v
				}
				return yield(m, nil)
			})
		}
		if err != nil {
			yield(nil, err)
		}
	}
}

// newValuesPlan plans to decode each row into a slice.
func newValuesPlan(query expr.Statement) (*plan, []any, error) {
	p, err := newItems(query)
	if err != nil {
		return nil, nil, err
	}
	row := make([]any, len(p.items))
	for i, it := range p.items {
		if p.scans[i], err = types.ScannerFor(it.Type, &row[i]); err != nil {
			return nil, nil, named(query, columnError(i, it, err))
		}
	}
	return p, row, nil
}

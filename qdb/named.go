package qdb

import (
	"context"
	"fmt"

	"github.com/questql/questql/internal/node"
)

// StatementName returns the name of the statement that a tracer is told of, as
// [expr.Query.Named] gave it, or "". It is for the methods of a
// pgx.QueryTracer, with the context that they get.
func StatementName(ctx context.Context) string {
	name, _ := ctx.Value(nameKey{}).(string)
	return name
}

type nameKey struct{}

func withName(ctx context.Context, name string) context.Context {
	if name == "" {
		return ctx
	}
	return context.WithValue(ctx, nameKey{}, name)
}

// named puts the statement's name before a mistake that no server saw.
func named(s node.StatementHolder, err error) error {
	if name := node.NameOf(s); name != "" && err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return err
}

package qdb

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// A replayer is a database without a server: the recorder of package qdbtest.
// It gets each statement as it would be sent, and gives the rows of its result
// as Go values, or the number of rows that an INSERT wrote.
type replayer interface {
	Replay(ctx context.Context, sql string, args []any) (rows [][]any, inserted int64, err error)
}

// replay runs a call on a replayer. Its rows go through the same decoding as
// those of a server.
func replay(ctx context.Context, r replayer, c *call, p *plan, each func() bool) (pgconn.CommandTag, error) {
	if ctx.Err() != nil {
		return pgconn.CommandTag{}, ctx.Err()
	}
	rows, inserted, err := r.Replay(ctx, c.sql, c.args())
	if err != nil {
		return pgconn.CommandTag{}, err
	}
	if p == nil {
		return pgconn.NewCommandTag(fmt.Sprintf("INSERT 0 %d", inserted)), nil
	}
	for _, row := range rows {
		if ctx.Err() != nil {
			return pgconn.CommandTag{}, ctx.Err()
		}
		values, err := wireRow(p.items, row)
		if err == nil {
			err = p.scan(values)
		}
		if err != nil || !each() {
			return pgconn.CommandTag{}, err
		}
	}
	return pgconn.NewCommandTag(fmt.Sprintf("SELECT %d", len(rows))), nil
}

// wireRow encodes Go values as the server sends them.
func wireRow(items []node.Item, row []any) ([][]byte, error) {
	if len(row) != len(items) {
		return nil, fmt.Errorf("qdb: the replayed row has %d values, the query %d columns (%s)", len(row), len(items), names(items))
	}
	values := make([][]byte, len(row))
	for i, v := range row {
		value, err := types.ValueOf(items[i].Type, v)
		if err != nil {
			return nil, columnError(i, items[i], err)
		}
		if values[i], err = wireValue(&value); err != nil {
			return nil, columnError(i, items[i], err)
		}
	}
	return values, nil
}

// wireValue encodes a value as the server sends it, which is how a parameter of
// the type is sent, but for the bits of a geohash and for a UUID.
func wireValue(v *types.Value) ([]byte, error) {
	switch v := v.Any().(type) {
	case types.Geohash:
		return []byte(strings.TrimPrefix(v.String(), "##")), nil
	case types.GUID:
		return v[:], nil
	}
	src, null, err := v.AppendParam(make([]byte, 0, 16))
	if null {
		return nil, err
	}
	return src, err
}

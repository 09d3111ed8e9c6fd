package types_test

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/types"
)

// session is a connection with tables of its own.
type session struct {
	t      *testing.T
	conn   *pgconn.PgConn
	tables []string
}

var tables atomic.Int64

func open(t *testing.T) *session {
	t.Helper()
	conn, err := pgconn.Connect(context.Background(), questdb.ForTest(t).DSN())
	if err != nil {
		t.Fatal(err)
	}
	s := &session{t: t, conn: conn}
	t.Cleanup(func() {
		for _, table := range s.tables {
			if _, err := s.run("DROP TABLE IF EXISTS "+table, nil, nil); err != nil {
				t.Error(err)
			}
		}
		if err := conn.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return s
}

// name returns the name of a table that is dropped when the test ends.
func (s *session) name() string {
	name := fmt.Sprintf("types_%d_%d", time.Now().UnixNano(), tables.Add(1))
	s.tables = append(s.tables, name)
	return name
}

// run sends parameters as the executor does: declared and in their format.
func (s *session) run(sql string, params []types.Value, formats []types.Format) (*pgconn.Result, error) {
	var values [][]byte
	var oids []uint32
	var paramFormats, resultFormats []int16
	for i := range params {
		data, null, err := params[i].AppendParam([]byte{})
		if err != nil {
			return nil, err
		}
		if null {
			data = nil
		}
		oid, format := params[i].ParamOID()
		values, oids, paramFormats = append(values, data), append(oids, oid), append(paramFormats, int16(format))
	}
	for _, format := range formats {
		resultFormats = append(resultFormats, int16(format))
	}
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	questdb.CountStatement(1)
	result := s.conn.ExecParams(ctx, sql, values, oids, paramFormats, resultFormats).Read()
	if result.Err != nil {
		return nil, fmt.Errorf("%.300s: %w", sql, result.Err)
	}
	return result, nil
}

func (s *session) must(sql string, formats ...types.Format) *pgconn.Result {
	s.t.Helper()
	result, err := s.run(sql, nil, formats)
	if err != nil {
		s.t.Fatal(err)
	}
	return result
}

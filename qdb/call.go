package qdb

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

// call is a rendered statement, ready to be sent.
type call struct {
	name    string // the statement's, or ""
	sql     string
	params  []types.Value
	values  [][]byte
	oids    []uint32
	formats []int16
	results []int16
	buf     []byte // holds the values
}

// newCall renders a statement and encodes its parameters: what fails here
// costs no I/O. p is nil for a statement without rows.
func newCall(s node.StatementHolder, p *plan) (*call, error) {
	c := &call{}
	if err := c.render(s); err != nil {
		return nil, err
	}
	return c, c.ask(p)
}

// render makes it the call of s, a statement without rows unless ask follows.
func (c *call) render(s node.StatementHolder) error {
	var err error
	if c.sql, c.params, err = node.Declared(s); err != nil {
		return err
	}
	c.name = node.NameOf(s)
	return c.encode()
}

// ask asks for the columns of a plan in the formats that it decodes.
func (c *call) ask(p *plan) error {
	if p == nil {
		return nil
	}
	nanos := false
	c.results = make([]int16, len(p.items))
	for i, it := range p.items {
		info, err := types.InfoOf(it.Type.Kind)
		if err != nil {
			return columnError(i, it, err)
		}
		c.results[i] = int16(info.Result)
		nanos = nanos || it.Type.Kind == types.KindTimestampNS
	}
	if nanos {
		return c.readNanos(p)
	}
	return nil
}

// The server's limits. It gives misleading errors beyond the first, and resets
// the connection without one beyond the second.
const (
	maxParams  = 1<<15 - 1
	maxMessage = 1<<20 - 1024
)

// sizeError is a statement that is larger than the server takes.
type sizeError struct{ problem string }

func (e *sizeError) Error() string { return "qdb: the statement " + e.problem }

func (c *call) checkSize() error {
	if n := len(c.params); n > maxParams {
		return &sizeError{fmt.Sprintf("has %d parameters; QuestDB takes %d: send fewer rows or values at a time", n, maxParams)}
	}
	// Parse has the text and 4 bytes a parameter, Bind the values and 8.
	parse, bind := len(c.sql)+4*len(c.params), 8*len(c.params)
	for _, v := range c.values {
		bind += len(v)
	}
	if size := max(parse, bind); size > maxMessage {
		return &sizeError{fmt.Sprintf("has %d bytes; QuestDB takes a message of %d: send fewer rows, or shorter values", size, maxMessage)}
	}
	return nil
}

// readNanos reads columns of TIMESTAMP_NS as LONGs, in a query around the
// query: over the wire a timestamp has microseconds, whatever its type.
func (c *call) readNanos(p *plan) error {
	if err := p.needNames(); err != nil {
		return err
	}
	var outer []byte
	for i, it := range p.items {
		if i == 0 {
			outer = append(outer, "SELECT "...)
		} else {
			outer = append(outer, ", "...)
		}
		outer = sqlw.AppendName(outer, it.Name)
		if it.Type.Kind == types.KindTimestampNS {
			outer = append(outer, "::LONG AS "...)
			outer = sqlw.AppendName(outer, it.Name)
		}
	}
	c.sql = string(append(outer, " FROM ("...)) + c.sql + ")"
	return nil
}

// encode encodes the parameters, for a message that the server takes.
func (c *call) encode() error {
	n := len(c.params)
	c.values = slices.Grow(c.values[:0], n)[:n]
	c.oids = slices.Grow(c.oids[:0], n)[:n]
	c.formats = slices.Grow(c.formats[:0], n)[:n]
	buf := slices.Grow(c.buf[:0], 16*n)
	for i := range c.params {
		p := &c.params[i]
		oid, format := p.ParamOID()
		c.oids[i], c.formats[i] = oid, int16(format)
		start := len(buf)
		var null bool
		var err error
		if buf, null, err = p.AppendParam(buf); err != nil {
			return fmt.Errorf("$%d: %w", i+1, err)
		}
		// Appending may move the buffer: the slices of earlier values stay as
		// they are, for nobody writes to them again.
		c.values[i] = buf[start:len(buf):len(buf)]
		if null {
			c.values[i] = nil
		}
	}
	c.buf = buf
	return c.checkSize()
}

// args are the arguments as a tracer sees them.
func (c *call) args() []any {
	args := make([]any, len(c.params))
	for i := range c.params {
		args[i] = c.params[i].Arg()
	}
	return args
}

var errBusy = errors.New("qdb: the connection is reading another result: end its loop first, collect it with All, or use a pool")

// do sends the call and has read read its result. The tracer of the connection
// sees it as one of its own queries.
func (s *session) do(ctx context.Context, c *call, read func(rr *pgconn.ResultReader) (pgconn.CommandTag, error)) (tag pgconn.CommandTag, err error) {
	if ctx.Err() != nil {
		return tag, ctx.Err()
	}
	conn := s.conn.PgConn()
	if conn.IsBusy() {
		return tag, errBusy
	}
	if comment, ok := conn.CustomData()[commentKey].(comment); ok {
		c.sql += comment.of(c.name)
	}
	if tracer := tracerOf(s.conn); tracer != nil {
		ctx := withName(ctx, c.name)
		traced := tracer.TraceQueryStart(ctx, s.conn, pgx.TraceQueryStartData{SQL: c.sql, Args: c.args()})
		defer func() {
			tracer.TraceQueryEnd(traced, s.conn, pgx.TraceQueryEndData{CommandTag: tag, Err: err})
		}()
	}
	w := newWatch(ctx, conn)
	sending := ctx
	if w != nil {
		sending = &w.detached
	}
	tag, err = read(conn.ExecParams(sending, c.sql, c.values, c.oids, c.formats, c.results))
	w.end(!conn.IsClosed())
	if _, ours := errors.AsType[*scanError](err); !ours {
		err = wrap(ctx, err, c)
	}
	return tag, err
}

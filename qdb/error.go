package qdb

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"unicode/utf8"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/questql/questql/types"
)

// Kind is what kind of mistake the server reports. QuestDB gives every error
// the same code, so a kind is read from the message. A Kind is an error, so that
// errors.Is(err, qdb.NotExists) asks for it.
type Kind uint8

// The kinds.
const (
	// Other is an error that none of the rest describes.
	Other Kind = iota
	// Syntax is text that the server cannot parse.
	Syntax
	// NotExists is a table or view that there is not.
	NotExists
	// Exists is a table or view that there is already.
	Exists
	// NoColumn is a column that there is not.
	NoColumn
	// TypeMismatch is a function or operator that does not take its arguments,
	// or a value that does not convert.
	TypeMismatch
	// NullTimestamp is a row without a designated timestamp.
	NullTimestamp
	// Permission is what the user, or a read-only server, may not do.
	Permission
	// Suspended is a table whose write-ahead log is not applied.
	Suspended
	// NoSpace is a disk of the server's that is full; nothing was written.
	NoSpace
	// TimedOut is the server's own limit on a query.
	TimedOut
	// Cancelled is a query that somebody cancelled.
	Cancelled
	// ConnectionLost is a connection that broke; the statement may have run.
	ConnectionLost
)

func (k Kind) Error() string {
	return [...]string{
		"error", "syntax error", "no such table", "table exists", "no such column", "type mismatch", "null designated timestamp",
		"permission denied", "table suspended", "disk full", "timeout", "cancelled", "connection lost",
	}[k]
}

// kindWords finds a kind by what its messages contain, first match first.
var kindWords = []struct {
	kind Kind
	word string
}{
	{NotExists, "does not exist"},
	{NotExists, "table not found"},
	{Exists, "already exists"},
	{NoColumn, "invalid column"},
	{NullTimestamp, "designated timestamp"},
	{NullTimestamp, "timestamp is missing"},
	{Permission, "permission denied"},
	{Permission, "access denied"},
	{Permission, "read-only"},
	{Suspended, "suspended"},
	{NoSpace, "no space left"},
	{TimedOut, "timeout"},
	{Cancelled, "cancelled by user"},
	{TypeMismatch, "inconvertible"},
	{TypeMismatch, "no matching"},
	{TypeMismatch, "type mismatch"},
	{TypeMismatch, "type cast"},
	{TypeMismatch, "cannot compare"},
	{Syntax, "expected"},
	{Syntax, "dangling"},
	{Syntax, "unexpected"},
	{Syntax, "too few arguments"},
	{Syntax, "unknown function"},
}

func kindOf(message string) Kind {
	message = strings.ToLower(message)
	for _, k := range kindWords {
		if strings.Contains(message, k.word) {
			return k.kind
		}
	}
	return Other
}

// Error is an error of the server, or of the connection, with the statement
// that met it. errors.As also finds pgx's *pgconn.PgError behind it. An error
// of a context is not wrapped: it is ctx.Err().
type Error struct {
	Kind Kind
	// Name is the statement's, where it was given one.
	Name string
	// Message is the server's.
	Message string
	// SQL is the text that was sent, ArgTypes the QuestDB types of its
	// parameters. Values are not kept.
	SQL      string
	ArgTypes []types.Type
	// Offset is where in SQL the server saw the mistake, in runes; -1 where it
	// did not say.
	Offset int
	// Err is the cause.
	Err error
}

// Error returns the message, and the line of SQL with a mark under the mistake.
func (e *Error) Error() string {
	var b strings.Builder
	b.WriteString("questdb: ")
	if e.Name != "" {
		b.WriteString(e.Name)
		b.WriteString(": ")
	}
	b.WriteString(e.Message)
	if e.Offset < 0 {
		if e.SQL != "" {
			b.WriteString("\n  ")
			b.WriteString(shortened(e.SQL))
		}
		return b.String()
	}
	line, column := lineAt(e.SQL, e.Offset)
	b.WriteString("\n  ")
	b.WriteString(line)
	b.WriteString("\n  ")
	b.WriteString(strings.Repeat(" ", column))
	b.WriteByte('^')
	return b.String()
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is the error's Kind.
func (e *Error) Is(target error) bool {
	k, ok := target.(Kind)
	return ok && k == e.Kind
}

const (
	shownSQL   = 200
	shownAhead = 100
)

func shortened(sql string) string {
	runes := []rune(strings.ReplaceAll(sql, "\n", " "))
	if len(runes) <= shownSQL {
		return string(runes)
	}
	return string(runes[:shownSQL]) + " …"
}

// lineAt returns the part of the line around a rune of sql, and its column in
// that part.
func lineAt(sql string, offset int) (line string, column int) {
	runes := []rune(sql)
	offset = min(offset, len(runes))
	start, end := offset, offset
	for start > 0 && runes[start-1] != '\n' && offset-start < shownAhead {
		start--
	}
	for end < len(runes) && runes[end] != '\n' && end-offset < shownAhead {
		end++
	}
	return string(runes[start:end]), offset - start
}

// runeOffset converts the server's position, 1-based in UTF-16 units, to an
// offset in runes. 1 is what the server says when it does not know.
func runeOffset(sql string, position int32) int {
	if position <= 1 {
		return -1
	}
	units, runes := int32(1), 0
	for _, r := range sql {
		if units >= position {
			return runes
		}
		units++
		if r > 0xffff {
			units++
		}
		runes++
	}
	return utf8.RuneCountInString(sql)
}

// wrap makes an *Error of what went wrong with a statement.
func wrap(ctx context.Context, err error, c *call) error {
	if err == nil {
		return nil
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	e := &Error{Name: c.name, Message: err.Error(), SQL: c.sql, Offset: -1, Err: err}
	for i := range c.params {
		e.ArgTypes = append(e.ArgTypes, c.params[i].Type())
	}
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		e.Kind, e.Message, e.Offset = kindOf(pg.Message), pg.Message, runeOffset(c.sql, pg.Position)
		return e
	}
	if isLost(err) {
		e.Kind = ConnectionLost
	}
	return e
}

func isLost(err error) bool {
	var network net.Error
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, net.ErrClosed) ||
		errors.As(err, &network) || strings.Contains(err.Error(), "conn closed")
}

var errClosed = &Error{Kind: ConnectionLost, Message: "the connection is closed", Offset: -1}

// connectError tells why there is no connection, in one sentence. What pgx says,
// a line for each address and way that it tried, is behind it.
func connectError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	kind, why := noConnection(err)
	to := ""
	if c, ok := errors.AsType[*pgconn.ConnectError](err); ok && c.Config != nil {
		to = fmt.Sprintf(" to %s:%d", c.Config.Host, c.Config.Port)
	}
	return &Error{Kind: kind, Message: fmt.Sprintf("no connection%s: %s", to, why), Offset: -1, Err: err}
}

const isItPGWire = "is QuestDB up, and is that its PGWire port, 8812 unless configured?"

func noConnection(err error) (kind Kind, why string) {
	if pg, ok := errors.AsType[*pgconn.PgError](err); ok {
		if strings.Contains(pg.Message, "password") {
			return Permission, pg.Message
		}
		return kindOf(pg.Message), pg.Message
	}
	op, isOp := errors.AsType[*net.OpError](err)
	dns, isDNS := errors.AsType[*net.DNSError](err)
	switch {
	case strings.Contains(err.Error(), "server refused TLS"): // pgx has no value for it
		return ConnectionLost, "the server has no TLS, which sslmode asks for: configure TLS there, or set sslmode=disable"
	case isDNS:
		return ConnectionLost, fmt.Sprintf("the host is not found (%s)", dns.Err)
	case isTimeout(err):
		return ConnectionLost, "no answer within connect_timeout: " + isItPGWire
	case isOp && op.Op == "dial":
		return ConnectionLost, fmt.Sprintf("nothing answers there (%s): %s", op.Err, isItPGWire)
	}
	return ConnectionLost, err.Error()
}

func isTimeout(err error) bool {
	network, ok := errors.AsType[net.Error](err)
	return errors.Is(err, context.DeadlineExceeded) || ok && network.Timeout()
}

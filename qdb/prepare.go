package qdb

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"sync"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/types"
)

// Stmt is a prepared query: constant text, a binder of Args and a scanner of
// Row, made once. It may be used by any number of goroutines.
type Stmt[Args, Row any] struct {
	query   expr.Statement
	sql     string
	calls   sync.Pool // of *invocation[Args, Row]
	finders sync.Pool // of *finder[Row]
}

// Prepare compiles a query whose parameters, [expr.Param], come from the fields
// of Args with each call, and checks it against Args and Row as [CheckRow] does,
// without a database. A field's name in snake case, or its tag `qdb:"name"`, is
// the parameter's name; each parameter has a field, and each field a parameter.
//
//	type Args struct{ Source string; Min float64 }
//	stmt, err := qdb.Prepare[Args, Row](query)
//	for row, err := range stmt.Query(ctx, db, Args{"coconut", 10}) { … }
//
// Nothing is prepared on the server: every connection can run it at once.
func Prepare[Args, Row any](query expr.Statement) (*Stmt[Args, Row], error) {
	s := &Stmt[Args, Row]{query: query}
	first, err := s.newInvocation()
	if err != nil {
		return nil, err
	}
	s.sql = first.sql
	s.calls.Put(first)
	return s, nil
}

// String returns the text that is sent.
func (s *Stmt[Args, Row]) String() string { return s.sql }

// Query runs the query, as [Query] does.
func (s *Stmt[Args, Row]) Query(ctx context.Context, db DB, args Args, options ...QueryOption) iter.Seq2[Row, error] {
	return s.running(ctx, db, args, options).seq()
}

// All returns all rows, as [All] does.
func (s *Stmt[Args, Row]) All(ctx context.Context, db DB, args Args, options ...QueryOption) ([]Row, error) {
	return s.running(ctx, db, args, options).all()
}

// Find returns the row of a query that has one or none, as [Find] does.
func (s *Stmt[Args, Row]) Find(ctx context.Context, db DB, args Args, options ...QueryOption) (row Row, ok bool, err error) {
	f := s.finder()
	defer s.forget(f)
	return f.result(s.run(ctx, db, args, options, f.each))
}

// One returns the row of a query that has just one, as [One] does.
func (s *Stmt[Args, Row]) One(ctx context.Context, db DB, args Args, options ...QueryOption) (Row, error) {
	f := s.finder()
	defer s.forget(f)
	return f.only(s.run(ctx, db, args, options, f.each))
}

func (s *Stmt[Args, Row]) finder() *finder[Row] {
	if f, ok := s.finders.Get().(*finder[Row]); ok {
		return f
	}
	return newFinder[Row]()
}

// forget keeps a finder, without its row, for another call.
func (s *Stmt[Args, Row]) forget(f *finder[Row]) {
	var none Row
	f.row, f.rows = none, 0
	s.finders.Put(f)
}

func (s *Stmt[Args, Row]) running(ctx context.Context, db DB, args Args, options []QueryOption) running[Row] {
	return func(each func(Row) bool) error { return s.run(ctx, db, args, options, each) }
}

// invocation is what one call of a Stmt needs: where its arguments and its row
// stand while it runs. It is used by one call at a time, and holds nothing of it
// afterwards.
type invocation[Args, Row any] struct {
	binding[Args]
	row  Row
	plan *plan
}

func (s *Stmt[Args, Row]) run(ctx context.Context, db DB, args Args, options []QueryOption, each func(Row) bool) error {
	inv, ok := s.calls.Get().(*invocation[Args, Row])
	if !ok {
		var err error
		if inv, err = s.newInvocation(); err != nil {
			return err
		}
	}
	defer func() {
		var none Row
		inv.row = none
		inv.release()
		s.calls.Put(inv)
	}()
	if err := inv.bind(args); err != nil {
		return err
	}
	ctx, cancel := newQueryOptions(options).context(ctx)
	defer cancel()
	return runCall(ctx, db, &inv.call, inv.plan, func() bool { return each(inv.row) })
}

func (s *Stmt[Args, Row]) newInvocation() (*invocation[Args, Row], error) {
	inv := &invocation[Args, Row]{}
	var err error
	if inv.plan, err = newPlan(s.query, &inv.row); err != nil {
		return nil, err
	}
	if err := inv.prepare(s.query); err != nil {
		return nil, err
	}
	// What asks for columns may put a query around the text.
	err = inv.call.ask(inv.plan)
	inv.sql = inv.call.sql
	return inv, err
}

// ExecStmt is a prepared statement without rows: constant text and a binder of
// Args, made once. It may be used by any number of goroutines.
type ExecStmt[Args any] struct {
	statement expr.Statement
	body      node.Body
	sql       string
	calls     sync.Pool // of *binding[Args]
}

// PrepareExec is [Prepare] for a statement that returns no rows: an INSERT or an
// UPDATE. A parameter that is assigned to a column has the column's type, and its
// values are checked as those of Set are:
//
//	insert := expr.Insert(Signal).Set(
//		Signal.Source.SetExpr(expr.Param[expr.Text]("source")),
//		Signal.Ts.SetExpr(expr.Param[expr.Timestamp]("ts")))
//	stmt, err := qdb.PrepareExec[Reading](insert)
//	_, err = stmt.Exec(ctx, db, Reading{"coconut", now})
//
// For many rows at once [InsertAll] is faster.
func PrepareExec[Args any](statement expr.Statement) (*ExecStmt[Args], error) {
	body, err := execBody(statement)
	if err != nil {
		return nil, err
	}
	s := &ExecStmt[Args]{statement: statement, body: body}
	first, err := s.newCall()
	if err != nil {
		return nil, err
	}
	s.sql = first.sql
	s.calls.Put(first)
	return s, nil
}

// String returns the text that is sent.
func (s *ExecStmt[Args]) String() string { return s.sql }

// Exec runs the statement, as [Exec] does.
func (s *ExecStmt[Args]) Exec(ctx context.Context, db DB, args Args, options ...ExecOption) (Result, error) {
	b, ok := s.calls.Get().(*binding[Args])
	if !ok {
		var err error
		if b, err = s.newCall(); err != nil {
			return Result{}, err
		}
	}
	defer func() {
		b.release()
		s.calls.Put(b)
	}()
	if err := b.bind(args); err != nil {
		return Result{}, err
	}
	return execAndWait(ctx, db, s.body, &b.call, options)
}

// Insert adds the statement, an INSERT, to a transaction as [Tx.Insert] does.
func (s *ExecStmt[Args]) Insert(ctx context.Context, tx *Tx, args Args) (Result, error) {
	return tx.add(func(db DB) (Result, error) {
		if s.body.Kind() != "INSERT" {
			return Result{}, errOnlyInserts
		}
		return s.Exec(ctx, db, args)
	})
}

func (s *ExecStmt[Args]) newCall() (*binding[Args], error) {
	b := &binding[Args]{}
	return b, b.prepare(s.statement)
}

// binding is the call of a prepared statement, and where its arguments stand
// while it runs.
type binding[Args any] struct {
	sql   string
	args  Args
	binds []bindParam
	call  call
}

// bindParam puts an argument into its parameter.
type bindParam struct {
	param int
	name  string
	value types.BindFunc
}

// prepare renders a statement and matches its parameters with the fields of the
// arguments.
func (b *binding[Args]) prepare(statement node.StatementHolder) error {
	sql, params, err := node.Prepared(statement)
	if err != nil {
		return err
	}
	b.sql, b.call.sql, b.call.name = sql, sql, node.NameOf(statement)
	return named(statement, b.match(params))
}

// bind makes the arguments those of the call.
func (b *binding[Args]) bind(args Args) error {
	b.args = args
	for _, p := range b.binds {
		v, err := p.value()
		if err != nil {
			return fmt.Errorf("qdb: argument %q: %w", p.name, err)
		}
		b.call.params[p.param] = v
	}
	b.call.sql = b.sql // a connection may have put its comment behind it
	return b.call.encode()
}

// release forgets the arguments.
func (b *binding[Args]) release() {
	var none Args
	b.args = none
	clear(b.call.buf)
	for _, p := range b.binds {
		b.call.params[p.param] = types.NullOf(b.call.params[p.param].Type())
	}
}

var errArgsNoStruct = errors.New("qdb: the arguments of a prepared statement are a struct with a field for each parameter")

// match matches the parameters with the fields of the arguments.
func (b *binding[Args]) match(params []node.Param) error {
	rv := reflect.ValueOf(&b.args).Elem()
	if rv.Kind() != reflect.Struct {
		return errArgsNoStruct
	}
	fields, problems := fieldsOf(rv.Type())
	used := make([]bool, len(fields))
	b.call.params = make([]types.Value, len(params))
	for i, p := range params {
		b.call.params[i] = p.Value
		if p.Name == "" {
			continue
		}
		f := findField(fields, p.Name)
		if f < 0 {
			problems = append(problems, fmt.Sprintf("parameter %q (%s) has no field", p.Name, p.Value.Type()))
			continue
		}
		used[f] = true
		value, err := types.BinderFor(p.Value.Type(), fields[f].pointer(rv))
		if err != nil {
			problems = append(problems, fmt.Sprintf("field %s: %v", fields[f].name, err))
			continue
		}
		b.binds = append(b.binds, bindParam{i, p.Name, value})
	}
	for i, f := range fields {
		if !used[i] {
			problems = append(problems, fmt.Sprintf("field %s has no parameter %q", f.name, f.column))
		}
	}
	if len(problems) > 0 {
		return fmt.Errorf("qdb: the arguments %s do not fit the statement: %s", rv.Type(), strings.Join(problems, "; "))
	}
	return nil
}

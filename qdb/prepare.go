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
	s.sql = first.call.sql
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
	args  Args
	row   Row
	binds []bindParam
	plan  *plan
	call  call
}

// bindParam puts an argument into its parameter.
type bindParam struct {
	param int
	name  string
	value types.BindFunc
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
		var noArgs Args
		var noRow Row
		inv.args, inv.row = noArgs, noRow
		clear(inv.call.buf)
		for _, b := range inv.binds {
			inv.call.params[b.param] = types.NullOf(inv.call.params[b.param].Type())
		}
		s.calls.Put(inv)
	}()
	inv.args = args
	for _, b := range inv.binds {
		v, err := b.value()
		if err != nil {
			return fmt.Errorf("qdb: argument %q: %w", b.name, err)
		}
		inv.call.params[b.param] = v
	}
	if err := inv.call.encode(); err != nil {
		return err
	}
	inv.call.sql = s.sql // a connection may have put its comment behind it
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
	sql, params, err := node.Prepared(s.query)
	if err != nil {
		return nil, err
	}
	inv.call.sql, inv.call.name = sql, node.NameOf(s.query)
	if err := inv.bind(params); err != nil {
		return nil, named(s.query, err)
	}
	return inv, inv.call.ask(inv.plan)
}

var errArgsNoStruct = errors.New("qdb: the arguments of a prepared statement are a struct with a field for each parameter")

// bind matches the parameters with the fields of the arguments.
func (inv *invocation[Args, Row]) bind(params []node.Param) error {
	rv := reflect.ValueOf(&inv.args).Elem()
	if rv.Kind() != reflect.Struct {
		return errArgsNoStruct
	}
	fields, problems := rowFields(rv, nil, nil)
	used := make([]bool, len(fields))
	inv.call.params = make([]types.Value, len(params))
	for i, p := range params {
		inv.call.params[i] = p.Value
		if p.Name == "" {
			continue
		}
		f := findField(fields, p.Name)
		if f < 0 {
			problems = append(problems, fmt.Sprintf("parameter %q (%s) has no field", p.Name, p.Value.Type()))
			continue
		}
		used[f] = true
		value, err := types.BinderFor(p.Value.Type(), fields[f].value.Addr().Interface())
		if err != nil {
			problems = append(problems, fmt.Sprintf("field %s: %v", fields[f].name, err))
			continue
		}
		inv.binds = append(inv.binds, bindParam{i, p.Name, value})
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

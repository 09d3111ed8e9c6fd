package qdb

import (
	"context"
	"time"
)

// ExecOption changes what Exec does.
type ExecOption interface{ applyExec(o *execOptions) }

// QueryOption changes what Query, All, One, Find, Values and Maps do.
type QueryOption interface{ applyQuery(o *queryOptions) }

type queryOptions struct{ timeout time.Duration }

type execOptions struct {
	queryOptions
	wait bool
}

// CallOption is an ExecOption and a QueryOption.
type CallOption interface {
	ExecOption
	QueryOption
}

type timeoutOption time.Duration

func (d timeoutOption) applyQuery(o *queryOptions) { o.timeout = time.Duration(d) }
func (d timeoutOption) applyExec(o *execOptions)   { o.timeout = time.Duration(d) }

// Timeout bounds the time that a call takes, as a deadline of its context does.
func Timeout(d time.Duration) CallOption { return timeoutOption(d) }

type waitOption struct{}

func (waitOption) applyExec(o *execOptions) { o.wait = true }

// WriteOption is an ExecOption and an InsertOption.
type WriteOption interface {
	ExecOption
	InsertOption
}

// AndWait waits, after a write, until its rows are visible to queries: see
// [WaitApplied].
func AndWait() WriteOption { return waitOption{} }

func newQueryOptions(options []QueryOption) queryOptions {
	if len(options) == 0 {
		return queryOptions{} // and nothing is allocated
	}
	var o queryOptions
	for _, set := range options {
		set.applyQuery(&o)
	}
	return o
}

// context returns ctx with the deadline of the options.
func (o queryOptions) context(ctx context.Context) (context.Context, context.CancelFunc) {
	if o.timeout <= 0 {
		return ctx, func() {}
	}
	return context.WithTimeout(ctx, o.timeout)
}

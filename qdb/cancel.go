package qdb

import (
	"context"
	"sync"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

// watch ends a statement with its context. pgx's own watcher cannot: of a
// result that is being sent it lets all rows arrive and reports success.
//
// When the context ends, the server is asked to cancel, and a server that does
// not react loses the connection. The reader of the rows looks at the context
// too, and gives up a result that goes on arriving.
type watch struct {
	detached
	conn     *pgconn.PgConn
	stop     func() bool
	cancel   sync.WaitGroup // until the server has the cancel request
	deadline *time.Timer    // set before that
}

// detached is a context with its values alone: what pgx gets, so that it does not
// watch the context too.
type detached struct{ context.Context }

func (detached) Deadline() (deadline time.Time, ok bool) { return }
func (detached) Done() <-chan struct{}                   { return nil }
func (detached) Err() error                              { return nil }

// newWatch returns nil for a context that does not end.
func newWatch(ctx context.Context, conn *pgconn.PgConn) *watch {
	if ctx.Done() == nil {
		return nil
	}
	w := &watch{detached: detached{ctx}, conn: conn}
	w.cancel.Add(1)
	w.stop = context.AfterFunc(ctx, w.ask)
	return w
}

// ask asks the server to cancel.
func (w *watch) ask() {
	defer w.cancel.Done()
	request, cancel := context.WithTimeout(context.Background(), cancelGrace)
	defer cancel()
	_ = w.conn.CancelRequest(request)
	w.deadline = time.AfterFunc(cancelGrace, func() { _ = w.conn.Conn().SetDeadline(time.Now()) })
}

// end says that the statement has ended. A connection that is kept must not
// meet a cancel request that is still on its way: it would hit the next
// statement.
func (w *watch) end(kept bool) {
	if w == nil || w.stop() || !kept {
		return
	}
	w.cancel.Wait()
	w.deadline.Stop()
}

package qdb

import (
	"context"
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
	cancel func() bool
	sent   chan struct{} // closed when the server has the cancel request
	ended  chan struct{} // closed when the statement has ended
}

func newWatch(ctx context.Context, conn *pgconn.PgConn) *watch {
	if ctx.Done() == nil {
		return nil
	}
	w := &watch{sent: make(chan struct{}), ended: make(chan struct{})}
	w.cancel = context.AfterFunc(ctx, func() {
		request, cancel := context.WithTimeout(context.Background(), cancelGrace)
		defer cancel()
		_ = conn.CancelRequest(request)
		close(w.sent)
		select {
		case <-w.ended:
		case <-time.After(cancelGrace):
			_ = conn.Conn().SetDeadline(time.Now())
		}
	})
	return w
}

// end says that the statement has ended. A connection that is kept must not
// meet a cancel request that is still on its way: it would hit the next
// statement.
func (w *watch) end(kept bool) {
	if w == nil {
		return
	}
	close(w.ended)
	if w.cancel() || !kept {
		return
	}
	<-w.sent
}

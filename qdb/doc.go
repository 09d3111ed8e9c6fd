// Package qdb runs statements of packages expr and ddl on QuestDB through pgx.
//
//	db, err := qdb.Open(ctx, "postgres://admin:quest@localhost:8812/qdb")
//	err = qdb.CreateAll(ctx, db, Signal)
//	_, err = qdb.Exec(ctx, db, expr.Insert(Signal).Values("coconut", 16.88993244, now), qdb.AndWait())
//	for row, err := range qdb.Query[Reading](ctx, db, query) { … }
//	db.Close()
//
// It is thin: no pool, no mapping of objects, no retries. [Open] returns an
// ordinary *pgxpool.Pool, and every function takes a [DB], which a *pgx.Conn, a
// *pgxpool.Pool and a pgx.Tx are. What it adds is what drivers get wrong for
// QuestDB: each parameter is sent with its declared type, each result column is
// asked for in the format of its QuestDB type, and a mistake in a statement or a
// row type is an error before any I/O.
package qdb

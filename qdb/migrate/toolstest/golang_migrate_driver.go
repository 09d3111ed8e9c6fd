package toolstest

import (
	"context"
	"errors"
	"io"
	"strings"
	"time"

	"github.com/golang-migrate/migrate/v4/database"
	"github.com/jackc/pgx/v5"
)

// Driver is a database driver of golang-migrate for QuestDB, for
// migrate.NewWithInstance, or by database.Register("questdb", &Driver{}) for
// URLs as questdb://admin:quest@localhost:8812/qdb.
//
// QuestDB has no UPDATE of a single row that is visible at once, and no
// transaction over TRUNCATE and INSERT: the last row of the version table counts.
// The lock is a table: of two programs, one succeeds in creating it. A program
// that is killed leaves it behind; drop schema_migrations_lock then.
type Driver struct{ conn *pgx.Conn }

var _ database.Driver = (*Driver)(nil)

// NewDriver makes a driver of a connection, and creates the version table.
func NewDriver(ctx context.Context, conn *pgx.Conn) (*Driver, error) {
	d := &Driver{conn}
	return d, d.exec(ctx, `CREATE TABLE IF NOT EXISTS schema_migrations (version LONG, dirty BOOLEAN, at TIMESTAMP)
		TIMESTAMP(at) PARTITION BY YEAR BYPASS WAL`)
}

// Open implements database.Driver.
func (d *Driver) Open(url string) (database.Driver, error) {
	_, rest, _ := strings.Cut(url, "://")
	conn, err := pgx.Connect(context.Background(), "postgres://"+rest)
	if err != nil {
		return nil, err
	}
	return NewDriver(context.Background(), conn)
}

// Close implements database.Driver.
func (d *Driver) Close() error { return d.conn.Close(context.Background()) }

// Lock implements database.Driver.
func (d *Driver) Lock() error {
	err := d.exec(context.Background(), "CREATE TABLE schema_migrations_lock (x INT)")
	if err != nil && strings.Contains(err.Error(), "already exists") {
		return database.ErrLocked
	}
	return err
}

// Unlock implements database.Driver.
func (d *Driver) Unlock() error {
	return d.exec(context.Background(), "DROP TABLE schema_migrations_lock")
}

// Run implements database.Driver. The server cuts the text into statements.
func (d *Driver) Run(migration io.Reader) error {
	text, err := io.ReadAll(migration)
	if err != nil {
		return err
	}
	if err := d.exec(context.Background(), string(text)); err != nil {
		return &database.Error{OrigErr: err, Err: "migration failed", Query: text}
	}
	return nil
}

// exec uses the simple protocol, which takes several statements.
func (d *Driver) exec(ctx context.Context, sql string) error {
	_, err := d.conn.PgConn().Exec(ctx, sql).ReadAll()
	return err
}

// SetVersion implements database.Driver.
func (d *Driver) SetVersion(version int, dirty bool) error {
	_, err := d.conn.Exec(context.Background(), "INSERT INTO schema_migrations (version, dirty, at) VALUES ($1, $2, $3)",
		pgx.QueryExecModeCacheDescribe, int64(version), dirty, time.Now().UTC())
	return err
}

// Version implements database.Driver.
func (d *Driver) Version() (version int, dirty bool, err error) {
	var v int64
	err = d.conn.QueryRow(context.Background(), "SELECT version, dirty FROM schema_migrations LIMIT -1", pgx.QueryExecModeCacheDescribe).Scan(&v, &dirty)
	if errors.Is(err, pgx.ErrNoRows) {
		return database.NilVersion, false, nil
	}
	return int(v), dirty, err
}

// Drop implements database.Driver. Dropping all tables of a server by a slip of
// the hand is not worth the convenience.
func (d *Driver) Drop() error {
	return errors.New("drop is not supported: drop the tables by name")
}

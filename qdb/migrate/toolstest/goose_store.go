package toolstest

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/pressly/goose/v3/database"
)

// GooseStore keeps goose's versions in a QuestDB table, for goose.NewProvider
// with goose.WithStore and database.DialectCustom. QuestDB has no DELETE: the
// last row of a version says whether it is applied. The table has no write-ahead
// log, so that a row is visible at once.
//
// goose has no lock for QuestDB: see that only one program runs it at a time.
type GooseStore struct{}

var _ database.Store = GooseStore{}

// Tablename implements database.Store.
func (GooseStore) Tablename() string { return "goose_db_version" }

// TableExists tells goose whether to create the table; without it goose tries a
// query and takes any error for a no.
func (s GooseStore) TableExists(ctx context.Context, db database.DBTxConn) (bool, error) {
	var n int64
	err := db.QueryRowContext(ctx, "SELECT count() FROM tables() WHERE table_name = $1", s.Tablename()).Scan(&n)
	return n > 0, err
}

// CreateVersionTable implements database.Store.
func (GooseStore) CreateVersionTable(ctx context.Context, db database.DBTxConn) error {
	_, err := db.ExecContext(ctx, `CREATE TABLE goose_db_version (version_id LONG, is_applied BOOLEAN, tstamp TIMESTAMP)
		TIMESTAMP(tstamp) PARTITION BY YEAR BYPASS WAL`)
	return err
}

// Insert implements database.Store.
func (s GooseStore) Insert(ctx context.Context, db database.DBTxConn, req database.InsertRequest) error {
	return s.append(ctx, db, req.Version, true)
}

// Delete implements database.Store.
func (s GooseStore) Delete(ctx context.Context, db database.DBTxConn, version int64) error {
	return s.append(ctx, db, version, false)
}

func (GooseStore) append(ctx context.Context, db database.DBTxConn, version int64, applied bool) error {
	_, err := db.ExecContext(ctx, "INSERT INTO goose_db_version (version_id, is_applied, tstamp) VALUES ($1, $2, $3)",
		version, applied, time.Now().UTC())
	return err
}

const latestRows = "(SELECT version_id, is_applied, tstamp FROM goose_db_version LATEST ON tstamp PARTITION BY version_id)"

// GetMigration implements database.Store.
func (GooseStore) GetMigration(ctx context.Context, db database.DBTxConn, version int64) (*database.GetMigrationResult, error) {
	r := database.GetMigrationResult{IsApplied: true}
	err := db.QueryRowContext(ctx, "SELECT tstamp FROM "+latestRows+" WHERE version_id = $1 AND is_applied", version).Scan(&r.Timestamp)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, database.ErrVersionNotFound
	}
	return &r, err
}

// GetLatestVersion implements database.Store.
func (GooseStore) GetLatestVersion(ctx context.Context, db database.DBTxConn) (int64, error) {
	var version sql.NullInt64
	err := db.QueryRowContext(ctx, "SELECT max(version_id) FROM "+latestRows+" WHERE is_applied").Scan(&version)
	if err == nil && !version.Valid {
		err = database.ErrVersionNotFound
	}
	return version.Int64, err
}

// ListMigrations implements database.Store.
func (GooseStore) ListMigrations(ctx context.Context, db database.DBTxConn) ([]*database.ListMigrationsResult, error) {
	rows, err := db.QueryContext(ctx, "SELECT version_id FROM "+latestRows+" WHERE is_applied ORDER BY tstamp DESC")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	var all []*database.ListMigrationsResult
	for rows.Next() {
		r := &database.ListMigrationsResult{IsApplied: true}
		if err := rows.Scan(&r.Version); err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}

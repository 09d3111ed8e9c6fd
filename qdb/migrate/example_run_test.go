package migrate_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/questql/questql/qdb/migrate"
)

// Apply what is new, at the start of a program or in a command of its own.
func ExampleRunner_Up() {
	up := func(ctx context.Context, db *pgxpool.Pool) error {
		migrations, err := migrate.New(db, os.DirFS("migrations"), migrate.Logger(slog.Default()))
		if err != nil {
			return err
		}
		applied, err := migrations.Up(ctx)
		for _, m := range applied {
			fmt.Println("applied", m.Version, m.Name)
		}
		return err
	}
	_ = up
}

// Show where each version stands.
func ExampleRunner_Status() {
	show := func(ctx context.Context, migrations *migrate.Runner) error {
		all, err := migrations.Status(ctx)
		for _, s := range all {
			fmt.Println(s.Version, s.Name, s.State, s.At, s.Failure)
		}
		return err
	}
	_ = show
}

// A person has looked at the rows and says whether the statement ran.
func ExampleRunner_Resolve() {
	resume := func(ctx context.Context, migrations *migrate.Runner, ran bool) error {
		_, err := migrations.Up(ctx)
		var at *migrate.StatementError
		if errors.Is(err, migrate.ErrUncertain) && errors.As(err, &at) {
			err = migrations.Resolve(ctx, at.Version, ran)
		}
		return err
	}
	_ = resume
}

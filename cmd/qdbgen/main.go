// Command qdbgen writes a Go package that declares the tables and views of a
// QuestDB database: for each a struct of columns, its declaration, a struct for
// its rows; and a Schema of all.
//
//	go run github.com/questql/questql/cmd/qdbgen -dsn DSN -out DIR
//
// Its flags are told by -help, its use by docs/qdbgen.md.
package main

import (
	"context"
	"os"
	"os/signal"
	_ "time/tzdata" // to check the time zones of materialized views with

	"github.com/questql/questql/cmd/qdbgen/internal/cli"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	return cli.Run(ctx, os.Args[1:], os.Getenv, os.Stdout, os.Stderr)
}

// Package migrate keeps the schema of a QuestDB in files: it writes them from
// the steps of ddl.Diff, reads them, and runs them.
//
//	files, err := migrate.Write("migrations", "add_side", steps)
//
//	migrations, err := migrate.New(db, os.DirFS("migrations"))
//	applied, err := migrations.Up(ctx)
//
// The files are those of golang-migrate or of goose, so that a project can
// change the tool. A [Runner] knows what those do not: that QuestDB confirms a
// write before queries see it, that a statement outlives the program that sent
// it, and what can be told afterwards about one that was interrupted.
//
// docs/migrations.md has the tasks and the limits. Since v0.1.
package migrate

// Package migrate keeps the schema of a QuestDB in files: it writes them from
// the steps of ddl.Diff, reads them, and runs them.
//
// The files are those of golang-migrate or of goose, so that a project can
// change the tool; see [Read].
package migrate

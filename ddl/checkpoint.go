// QuestDB docs: query/sql/checkpoint.md

package ddl

import "github.com/questql/questql/internal/node"

// CheckpointCreate makes the files of the server fit for a copy by other means,
// until CheckpointRelease.
func CheckpointCreate() Statement {
	return Statement{made("CHECKPOINT", func(w *node.Writer) { w.SQL("CHECKPOINT CREATE") })}
}

// CheckpointRelease ends what CheckpointCreate began.
func CheckpointRelease() Statement {
	return Statement{made("CHECKPOINT", func(w *node.Writer) { w.SQL("CHECKPOINT RELEASE") })}
}

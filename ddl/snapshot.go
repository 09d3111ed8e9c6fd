// QuestDB docs: query/sql/snapshot.md

package ddl

import "github.com/questql/questql/internal/node"

// SnapshotPrepare is the old name of CheckpointCreate.
func SnapshotPrepare() Statement {
	return Statement{made("SNAPSHOT", func(w *node.Writer) { w.SQL("SNAPSHOT PREPARE") })}
}

// SnapshotComplete is the old name of CheckpointRelease.
func SnapshotComplete() Statement {
	return Statement{made("SNAPSHOT", func(w *node.Writer) { w.SQL("SNAPSHOT COMPLETE") })}
}

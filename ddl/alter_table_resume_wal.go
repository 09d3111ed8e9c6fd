// QuestDB docs: query/sql/alter-table-resume-wal.md

package ddl

import "github.com/questql/questql/internal/node"

// ResumeWAL goes on applying the writes of a table that was suspended.
func (a AlterTable) ResumeWAL() Statement { return Statement{a.change(writeResume)} }

// ResumeWALFromTxn goes on from a transaction, and leaves those before it out.
func (a AlterTable) ResumeWALFromTxn(txn int64) Statement {
	return Statement{a.change(func(w *node.Writer) { writeResumeFrom(w, txn) })}
}

// SuspendWAL stops applying the writes of a table. The server allows it in its
// developer mode only.
func (a AlterTable) SuspendWAL() Statement {
	return Statement{a.change(func(w *node.Writer) { w.SQL("SUSPEND WAL") })}
}

// SuspendWALWith stops applying the writes of a table, with the code and the
// message of an error, for tests. The server allows it in its developer mode
// only.
func (a AlterTable) SuspendWALWith(code int, message string) Statement {
	return Statement{a.change(func(w *node.Writer) {
		w.SQL("SUSPEND WAL WITH ")
		w.Int(int64(code))
		w.SQL(", ")
		w.Text(message)
	})}
}

func writeResume(w *node.Writer) { w.SQL("RESUME WAL") }

func writeResumeFrom(w *node.Writer, txn int64) {
	if txn < 0 {
		w.Failf("the number of a transaction must not be negative, got %d", txn)
	}
	w.SQL("RESUME WAL FROM TXN ")
	w.Int(txn)
}

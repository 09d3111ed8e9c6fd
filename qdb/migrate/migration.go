package migrate

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// Migration is one version of a schema: the statements that lead to it from the
// version before, and those that lead back.
type Migration struct {
	// Version orders the migrations; [NewVersion] makes one of a time.
	Version int64
	Name    string
	Up      []Statement
	// Down is empty where there is no way back.
	Down []Statement
	// Checksum is that of the statements of Up: it stays the same when comments
	// between them, the formatting between them, Down or the format of the file
	// change, and when a checkout turns line ends into CRLF.
	Checksum string
}

func (m *Migration) String() string { return fmt.Sprintf("%d (%s)", m.Version, m.Name) }

// Statement is one statement of a file.
type Statement struct {
	// SQL is the text without its semicolon and the comments before it.
	SQL string
	// File and Line are where the text begins.
	File string
	Line int
	// Repeatable is true behind the comment "-- questql:repeatable": running the
	// statement twice does what running it once does.
	Repeatable bool
}

// checksum returns the checksum of statements.
func checksum(statements []Statement) string {
	h := sha256.New()
	for _, s := range statements {
		text := strings.ReplaceAll(s.SQL, "\r\n", "\n")
		// With the length, two statements never look like one.
		h.Write(fmt.Appendf(nil, "%d:%s\n", len(text), text)) // never fails
	}
	return hex.EncodeToString(h.Sum(nil))
}

// FileError is a mistake in a migration file.
type FileError struct {
	File string
	// Line is 0 where the mistake is that of the whole file.
	Line    int
	Problem string
}

func (e *FileError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("migrate: %s: %s", e.File, e.Problem)
	}
	return fmt.Sprintf("migrate: %s:%d: %s", e.File, e.Line, e.Problem)
}

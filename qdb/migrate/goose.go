package migrate

import "strings"

// gooseReader reads a file of goose: the statements of both directions, told
// apart by comments.
type gooseReader struct {
	*splitter
	up, down []Statement
	section  string // "", "up", "down"
	block    int    // the line of StatementBegin, 0 outside
}

func newGooseReader(file, text string) *gooseReader {
	r := &gooseReader{splitter: newSplitter(file, text)}
	r.annotation = r.annotate
	return r
}

func (r *gooseReader) read() {
	r.run()
	switch {
	case len(r.errs) > 0:
		return
	case r.block > 0:
		r.fail(r.block, `"-- +goose StatementBegin" has no StatementEnd`)
	case r.section == "":
		r.fail(1, `no "-- +goose Up": statements stand behind it, or in files named VERSION_name.up.sql and .down.sql`)
	default:
		r.endSection()
	}
}

// annotate takes a comment with "+goose", which goose reads where it begins a
// line.
func (r *gooseReader) annotate(t token) {
	if !t.first {
		return
	}
	_, command, _ := strings.Cut(t.text, "+goose")
	switch command = strings.TrimSpace(command); strings.ToLower(command) {
	case "up":
		r.begin(t, "", "up")
	case "down":
		r.begin(t, "up", "down")
	case "statementbegin":
		r.beginBlock(t)
	case "statementend":
		r.endBlock(t)
	case "no transaction":
		// QuestDB has no transactions over DDL: it is so in any case.
	case "envsub on":
		r.fail(t.line, `"-- +goose ENVSUB ON": text from the environment is not supported; write the statement as it is to run`)
	case "envsub off":
	default:
		r.fail(t.line, "unknown annotation %q: goose has Up, Down, StatementBegin, StatementEnd, NO TRANSACTION", command)
	}
}

func (r *gooseReader) begin(t token, after, section string) {
	if r.section != after {
		r.fail(t.line, `"-- +goose Up" comes once and first, "-- +goose Down" once and behind it`)
		return
	}
	r.endSection()
	r.section = section
}

// endSection keeps the statements of the section that ends.
func (r *gooseReader) endSection() {
	if len(r.open) > 0 {
		r.fail(r.open[0].line, "the statement that starts here does not end with a semicolon")
		r.open = nil
	}
	switch r.section {
	case "up":
		r.up = r.statements
	case "down":
		r.down = r.statements
	default:
		if len(r.statements) > 0 {
			r.fail(r.statements[0].Line, `a statement before "-- +goose Up"`)
		}
	}
	r.statements = nil
}

func (r *gooseReader) beginBlock(t token) {
	if r.block > 0 || r.section == "" {
		r.fail(t.line, `"-- +goose StatementBegin" stands behind Up or Down, and not within another`)
	}
	r.block = t.line
}

func (r *gooseReader) endBlock(t token) {
	if r.block == 0 {
		r.fail(t.line, `"-- +goose StatementEnd" without a StatementBegin`)
	}
	// Within a block the last statement needs no semicolon.
	r.end()
	r.block = 0
}

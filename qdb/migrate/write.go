package migrate

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/questql/questql/ddl"
)

// Format is the tool whose files [Write] writes.
type Format uint8

// The formats. A [Runner] reads both.
const (
	// GolangMigrate is VERSION_name.up.sql and VERSION_name.down.sql.
	GolangMigrate Format = iota
	// Goose is VERSION_name.sql.
	Goose
)

// WriteOption changes what [Write] writes.
type WriteOption func(*writeOptions)

type writeOptions struct {
	format Format
	at     time.Time
}

// As writes the files of a tool, those of golang-migrate unless said.
func As(f Format) WriteOption { return func(o *writeOptions) { o.format = f } }

// At makes the version of a time; of now unless said.
func At(t time.Time) WriteOption { return func(o *writeOptions) { o.at = t } }

// NewVersion returns the version of a time, YYYYMMDDhhmmss in UTC: the
// migrations of two branches that are merged do not collide, and keep an order.
func NewVersion(t time.Time) int64 {
	version, _ := strconv.ParseInt(t.UTC().Format("20060102150405"), 10, 64)
	return version
}

var migrationName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

// Write writes a migration of the steps of ddl.Diff to a folder, and returns the
// names of its files. The way down undoes the steps in reverse; if one of them
// cannot be undone, the file says so and stops whoever runs it.
//
// Each file appears whole, and all of them or none. A file that exists is never
// overwritten: a version that the folder has is an error. So is a step that needs
// a new table, as its plan is for a person to look at.
func Write(dir, name string, steps []ddl.Step, options ...WriteOption) ([]string, error) {
	o := writeOptions{at: time.Now()}
	for _, set := range options {
		set(&o)
	}
	if !migrationName.MatchString(name) {
		return nil, fmt.Errorf("migrate: the name %q has other characters than letters, digits, - and _", name)
	}
	if err := checkSteps(steps); err != nil {
		return nil, err
	}
	version := NewVersion(o.at)
	if err := checkVersion(dir, version); err != nil {
		return nil, err
	}
	files := render(o.format, fmt.Sprintf("%d_%s", version, name), steps)
	if err := checkRendered(o.format, files[len(files)-1], steps); err != nil {
		return nil, err
	}
	return writeAll(dir, files)
}

func checkSteps(steps []ddl.Step) error {
	if len(steps) == 0 {
		return errors.New("migrate: there are no steps to write")
	}
	for _, s := range steps {
		if s.SQL == "" {
			return fmt.Errorf("migrate: a step for %q has no statement: %s (%v). Look at its Plan, and write each statement of it as a Step of its own", s.Table, s.Why, s.Risk)
		}
	}
	return nil
}

// checkVersion refuses a version that the folder has.
func checkVersion(dir string, version int64) error {
	all, err := Read(os.DirFS(dir))
	if err != nil {
		return err
	}
	for _, m := range all {
		if m.Version == version {
			return fmt.Errorf("migrate: %s has version %d (%s) already: %w", dir, version, m.Name, fs.ErrExist)
		}
	}
	return nil
}

// sqlFile is a file to write.
type sqlFile struct{ name, text string }

// render returns the files of a migration; that of the way up is the last.
func render(f Format, base string, steps []ddl.Step) []sqlFile {
	up, down := renderUp(steps), renderDown(steps)
	if f == Goose {
		// Within a transaction QuestDB would hold back what an INSERT writes, and
		// drop it silently at the next error.
		return []sqlFile{{base + ".sql", "-- +goose NO TRANSACTION\n-- +goose Up\n" + gooseBlocks(up) + "\n-- +goose Down\n" + gooseBlocks(down)}}
	}
	return []sqlFile{{base + ".down.sql", joined(down)}, {base + ".up.sql", joined(up)}}
}

// piece is a statement of a file, with the comment before it.
type piece struct{ comment, sql string }

func renderUp(steps []ddl.Step) []piece {
	pieces := make([]piece, len(steps))
	for i, s := range steps {
		pieces[i] = piece{about(s), s.SQL}
	}
	return pieces
}

func about(s ddl.Step) string { return fmt.Sprintf("Table %s: %s (%v).", s.Table, s.Why, s.Risk) }

func renderDown(steps []ddl.Step) []piece {
	var stuck, undone []string
	var pieces []piece
	for _, s := range slices.Backward(steps) {
		if s.Undo == "" {
			stuck = append(stuck, about(s))
			continue
		}
		undone = append(undone, s.Undo+";")
		pieces = append(pieces, piece{fmt.Sprintf("Table %s, back.", s.Table), s.Undo})
	}
	if len(stuck) == 0 {
		return pieces
	}
	comment := "This migration cannot be undone:\n" + strings.Join(stuck, "\n") +
		"\nThe statement below stops whoever tries. Replace it if there is a way back."
	if len(undone) > 0 {
		comment += "\nWhat undoes the other steps:\n" + strings.Join(undone, "\n")
	}
	return []piece{{comment, cannotUndo}}
}

// joined writes statements one behind the other.
func joined(pieces []piece) string {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = commented(p.comment) + p.sql + ";\n"
	}
	return strings.Join(texts, "\n")
}

// gooseBlocks is joined for goose, which ends a statement at a line that ends in
// a semicolon, wherever that is.
func gooseBlocks(pieces []piece) string {
	texts := make([]string, len(pieces))
	for i, p := range pieces {
		texts[i] = commented(p.comment) + p.sql + ";\n"
		if strings.ContainsAny(p.sql, ";\n") {
			texts[i] = commented(p.comment) + "-- +goose StatementBegin\n" + p.sql + ";\n-- +goose StatementEnd\n"
		}
	}
	return strings.Join(texts, "\n")
}

func commented(text string) string {
	return "-- " + strings.ReplaceAll(strings.ReplaceAll(text, "\r", " "), "\n", "\n-- ") + "\n"
}

// checkRendered reads what is to be written: what comes out must be what went
// in.
func checkRendered(f Format, file sqlFile, steps []ddl.Step) error {
	up, errs := readUp(f, file)
	if len(errs) > 0 {
		return fmt.Errorf("migrate: the steps cannot be written to a file: %w", errors.Join(errs...))
	}
	for i, s := range steps {
		if len(up) != len(steps) || up[i].SQL != s.SQL {
			return fmt.Errorf("migrate: step %d is not one statement as a file can hold it: %s", i+1, s.SQL)
		}
	}
	return nil
}

func readUp(f Format, file sqlFile) ([]Statement, []error) {
	if f == Goose {
		r := newGooseReader(file.name, file.text)
		r.read()
		return r.up, r.errs
	}
	s := newSplitter(file.name, file.text)
	s.run()
	s.end()
	return s.statements, s.errs
}

// writeAll writes the files beside their names and then links them, which does
// not overwrite. If one fails, none is left.
func writeAll(dir string, files []sqlFile) (names []string, err error) {
	defer func() {
		if err != nil {
			for _, name := range names {
				err = errors.Join(err, os.Remove(filepath.Join(dir, name)))
			}
			names = nil
		}
	}()
	for _, f := range files {
		if err := writeNew(dir, f); err != nil {
			return names, fmt.Errorf("migrate: %w", err)
		}
		names = append(names, f.name)
	}
	return names, nil
}

func writeNew(dir string, f sqlFile) error {
	temp, err := os.CreateTemp(dir, ".questql-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(temp.Name()) }()
	_, err = temp.WriteString(f.text)
	if err := cmp.Or(err, temp.Chmod(0o644), temp.Sync(), temp.Close()); err != nil {
		return err
	}
	return os.Link(temp.Name(), filepath.Join(dir, f.name))
}

package migrate

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

var (
	// golangMigrateFile also matches what goose would take for its own.
	golangMigrateFile = regexp.MustCompile(`^([0-9]+)_(.*)\.(up|down)\.sql$`)
	gooseFile         = regexp.MustCompile(`^([0-9]+)_(.*)\.sql$`)
	gooseCode         = regexp.MustCompile(`^[0-9]+_.*\.go$`)
)

// Read reads the migrations in the root of a file system, ordered by version:
// os.DirFS(dir), or an embed.FS by fs.Sub. The files are those of
// golang-migrate, VERSION_name.up.sql and VERSION_name.down.sql, or of goose,
// VERSION_name.sql with the comments "-- +goose Up" and "-- +goose Down". They
// are cut into statements as QuestDB does, whatever the tool would make of them.
//
// Other files are ignored, but for those that look like migrations and would be
// left out in silence: an .sql file without a version, and Go code of goose.
// All mistakes are returned, joined; each in a file is a *[FileError].
func Read(fsys fs.FS) ([]Migration, error) {
	if fsys == nil {
		return nil, errors.New("migrate: fsys is nil")
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, fmt.Errorf("migrate: %w", err)
	}
	f := folder{fsys: fsys, versions: map[int64]*files{}}
	for _, e := range entries {
		if !e.IsDir() {
			f.add(e.Name())
		}
	}
	var all []Migration
	for version, files := range f.versions {
		all = append(all, f.migration(version, files))
	}
	if len(f.errs) > 0 {
		slices.SortStableFunc(f.errs, func(a, b error) int { return cmp.Compare(a.Error(), b.Error()) })
		return nil, errors.Join(f.errs...)
	}
	slices.SortFunc(all, func(a, b Migration) int { return cmp.Compare(a.Version, b.Version) })
	return all, nil
}

// folder is a folder of migrations while it is read.
type folder struct {
	fsys     fs.FS
	versions map[int64]*files
	first    *files // of the folder: all are of one format
	errs     []error
}

// files are the files of a version: up and down, or goose alone.
type files struct {
	name            string
	up, down, goose string
}

func (f *files) any() string { return cmp.Or(f.goose, f.up, f.down) }

func (f *folder) fail(file, format string, args ...any) {
	f.errs = append(f.errs, &FileError{File: file, Problem: fmt.Sprintf(format, args...)})
}

// add sorts a file into the version that its name tells.
func (f *folder) add(file string) {
	if m := golangMigrateFile.FindStringSubmatch(file); m != nil {
		if m[3] == "up" {
			f.addVersion(m[1], files{name: m[2], up: file})
		} else {
			f.addVersion(m[1], files{name: m[2], down: file})
		}
		return
	}
	if m := gooseFile.FindStringSubmatch(file); m != nil {
		f.addVersion(m[1], files{name: m[2], goose: file})
		return
	}
	switch {
	case gooseCode.MatchString(file) && !strings.HasSuffix(file, "_test.go"):
		f.fail(file, "migrations in Go are goose's own and not run here")
	case path.Ext(file) == ".sql":
		f.fail(file, "no version in the name: migrations are named VERSION_name.up.sql and VERSION_name.down.sql, or VERSION_name.sql for goose")
	}
}

func (f *folder) addVersion(digits string, add files) {
	file := add.any()
	version, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || version == 0 {
		f.fail(file, "the version is a number from 1 to 9223372036854775807, such as YYYYMMDDhhmmss")
		return
	}
	if f.first == nil {
		f.first = &add
	}
	if (f.first.goose == "") != (add.goose == "") {
		f.fail(file, "named as another tool's than %s: a folder is of golang-migrate or of goose", f.first.any())
		return
	}
	have := f.versions[version]
	switch {
	case have == nil:
		f.versions[version] = &add
	case have.name != add.name, add.goose != "", add.up != "" && have.up != "", add.down != "" && have.down != "":
		f.fail(file, "version %d is that of %s", version, have.any())
	default:
		have.up, have.down = have.up+add.up, have.down+add.down
	}
}

// migration reads the files of a version.
func (f *folder) migration(version int64, files *files) Migration {
	m := Migration{Version: version, Name: files.name}
	before := len(f.errs)
	if files.goose != "" {
		m.Up, m.Down = f.readGoose(files.goose)
	} else {
		m.Up, m.Down = f.readSQL(files.up), f.readSQL(files.down)
	}
	switch {
	case files.any() == files.down:
		f.fail(files.down, "there is no %s.up.sql for it", strings.TrimSuffix(files.down, ".down.sql"))
	case len(m.Up) == 0 && len(f.errs) == before:
		f.fail(files.any(), "no statement leads to this version")
	}
	if slices.ContainsFunc(m.Down, isCannotUndo) {
		m.Down = nil
	}
	m.Checksum = checksum(m.Up)
	return m
}

// readSQL reads a file of golang-migrate; "" is none.
func (f *folder) readSQL(file string) []Statement {
	if file == "" {
		return nil
	}
	s := newSplitter(file, f.text(file))
	s.run()
	s.end()
	f.errs = append(f.errs, s.errs...)
	return s.statements
}

func (f *folder) readGoose(file string) (up, down []Statement) {
	r := newGooseReader(file, f.text(file))
	r.read()
	f.errs = append(f.errs, r.errs...)
	return r.up, r.down
}

func (f *folder) text(file string) string {
	text, err := fs.ReadFile(f.fsys, file)
	if err != nil {
		f.errs = append(f.errs, fmt.Errorf("migrate: %w", err))
	}
	return string(text)
}

// cannotUndo is the statement of a way back that there is not. Any tool that
// runs it is stopped by the server, which knows no such function.
const cannotUndo = "SELECT this_migration_cannot_be_undone()"

func isCannotUndo(s Statement) bool { return s.SQL == cannotUndo }

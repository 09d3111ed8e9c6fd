// Package folder brings generated files into a folder that holds other files
// too.
package folder

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Change is a file that is not as it should be.
type Change struct {
	Name string
	// Old is what is there, nil for a file that is new; New is what should be
	// there, nil for a file that should not.
	Old, New []byte
}

// Changes compares a folder, which need not exist, with the files that it should
// have. A file whose first line is header is ours: it is to be removed if it is
// not among them. Another file is never changed; that it has the name of one of
// ours is an error.
func Changes(dir, header string, files map[string][]byte) ([]Change, error) {
	found, err := goFiles(dir)
	if err != nil {
		return nil, err
	}
	var changes []Change
	var problems []error
	for name, old := range found {
		source, wanted := files[name]
		switch ours := bytes.HasPrefix(old, []byte(header+"\n")); {
		case !ours && wanted:
			problems = append(problems, fmt.Errorf("%s was not generated (its first line is not %q) and is kept: move what is in it to a file of another name", filepath.Join(dir, name), header))
		case ours && !wanted:
			changes = append(changes, Change{Name: name, Old: old})
		case ours && !bytes.Equal(old, source):
			changes = append(changes, Change{name, old, source})
		}
	}
	for name, source := range files {
		if _, ok := found[name]; !ok {
			changes = append(changes, Change{Name: name, New: source})
		}
	}
	slices.SortFunc(changes, func(a, b Change) int { return strings.Compare(a.Name, b.Name) })
	return changes, errors.Join(problems...)
}

// goFiles reads the Go files of a folder.
func goFiles(dir string) (map[string][]byte, error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	files := map[string][]byte{}
	for _, e := range entries {
		if e.IsDir() || filepath.Ext(e.Name()) != ".go" {
			continue
		}
		source, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return nil, err
		}
		files[e.Name()] = source
	}
	return files, err
}

// Apply makes the changes. All files are written before the first one takes its
// place, so that a full disk changes nothing and no file is ever half there.
func Apply(dir string, changes []Change) (err error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	written := map[string]string{}
	defer func() {
		for _, temporary := range written {
			err = errors.Join(err, os.Remove(temporary))
		}
	}()
	for _, c := range changes {
		if c.New == nil {
			continue
		}
		temporary, err := writeTemporary(dir, c.New)
		if err != nil {
			return err
		}
		written[c.Name] = temporary
	}
	for _, c := range changes {
		path := filepath.Join(dir, c.Name)
		if c.New == nil {
			err = os.Remove(path)
		} else if err = os.Rename(written[c.Name], path); err == nil {
			delete(written, c.Name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func writeTemporary(dir string, source []byte) (string, error) {
	f, err := os.CreateTemp(dir, ".qdbgen-*")
	if err != nil {
		return "", err
	}
	_, err = f.Write(source)
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err != nil {
		return "", errors.Join(err, os.Remove(f.Name()))
	}
	return f.Name(), nil
}

package migrate

import (
	"slices"
	"strings"

	"github.com/questql/questql/internal/node"
)

// rawStatement is the text of a file as a statement that package qdb runs, with
// kind and place in its errors. It is an expr.Statement.
type rawStatement struct{ nodeStatement }

type nodeStatement = node.Statement

func raw(sql string) rawStatement { return rawStatement{node.MakeStatement(rawBody(sql))} }

// SQL implements expr.Statement.
func (s rawStatement) SQL() (text string, args []any, err error) { return s.Text() }

// Inline implements expr.Statement.
func (s rawStatement) Inline() (string, error) { return s.Inlined(0) }

// Pretty implements expr.Statement.
func (s rawStatement) Pretty() (string, error) { return s.Inlined(0) }

// AppendSQL implements expr.Statement.
func (s rawStatement) AppendSQL(dst []byte, args []any) ([]byte, []any, error) {
	return s.Append(dst, args)
}

// String implements expr.Statement.
func (s rawStatement) String() string { return s.Shown() }

type rawBody string

// Kind implements node.Body.
func (rawBody) Kind() string { return "" }

// Shape implements node.Body. Rows, if there are any, are not read.
func (rawBody) Shape() ([]node.Item, error) { return nil, nil }

// WriteStatement implements node.Body.
func (b rawBody) WriteStatement(w *node.Writer) {
	w.Append(func(dst []byte) []byte { return append(dst, b...) })
}

// words returns the words and names of the statement without quotes, in lower
// case. A word with dots is there as a whole and in its parts.
func (s Statement) words() []string {
	var all []string
	l := lexer{rest: s.SQL, line: 1}
	for {
		t, problem := l.next()
		switch {
		case problem != "" || t.text == "":
			return all
		case t.kind == word:
			all = append(all, strings.ToLower(t.text))
			if strings.Contains(t.text, ".") {
				all = append(all, strings.Split(strings.ToLower(t.text), ".")...)
			}
		case t.kind == name || t.kind == quoted:
			all = append(all, strings.ToLower(t.text[1:len(t.text)-1]))
		}
	}
}

// effect is what a second run of a statement does.
type effect uint8

const (
	// repeats does the same again: nothing.
	repeats effect = iota
	// changesSchema fails, and shows in the names and types of what is there.
	changesSchema
	// changesData adds or changes rows again.
	changesData
)

// effect tells what a second run of the statement would do. What is not known
// to be harmless counts as a change of data.
func (s Statement) effect() effect {
	if s.Repeatable {
		return repeats
	}
	words := s.words()
	if len(words) == 0 {
		return repeats
	}
	switch words[0] {
	case "select", "explain", "show", "refresh":
		return repeats
	case "drop", "rename":
		return changesSchema
	case "alter":
		// Rows go and come with partitions.
		if !slices.Contains(words, "partition") {
			return changesSchema
		}
	case "create":
		if !s.createsRows(words) {
			return changesSchema
		}
	}
	return changesData
}

// createsRows reports whether a CREATE also copies rows.
func (s Statement) createsRows(words []string) bool {
	for _, w := range words[1:] {
		switch w {
		case "view", "materialized":
			return false
		case "table":
			return slices.Contains(words, "select") || slices.Contains(words, "as")
		}
	}
	return true
}

// target returns the name of the table whose rows the statement changes; "" if
// it is not understood.
func (s Statement) target() string {
	words := s.words()
	for i, w := range words {
		if w != "into" && w != "update" && w != "table" {
			continue
		}
		for _, next := range words[i+1:] {
			if next != "if" && next != "not" && next != "exists" {
				return next
			}
		}
	}
	return ""
}

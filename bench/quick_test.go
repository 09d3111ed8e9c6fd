package main

import (
	"strings"
	"testing"

	"github.com/questql/questql/internal/questdb"
	"github.com/questql/questql/qdb"
)

// TestParts runs each part with little work: that it runs, and that the ways it
// compares do the same. Neither Python nor the compiler is asked here.
func TestParts(t *testing.T) {
	server := questdb.ForTest(t)
	db, err := qdb.Open(t.Context(), server.DSN())
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	e := &environment{quick: true, server: server, db: db, withoutPython: true}
	for _, p := range parts {
		if p.name == "compile" {
			continue
		}
		t.Run(p.name, func(t *testing.T) {
			text, err := p.run(t.Context(), e)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(text, "|") {
				t.Errorf("there is no table: %s", text)
			}
		})
	}
}

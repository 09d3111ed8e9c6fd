package main

import (
	"os"
	"testing"
)

// TestPage shows that docs/benchmarks.md has a place for each part, and that
// writing a part leaves the rest as it is.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../docs/benchmarks.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range parts {
		if _, err := replacePart(string(page), p.name, "x"); err != nil {
			t.Error(err)
		}
	}
	const before = "a\n<!-- make bench PARTS=scan -->\nold\n<!-- end of scan -->\nb"
	want := "a\n<!-- make bench PARTS=scan -->\n\nnew\n\n<!-- end of scan -->\nb"
	if got, err := replacePart(before, "scan", "new\n"); err != nil || got != want {
		t.Errorf("%q %v", got, err)
	}
	if _, err := replacePart(before, "insert", "new"); err == nil {
		t.Error("a part without a place is accepted")
	}
}

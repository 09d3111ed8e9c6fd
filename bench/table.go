package main

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// table is a Markdown table. Its columns are aligned, for it is printed, too.
type table struct{ rows [][]string }

func newTable(head ...string) *table { return &table{[][]string{head}} }

func (t *table) row(cells ...string) { t.rows = append(t.rows, cells) }

func (t *table) write(w io.Writer) {
	widths := make([]int, len(t.rows[0]))
	for _, row := range t.rows {
		for i, cell := range row {
			widths[i] = max(widths[i], utf8.RuneCountInString(cell), 3)
		}
	}
	for n, row := range t.rows {
		var line strings.Builder
		for i, width := range widths {
			cell := ""
			if i < len(row) {
				cell = row[i]
			}
			padding := strings.Repeat(" ", width-utf8.RuneCountInString(cell))
			if i == 0 {
				line.WriteString("| " + cell + padding + " |")
			} else {
				line.WriteString(" " + padding + cell + " |")
			}
		}
		_, _ = fmt.Fprintln(w, line.String())
		if n == 0 {
			writeRule(w, widths)
		}
	}
}

func writeRule(w io.Writer, widths []int) {
	line := "|"
	for i, width := range widths {
		line += strings.Repeat("-", width+1)
		if i == 0 {
			line += "-|"
		} else {
			line += ":|"
		}
	}
	_, _ = fmt.Fprintln(w, line)
}

func ratio(a, b time.Duration) float64 { return float64(a) / float64(b) }

func times(a, b time.Duration) string { return decimals(ratio(a, b)) }

func seconds(d time.Duration) string { return fmt.Sprintf("%.3f s", d.Seconds()) }

func nanos(d time.Duration, n int) string { return fmt.Sprintf("%.0f ns", float64(d)/float64(n)) }

// decimals shows two decimals of small figures and none of large ones.
func decimals(f float64) string {
	switch {
	case f < 10:
		return fmt.Sprintf("%.2f", f)
	case f < 100:
		return fmt.Sprintf("%.1f", f)
	}
	return fmt.Sprintf("%.0f", f)
}

// atMost says whether a figure meets a goal that it must not exceed.
func atMost(got, goal float64) string { return met(got <= goal, "≤ "+short(goal)) }

func atLeast(got, goal float64) string { return met(got >= goal, "≥ "+short(goal)+" ×") }

func met(ok bool, goal string) string {
	if ok {
		return goal + " ✓"
	}
	return goal + " ✗"
}

func short(f float64) string {
	return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.2f", f), "0"), ".")
}

package folder

import (
	"fmt"
	"slices"
	"strings"
)

// Diff is the change as a unified diff, old lines with a minus.
func (c Change) Diff() string {
	from, to := "a/"+c.Name, "b/"+c.Name
	if c.Old == nil {
		from = "/dev/null"
	}
	if c.New == nil {
		to = "/dev/null"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", from, to)
	all := edits(lines(c.Old), lines(c.New))
	for _, s := range hunks(all) {
		s.write(&b, all)
	}
	return b.String()
}

func lines(text []byte) []string {
	all := strings.SplitAfter(string(text), "\n")
	if last := len(all) - 1; all[last] == "" {
		return all[:last]
	}
	all[len(all)-1] += "\n\\ No newline at end of file\n"
	return all
}

// edit is a line that is in both texts (' '), in the old one ('-') or in the new
// one ('+').
type edit struct {
	sign byte
	line string
}

// edits returns the way from a to b that keeps the most lines.
func edits(a, b []string) []edit {
	var head, tail []edit // tail is back to front
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		head = append(head, edit{' ', a[0]})
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		tail = append(tail, edit{' ', a[len(a)-1]})
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	kept := longestCommon(a, b)
	for i, j := 0, 0; i < len(a) || j < len(b); {
		switch {
		case i < len(a) && j < len(b) && a[i] == b[j]:
			head = append(head, edit{' ', a[i]})
			i, j = i+1, j+1
		case j == len(b) || i < len(a) && kept[i+1][j] >= kept[i][j+1]:
			head = append(head, edit{'-', a[i]})
			i++
		default:
			head = append(head, edit{'+', b[j]})
			j++
		}
	}
	slices.Reverse(tail)
	return append(head, tail...)
}

// longestCommon returns, for each pair of positions, how many lines behind them
// the two can keep.
func longestCommon(a, b []string) [][]int32 {
	kept := make([][]int32, len(a)+1)
	for i := len(a); i >= 0; i-- {
		kept[i] = make([]int32, len(b)+1)
		for j := len(b) - 1; j >= 0 && i < len(a); j-- {
			if a[i] == b[j] {
				kept[i][j] = kept[i+1][j+1] + 1
			} else {
				kept[i][j] = max(kept[i+1][j], kept[i][j+1])
			}
		}
	}
	return kept
}

// around is how many lines are shown around those that differ.
const around = 3

// span is a part of the edits.
type span struct{ from, to int }

// hunks returns the parts that differ, with the lines around them.
func hunks(all []edit) []span {
	var found []span
	for i, e := range all {
		if e.sign == ' ' {
			continue
		}
		s := span{max(0, i-around), min(len(all), i+around+1)}
		if last := len(found) - 1; last >= 0 && s.from <= found[last].to {
			found[last].to = s.to
		} else {
			found = append(found, s)
		}
	}
	return found
}

// write writes a hunk: at which line it begins in each text and how many of its
// lines it shows, and the lines.
func (s span) write(b *strings.Builder, all []edit) {
	oldLine, newLine := count(all[:s.from])
	oldLines, newLines := count(all[s.from:s.to])
	fmt.Fprintf(b, "@@ -%s +%s @@\n", position(oldLine, oldLines), position(newLine, newLines))
	for _, e := range all[s.from:s.to] {
		b.WriteByte(e.sign)
		b.WriteString(e.line)
	}
}

func position(before, lines int) string {
	if lines == 0 {
		return fmt.Sprintf("%d,0", before)
	}
	return fmt.Sprintf("%d,%d", before+1, lines)
}

// count returns how many lines the edits have of the old and the new text.
func count(all []edit) (oldLines, newLines int) {
	for _, e := range all {
		if e.sign != '+' {
			oldLines++
		}
		if e.sign != '-' {
			newLines++
		}
	}
	return oldLines, newLines
}

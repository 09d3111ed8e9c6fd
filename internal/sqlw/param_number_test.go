package sqlw

import (
	"strconv"
	"strings"
	"testing"
)

// TestBindRows holds the numbers of rows against those that are made one by one,
// behind parameters before them and over all numbers of digits.
func TestBindRows(t *testing.T) {
	for _, before := range []int{0, 1, 8, 9, 10, 97, 995, 99990, 9999991} {
		for _, rows := range []int{1, 2, 7, 200} {
			for _, columns := range []int{1, 2, 9, 30} {
				w := Writer{buf: []byte("VALUES "), bound: before}
				w.BindRows(rows, columns, FirstRow(columns))
				all := make([]string, rows)
				number := before
				for i := range all {
					row := make([]string, columns)
					for j := range row {
						number++
						row[j] = "$" + strconv.Itoa(number)
					}
					all[i] = "(" + strings.Join(row, ", ") + ")"
				}
				if want := "VALUES " + strings.Join(all, ", "); string(w.buf) != want || w.bound != number || w.Err() != nil {
					t.Fatalf("%d rows of %d behind %d: %s, want %s", rows, columns, before, w.buf, want)
				}
			}
		}
	}
	w := Writer{bound: maxParams}
	w.BindRows(1, 1, FirstRow(1))
	if err := w.Err(); err == nil || !strings.Contains(err.Error(), "100000000 parameters") {
		t.Errorf("too many parameters: %v", err)
	}
}

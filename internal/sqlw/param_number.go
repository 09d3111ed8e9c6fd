package sqlw

import (
	"encoding/binary"
	"slices"
)

// FirstRow is the text of BindRows for a row with the first parameters of a
// statement.
func FirstRow(columns int) Keyword {
	var w Writer
	w.bindRows(1, columns)
	return Keyword{keyword(w.buf)}
}

// BindRows writes rows of that many parameters, at least one, as
// ($1, $2), ($3, $4). Their values are the caller's to keep; first is FirstRow of
// the columns.
func (w *Writer) BindRows(rows, columns int, first Keyword) {
	if rows == 1 && w.bound == 0 {
		w.bound = columns
		w.Keyword(first)
		return
	}
	w.bindRows(rows, columns)
}

func (w *Writer) bindRows(rows, columns int) {
	number := w.bound
	w.bound += rows * columns
	if w.bound > maxParams {
		w.Failf("there are %d parameters: send fewer rows at a time", w.bound)
		return
	}
	buf := slices.Grow(w.buf, rows*(columns*paramWidth+len("()"))+paramWidth)
	at := len(buf)
	buf = buf[:cap(buf)]
	at += copy(buf[at:], "(")
	var text, one uint64
	var digits, ten int
	for range rows {
		for range columns {
			number++
			if ten--; ten < 0 {
				text, one, digits, ten = paramText(number)
			} else {
				text += one
			}
			b := (*[paramWidth]byte)(buf[at:])
			b[0] = '$'
			binary.LittleEndian.PutUint64(b[1:], text)
			b[1+digits], b[2+digits] = ',', ' '
			at += len("$, ") + digits
		}
		at += copy(buf[at-len(", "):], "), (") - len(", ")
	}
	w.buf = buf[:at-len(", (")]
}

// maxParams is the highest number of a parameter in a row: what has no more
// digits than are written at once. A message for the server holds far fewer.
const (
	maxParams  = 99_999_999
	paramWidth = len("$99999999, ")
)

// paramText returns the digits of the number of a parameter, the first in the
// lowest byte. An INSERT has thousands, and to count in text is cheaper than to
// convert each: for the left numbers behind it one more is added.
func paramText(number int) (text, one uint64, digits, left int) {
	for n := uint(number); n > 0; n /= 10 {
		text = text<<8 | uint64('0'+n%10)
		digits++
	}
	return text, 1 << (8*digits - 8), digits, 9 - number%10
}

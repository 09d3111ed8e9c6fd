package sqlw

import "slices"

// paramNumber is the number of the last parameter, as text behind ", $": an
// INSERT has thousands, and to count in text is cheaper than to convert each.
type paramNumber struct {
	text   [numberAt + 15]byte
	digits int
}

// numberAt is where the digits begin.
const numberAt = len(", $")

// next counts on and returns the text, such as $7.
func (n *paramNumber) next() []byte {
	n.count()
	return n.text[numberAt-1 : numberAt+n.digits]
}

func (n *paramNumber) count() {
	for i := numberAt + n.digits - 1; i >= numberAt; i-- {
		if n.text[i] != '9' {
			n.text[i]++
			return
		}
		n.text[i] = '0'
	}
	n.text[numberAt+n.digits] = '0' // a digit more: 99, which is 00 now, becomes 100
	copy(n.text[:], ", $1")
	n.digits++
}

// BindRows writes rows of that many parameters, as ($1, $2), ($3, $4). Their
// values are the caller's to keep.
func (w *Writer) BindRows(rows, columns int) {
	n := w.number
	each := numberAt
	for most := len(w.params) + rows*columns; most > 0; most /= 10 {
		each++
	}
	// A number is copied with what stands behind it in text: that many bytes at
	// once are cheaper than only those that count.
	const wide = 16
	buf, at := slices.Grow(w.buf, rows*(columns*each+len("(), "))+wide), len(w.buf)
	buf = buf[:cap(buf)]
	for i := range rows {
		if i > 0 {
			at += copy(buf[at:], "), ")
		}
		buf[at] = '('
		at++
		n.count()
		*(*[wide]byte)(buf[at:]) = [wide]byte(n.text[len(", "):])
		at += len("$") + n.digits
		for range columns - 1 {
			n.count()
			*(*[wide]byte)(buf[at:]) = [wide]byte(n.text[:])
			at += numberAt + n.digits
		}
	}
	w.buf, w.number = append(buf[:at], ')'), n
}

package sqlw

import "strconv"

// keyword is SQL text of the library itself. Only constants convert to it, so
// text known at run time can enter a statement as a name, a parameter or a
// literal, never as SQL.
type keyword string

// Keyword is SQL text that was a constant where it was made.
type Keyword struct{ text keyword }

// Const makes a Keyword of a constant.
func Const(text keyword) Keyword { return Keyword{text} }

// String returns the text.
func (k Keyword) String() string { return string(k.text) }

// Mode selects how a statement is written. The zero Mode writes parameters as
// $n where that is right for any driver.
type Mode uint8

const (
	// Inline writes every value as a literal.
	Inline Mode = 1 << iota
	// Declared says that the parameters' types are declared when the statement
	// is parsed, so that every value that QuestDB can bind is bound.
	Declared
	// Pretty starts each clause on a line of its own.
	Pretty
	// Prepared says that named parameters get their values later.
	Prepared
)

// Version is a QuestDB release, as major·10000 + minor·100 + patch.
type Version uint32

// DefaultVersion is the release that statements are written for unless told
// otherwise.
const DefaultVersion Version = 90304

// Param is a value that can be bound or written as a literal.
type Param interface {
	// AppendLiteral appends the value where the context gives it its type.
	AppendLiteral(dst []byte) ([]byte, error)
	// AppendConstant appends an expression that has the value's type wherever
	// it stands.
	AppendConstant(dst []byte) ([]byte, error)
}

// Writer is the one way in which SQL text comes about. It owns the text, the
// parameters, the clause being written and the first error.
type Writer struct {
	Mode    Mode
	Version Version
	// With is the name of the query of WITH that is being written, which errors
	// name before the clause; "" outside of WITH.
	With string

	buf    []byte
	params []Param
	bound  int // the number of the last parameter
	clause keyword
	depth  int
	// started is true behind the first clause of a statement.
	started bool
	err     *BuildError
}

// Reset makes the writer ready for another statement, appending to buf.
func (w *Writer) Reset(buf []byte, mode Mode) {
	w.Empty(buf)
	w.Mode, w.Version = mode, DefaultVersion
}

// Empty makes the writer forget its statement, all but the room for another.
func (w *Writer) Empty(buf []byte) {
	clear(w.params)
	w.params = w.params[:0]
	w.buf, w.bound = buf, 0
	w.With, w.clause, w.depth, w.started, w.err = "", "", 0, false, nil
}

// Bytes is the text so far.
func (w *Writer) Bytes() []byte { return w.buf }

// Params is the parameters so far, in the order of their numbers.
func (w *Writer) Params() []Param { return w.params }

// Err returns the first mistake, or nil.
func (w *Writer) Err() error {
	if w.err == nil {
		return nil
	}
	return w.err
}

// SQL writes constant text.
func (w *Writer) SQL(text keyword) { w.buf = append(w.buf, text...) }

// Keyword writes constant text that was kept in a variable.
func (w *Writer) Keyword(k Keyword) { w.buf = append(w.buf, k.text...) }

// Name writes an identifier of the given kind, quoted if it needs to be.
// A name that QuestDB cannot hold is an error.
func (w *Writer) Name(kind NameKind, name string) {
	if err := CheckName(kind, name); err != nil {
		w.Fail(err)
		return
	}
	w.buf = AppendName(w.buf, name)
}

// CheckedName writes an identifier that CheckName accepted before.
func (w *Writer) CheckedName(name string) { w.buf = AppendName(w.buf, name) }

// BareName writes an identifier for which NeedsQuotes is false.
func (w *Writer) BareName(name string) { w.buf = append(w.buf, name...) }

// Qualifier is BareName before the name of a column.
func (w *Writer) Qualifier(name string) { w.buf = append(append(w.buf, name...), '.') }

// NameList is a table and columns, as t (a, b, c): names that CheckName has
// accepted.
func NameList(table string, names []string) Keyword {
	list := append(AppendName(nil, table), " ("...)
	for i, name := range names {
		if i > 0 {
			list = append(list, ", "...)
		}
		list = AppendName(list, name)
	}
	return Keyword{keyword(append(list, ')'))}
}

// FunctionName writes the name of a function that is called.
func (w *Writer) FunctionName(name string) {
	if !IsFunctionName(name) {
		w.Failf("%q is not the name of a function", name)
		return
	}
	w.buf = append(w.buf, name...)
}

// Int writes an integer literal.
func (w *Writer) Int(n int64) { w.buf = strconv.AppendInt(w.buf, n, 10) }

// Text writes a string literal.
func (w *Writer) Text(s string) {
	if err := CheckText(s); err != nil {
		w.Fail(err)
		return
	}
	w.buf = AppendText(w.buf, s)
}

// Append writes what add appends: for types that spell themselves.
func (w *Writer) Append(add func(dst []byte) []byte) { w.buf = add(w.buf) }

// Bind writes p as the next $n; each occurrence has a number of its own. In
// Inline mode it writes a literal.
func (w *Writer) Bind(p Param) {
	if w.Mode&Inline != 0 {
		w.Literal(p)
		return
	}
	w.params = append(w.params, p)
	w.bound++
	switch n := w.bound; { // most statements have few
	case n < 10:
		w.buf = append(w.buf, '$', byte('0'+n))
	case n < 100:
		w.buf = append(w.buf, '$', byte('0'+n/10), byte('0'+n%10))
	default:
		w.buf = strconv.AppendInt(append(w.buf, '$'), int64(n), 10)
	}
}

// Literal writes p as SQL text.
func (w *Writer) Literal(p Param) {
	buf, err := p.AppendLiteral(w.buf)
	if err != nil {
		w.Fail(err)
		return
	}
	w.buf = buf
}

// Constant writes p as text that has its type wherever it stands.
func (w *Writer) Constant(p Param) {
	buf, err := p.AppendConstant(w.buf)
	if err != nil {
		w.Fail(err)
		return
	}
	w.buf = buf
}

// Clause starts a clause: it writes its keyword, separated from what stands
// before, and names it in errors until the next clause.
func (w *Writer) Clause(k keyword) {
	if w.started {
		w.Break()
	}
	w.started = true
	w.buf = append(w.buf, k...)
	w.buf = append(w.buf, ' ')
	w.clause = k
}

// Between writes a keyword that stands between two statements.
func (w *Writer) Between(k keyword) {
	w.Break()
	w.buf = append(w.buf, k...)
	w.clause, w.started = k, true
}

// Break writes what separates two clauses: a space, or a new line in Pretty
// mode.
func (w *Writer) Break() {
	if w.Mode&Pretty == 0 {
		w.buf = append(w.buf, ' ')
		return
	}
	w.buf = append(w.buf, '\n')
	for range w.depth {
		w.buf = append(w.buf, "  "...)
	}
}

// Nest begins a statement within a statement: in parentheses, in Pretty mode
// indented. EndNest ends it, with what Nest returned: the clause around.
func (w *Writer) Nest() (around Keyword) {
	around = Keyword{w.clause}
	w.buf = append(w.buf, '(')
	w.depth++
	w.started = false
	if w.Mode&Pretty != 0 {
		w.Break()
	}
	return around
}

// EndNest ends what Nest began.
func (w *Writer) EndNest(around Keyword) {
	w.depth--
	if w.Mode&Pretty != 0 {
		w.Break()
	}
	w.buf = append(w.buf, ')')
	w.clause, w.started = around.text, true
}

// In names the clause for errors without writing anything.
func (w *Writer) In(clause keyword) { w.clause = clause }

package sqlw

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// NameKind is what a name stands for. QuestDB's rules differ by kind.
type NameKind uint8

// The kinds of names.
const (
	// TableName is the name of a table.
	TableName NameKind = iota + 1
	// ColumnName is the name of a column in a table.
	ColumnName
	// AliasName is the name of an item in a SELECT list.
	AliasName
	// TableAliasName is the name that FROM or JOIN gives to a relation.
	TableAliasName
	CTEName
	WindowName
	// VariableName is a name in DECLARE, without the @.
	VariableName
	// ViewName is the name of a view or materialized view.
	ViewName
	UserName
	VolumeName
)

func (k NameKind) String() string {
	switch k {
	case TableName:
		return "table name"
	case ColumnName:
		return "column name"
	case AliasName:
		return "alias"
	case TableAliasName:
		return "table alias"
	case CTEName:
		return "CTE name"
	case WindowName:
		return "window name"
	case VariableName:
		return "variable name"
	case ViewName:
		return "view name"
	case UserName:
		return "user name"
	case VolumeName:
		return "volume name"
	}
	return "name"
}

// NameError says why a name cannot be used.
type NameError struct {
	Kind NameKind
	Name string
	// Problem continues a sentence that begins with the name.
	Problem string
}

func (e *NameError) Error() string {
	name := e.Name
	if name == "" {
		return e.Kind.String() + " " + e.Problem
	}
	const enough = 60
	if len(name) > enough {
		cut := enough
		for cut > 0 && !utf8.RuneStart(name[cut]) {
			cut--
		}
		name = name[:cut] + "…"
	}
	return e.Kind.String() + " " + strconv.Quote(name) + " " + e.Problem
}

const (
	// maxNameUnits is QuestDB's limit. It counts UTF-16 code units.
	maxNameUnits = 127
	// maxNameBytes is what a file system holds (255 bytes) without the suffix
	// that QuestDB adds to the name of a column's file: ".d." and a transaction
	// number. QuestDB does not check it: a table with a longer name leaves
	// files behind, and a longer column suspends its table.
	maxNameBytes = 255 - len(".d.9223372036854775807")
)

// CheckName returns nil for a name that QuestDB can hold and that a statement
// can use without harm, else a *NameError.
//
// It is stricter than QuestDB where QuestDB takes a name and then reads it as
// something else, quoted or not: an operator, a number, a parameter, a
// variable, a schema. Names that tables() does not list (sys.…, telemetry) can
// be read and are accepted. An alias that becomes a column, in CREATE TABLE AS
// and CREATE MATERIALIZED VIEW, has to be a ColumnName too.
func CheckName(kind NameKind, name string) error {
	_, err := CheckQuoting(kind, name)
	return err
}

// CheckQuoting is CheckName, and says of a name that it accepts what
// NeedsQuotes says.
func CheckQuoting(kind NameKind, name string) (needsQuotes bool, err error) {
	var problem string
	if isBare(name) && len(name) <= maxNameUnits {
		class := classOf(name)
		needsQuotes, problem = class >= reservedWord, wordProblem(kind, class)
	} else {
		needsQuotes, problem = true, nameProblem(kind, name)
	}
	if problem != "" {
		err = &NameError{Kind: kind, Name: name, Problem: problem}
	}
	return needsQuotes, err
}

func nameProblem(kind NameKind, name string) string {
	if name == "" {
		return "is empty"
	}
	units := 0
	for i := 0; i < len(name); {
		r, size := utf8.DecodeRuneInString(name[i:])
		if r == utf8.RuneError && size == 1 {
			return "is not valid UTF-8"
		}
		if forbids(kind, r) {
			return "contains " + strconv.QuoteRune(r) + ", which QuestDB does not allow"
		}
		units++
		if r > 0xffff {
			units++
		}
		i += size
	}
	switch {
	case units > maxNameUnits:
		return "is " + strconv.Itoa(units) + " characters long; QuestDB allows " + strconv.Itoa(maxNameUnits)
	case len(name) > maxNameBytes:
		return "is " + strconv.Itoa(len(name)) + " bytes long in UTF-8; a file of QuestDB's can have a name of " + strconv.Itoa(maxNameBytes)
	}
	return shapeProblem(kind, name)
}

// forbids reports whether no name of the kind may contain r.
func forbids(kind NameKind, r rune) bool {
	switch r {
	case 0, '"', '`':
		return true // a quoted name cannot contain them, whatever the escape
	}
	switch kind {
	case TableName:
		return forbiddenInFiles(r)
	case ViewName: // a view with a dot cannot qualify its columns
		return r == '.' || forbiddenInFiles(r)
	case ColumnName, TableAliasName, CTEName, WindowName:
		return r == '.' || r == '-' || forbiddenInFiles(r)
	case AliasName:
		return r == '.'
	case VariableName:
		return r != '_' && (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z')
	case UserName, VolumeName:
	}
	return false
}

func forbiddenInFiles(r rune) bool {
	switch r {
	case '%', '\'', '(', ')', '*', '+', ',', '/', ':', '?', '\\', '~', 0x7f, 0xfeff:
		return true
	}
	return r < 0x10
}

// shapeProblem looks at a name that has a length and characters as it should.
func shapeProblem(kind NameKind, name string) string {
	const instead = ": choose another name"
	first, last := name[0], name[len(name)-1]
	switch kind {
	case VariableName, UserName, VolumeName:
		return ""
	}
	if first == '@' {
		return "is read as a variable, even in quotes" + instead
	}
	if first == '$' && len(name) > 1 && isDigits(name[1:]) || first == ':' {
		return "is read as a parameter, even in quotes" + instead
	}
	switch kind {
	case TableName, ViewName:
		switch {
		case first == ' ' || last == ' ':
			return "begins or ends with a space, which QuestDB does not allow"
		case first == '.' || last == '.':
			return "begins or ends with a dot, which QuestDB does not allow"
		case strings.Contains(name, ".."):
			return "contains two dots in a row, which QuestDB does not allow"
		case len(name) > len("public.") && strings.EqualFold(name[:len("public.")], "public."):
			return "is read as the table " + strconv.Quote(name[len("public."):]) + ", even in quotes" + instead
		case name == "tables.d.0" || name == "_tab_index.d":
			return "is a file of QuestDB's own" + instead
		}
	case ColumnName:
		if isConstant(name) {
			return "is read as a constant, even in quotes" + instead
		}
	case AliasName:
		switch {
		case isDigits(name):
			return "is read as a position in ORDER BY, even in quotes" + instead
		case last == '*':
			return "is read as a wildcard, even in quotes" + instead
		}
	}
	if (kind == ColumnName || kind == AliasName) && isOperator(name) {
		return "is read as an operator, even in quotes" + instead
	}
	return wordProblem(kind, classOf(name))
}

// wordProblem looks at a name as a word of a class.
func wordProblem(kind NameKind, class wordClass) string {
	switch kind {
	case VariableName, UserName, VolumeName:
		return ""
	}
	switch {
	case class == operatorWord:
		return "is read as an operator, even in quotes: choose another name"
	case class == constantWord && kind == ColumnName:
		return "is read as a constant, even in quotes: choose another name"
	case class == cursorWord && (kind == ColumnName || kind == AliasName):
		return "is read as a function, even in quotes: choose another name"
	}
	return ""
}

// isConstant reports whether a name is spelt like a number or a geohash. WHERE
// "7" = 7 is true of every row of a table with a column "7", and ORDER BY "7"
// sorts by the seventh item.
func isConstant(name string) bool {
	switch first := name[0]; {
	case strings.HasPrefix(name, "##"):
		return strings.Trim(name, "01") == "##"
	case first == '#':
		return strings.Trim(strings.ToLower(name[1:]), "0123456789bcdefghjkmnpqrstuvwxyz") == ""
	case first < '0' || first > '9':
		return false
	}
	if hex, ok := strings.CutPrefix(strings.ToLower(name), "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	switch name[len(name)-1] {
	case 'l', 'L', 'm', 'M', 'd', 'D', 'f', 'F':
		name = name[:len(name)-1]
	}
	mantissa, exponent, found := strings.Cut(strings.ToLower(name), "e")
	return isDigits(mantissa) && (!found || isDigits(exponent))
}

func isDigits(s string) bool {
	for i := range len(s) {
		if (s[i] < '0' || s[i] > '9') && s[i] != '_' {
			return false
		}
	}
	return s != ""
}

// isOperator reports whether a name has nothing but operator signs.
func isOperator(name string) bool {
	return strings.Trim(name, "!%&*+-/:<=>^|~") == ""
}

// NeedsQuotes reports whether name must be quoted where a column or table
// stands. It is false only for an ASCII letter or underscore followed by such
// letters, digits and underscores, unless it is a reserved word.
func NeedsQuotes(name string) bool {
	return !isBare(name) || classOf(name) >= reservedWord
}

func isBare(name string) bool {
	if name == "" || '0' <= name[0] && name[0] <= '9' {
		return false
	}
	for i := range len(name) {
		if !inBareNames[name[i]] {
			return false
		}
	}
	return true
}

// inBareNames has the bytes of names that need no quotes.
var inBareNames = func() (has [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") {
		has[c] = true
	}
	return has
}()

// AppendName appends a name, in double quotes if it needs them. CheckName must
// have accepted it. QuestDB has no escape for a quote within quotes.
func AppendName(dst []byte, name string) []byte {
	if NeedsQuotes(name) {
		return appendQuoted(dst, name)
	}
	return append(dst, name...)
}

// AppendAlias is AppendName for a table's alias without AS before it, where 16
// more words need quotes.
func AppendAlias(dst []byte, name string) []byte {
	if !isBare(name) || classOf(name) >= aliasWord {
		return appendQuoted(dst, name)
	}
	return append(dst, name...)
}

func appendQuoted(dst []byte, name string) []byte {
	dst = append(dst, '"')
	dst = append(dst, name...)
	return append(dst, '"')
}

// SameName reports whether QuestDB takes the two for one name: it ignores case.
func SameName(a, b string) bool { return a == b || foldsTo(a, b) }

// foldsTo looks at the first letters before all others, for most names differ in
// them. In ASCII the cases of a letter differ by one bit; beyond it, EqualFold
// knows: the Kelvin sign is a k.
func foldsTo(a, b string) bool {
	if a == "" || b == "" || (a[0]|b[0]) <= ascii && a[0]|caseBit != b[0]|caseBit {
		return false
	}
	return strings.EqualFold(a, b)
}

const (
	caseBit = 'a' - 'A'
	ascii   = utf8.RuneSelf - 1
)

// IsFunctionName reports whether name can be called: it is a word and no
// operator.
func IsFunctionName(name string) bool {
	return isBare(name) && classOf(name) != operatorWord
}

// FoldName returns a name that is the same for all that SameName takes for one.
func FoldName(name string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, name)
}

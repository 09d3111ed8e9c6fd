package catalogue

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/questql/questql/internal/naming"
)

// Function is a line, read: one Go function.
type Function struct {
	Line
	// Name is the server's name, Go ours.
	Name, Go string
	Page     string
	Args     []Arg
	// Star is true for a function of whole rows, which is called with a *.
	Star bool
	// Result is the class of the result: "Float", or the type parameter that
	// stands for it, "C".
	Result string
	// Type is the name of the type in package types, or "".
	Type string
	// Rule is the function of expr/fn that gives the type, of the arguments Of;
	// "=" is the type of the one.
	Rule string
	Of   []string
}

// Arg is an argument.
type Arg struct {
	Name string
	// Class is a class or set of classes, or the word for a constant.
	Class string
	// Param is the type parameter, or "".
	Param string
	// Kinds narrow the class; with Except they are those that it has not.
	Kinds    []string
	Except   bool
	Optional bool
	Variadic bool
	// Fixed is the text that is written here always: the Go function has no such
	// parameter.
	Fixed string
}

// constants are the words for constants and the Go types of their values.
var constants = map[string]string{
	"int": "int", "int64": "int64", "float": "float64", "string": "string", "char": "rune", "bool": "bool", "time": "time.Time",
	"date": "time.Time", "timeNS": "time.Time", "Stride": "expr.Stride", "Period": "Period", "Step": "Period",
}

// Constant returns the Go type of a constant, or "" for an expression.
func (a Arg) Constant() string { return constants[a.Class] }

// TypeParams lists the type parameters of the Go function.
func (f Function) TypeParams() []string {
	var params []string
	for _, a := range f.Args {
		if a.Param != "" && !slices.Contains(params, a.Param) {
			params = append(params, a.Param)
		}
	}
	return params
}

var (
	signature = regexp.MustCompile(`^(?:([\w.]+): )?(\w+)\(([^()]*)\)(?: (.+))?$`)
	argument  = regexp.MustCompile(`^(\w+)(\?|\.\.\.)? (\w+)(?:\[(\w)\])?(?:\{(!?)([\w ]+)\})?$`)
	rule      = regexp.MustCompile(`^(\w+) (?:=(\w+)|(\w+)\(([\w, ]*)\))$`)
)

// release is what Since can be.
var release = regexp.MustCompile(`^≤?\d\.\d$`)

func parse(page string, l Line) (Function, error) {
	f := Function{Line: l, Page: page}
	m := signature.FindStringSubmatch(l.Signature)
	if m == nil {
		return f, fmt.Errorf("%s: %q is not a signature", page, l.Signature)
	}
	if !release.MatchString(l.Since) {
		return f, fmt.Errorf("%s: %q is not a release that the function is in since", l.Signature, l.Since)
	}
	f.Go, f.Name = m[1], m[2]
	if f.Go == "" {
		f.Go = naming.GoName(f.Name)
	}
	for part := range strings.SplitSeq(m[3], ", ") {
		if part == "" {
			continue
		}
		if part == "*" {
			f.Star = true
			continue
		}
		if fixed, ok := strings.CutPrefix(part, "'"); ok {
			f.Args = append(f.Args, Arg{Fixed: strings.TrimSuffix(fixed, "'")})
			continue
		}
		a := argument.FindStringSubmatch(part)
		if a == nil {
			return f, fmt.Errorf("%s: %q is not an argument", l.Signature, part)
		}
		arg := Arg{Name: a[1], Class: a[3], Param: a[4], Optional: a[2] == "?", Variadic: a[2] == "...", Except: a[5] == "!", Kinds: strings.Fields(a[6])}
		if n := len(f.Args); n > 0 && (f.Args[n-1].Optional || f.Args[n-1].Variadic) {
			return f, fmt.Errorf("%s: nothing can follow the argument %s", l.Signature, f.Args[n-1].Name)
		}
		f.Args = append(f.Args, arg)
	}
	return f, f.parseResult(m[4])
}

func (f *Function) parseResult(result string) error {
	if f.Kind == Cursor {
		return nil
	}
	if class := ClassOf(result); class != "" {
		f.Result, f.Type = class, result
		return nil
	}
	m := rule.FindStringSubmatch(result)
	if m == nil {
		return fmt.Errorf("%s: %q is not a result", f.Signature, result)
	}
	f.Result, f.Rule = m[1], m[3]
	f.Of = strings.FieldsFunc(m[4], func(r rune) bool { return r == ',' || r == ' ' })
	if m[2] != "" {
		f.Rule, f.Of = "=", []string{m[2]}
	}
	return nil
}

// ClassOf returns the class of a type by its name in package types.
func ClassOf(t string) string {
	name, _, _ := strings.Cut(t, "(")
	return map[string]string{
		"Boolean": "Boolean", "Byte": "Integer", "Short": "Integer", "Int": "Integer", "Long": "Integer", "Float": "Float", "Double": "Float",
		"Char": "Text", "Symbol": "Text", "String": "Text", "Varchar": "Text", "Date": "Timestamp", "Timestamp": "Timestamp",
		"TimestampNS": "Timestamp", "UUID": "UUID", "IPv4": "IPv4", "Long256": "Long256", "Binary": "Binary", "Interval": "Interval", "Array": "Array",
	}[name]
}

package catalogue

import (
	"slices"
	"strings"
)

// Exclusion is why a signature of the server is not in the catalogue. There are
// these five reasons and no other.
type Exclusion string

// The reasons.
const (
	// Operator is what SQL writes as an operator, keyword or literal, and package
	// expr as methods.
	Operator Exclusion = "operator"
	// CastForm is what :: and CAST are made of.
	CastForm Exclusion = "cast"
	// PGCatalog is there for clients of PostgreSQL.
	PGCatalog Exclusion = "pg_catalog"
	// Internal is for the server's own tests and developers, some of it made to
	// end the server; or an alias that the docs do not know.
	Internal Exclusion = "server-internal"
	// Enterprise is not in the open server.
	Enterprise Exclusion = "Enterprise"
)

var excluded = map[string]Exclusion{
	"or": Operator, "and": Operator, "not": Operator, "<<": Operator, "<<=": Operator, ">>": Operator, ">>=": Operator, "like": Operator,
	"ilike": Operator, "in": Operator, "between": Operator, "case": Operator, "switch": Operator, "within": Operator, ":": Operator, "array": Operator,
	"cast": CastForm, "json_extract(varchar, varchar, const int)": CastForm,
	"txid_current": PGCatalog, "format_type": PGCatalog, "current_schema": PGCatalog, "current_schemas": PGCatalog, "current_database": PGCatalog,
	"current_catalog": PGCatalog, "current_user": PGCatalog, "session_user": PGCatalog, "current_setting": PGCatalog,
	"dump_memory_usage": Internal, "dump_thread_stacks": Internal, "simulate_crash": Internal, "simulate_warnings": Internal, "touch": Internal,
	"to_long128": Internal, "parquet_scan": Internal,
}

// ExclusionOf returns why a function, or the signature of one, is left out; ""
// where it is not.
func ExclusionOf(name, signature string) Exclusion {
	if reason := excluded[signature]; reason != "" {
		return reason
	}
	if reason := excluded[name]; reason != "" {
		return reason
	}
	pg := strings.HasPrefix(name, "pg_") || strings.HasPrefix(name, "information_schema.")
	if pg && name != "pg_postmaster_start_time" {
		return PGCatalog
	}
	return ""
}

// misdeclared are signatures that the server lists with other types than it
// takes.
var misdeclared = map[string]string{
	"rnd_ipv4(const int, const int)": "rnd_ipv4(const string, const int)",
}

// Covers reports whether f is the signature, or one of those that it is, as
// functions() of the server translates it: abs(int).
func (f Function) Covers(name, signature string) bool {
	if known, ok := misdeclared[signature]; ok {
		signature = known
	}
	if !strings.EqualFold(f.Name, name) {
		return false
	}
	list := strings.TrimSuffix(strings.TrimPrefix(signature, name+"("), ")")
	at := 0
	for arg := range strings.SplitSeq(list, ", ") {
		arg = strings.TrimPrefix(arg, "const ")
		switch {
		case arg == "":
			continue
		case arg == "var_arg":
			return true
		case at >= len(f.Args) || !f.Args[at].takes(arg):
			return false
		}
		if !f.Args[at].Variadic {
			at++
		}
	}
	return at >= len(f.Args) || f.Args[at].Optional || f.Args[at].Variadic
}

// takes reports whether the argument can be of the server's type.
func (a Arg) takes(serverType string) bool {
	numbers := []string{"byte", "short", "int", "long", "float", "double"}
	switch a.Class {
	case "": // fixed text
		return serverType == "string"
	case "int", "int64", "float":
		return slices.Contains(numbers, serverType)
	case "string", "Stride", "Step":
		return slices.Contains([]string{"string", "varchar", "char"}, serverType)
	case "char", "Period":
		return serverType == "char"
	case "bool":
		return serverType == "boolean"
	case "time", "timeNS":
		return serverType == "timestamp"
	case "date":
		return serverType == "date"
	}
	return slices.Contains(typesOf(a.Class), serverType)
}

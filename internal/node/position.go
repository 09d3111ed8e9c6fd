package node

import "github.com/questql/questql/types"

// Position is a place of a statement where a value can stand.
type Position uint8

// The positions.
const (
	// Compared is one side of = != < <= > >=.
	Compared Position = iota
	// Listed is a member of an IN list.
	Listed
	// Bound is a bound of BETWEEN.
	Bound
	// Pattern is a pattern of LIKE and ILIKE.
	Pattern
	// Operand is a constant in a formula: of an operator, a function, a CASE.
	Operand
	// Inserted is a value of INSERT … VALUES.
	Inserted
	// Assigned is a value of UPDATE … SET.
	Assigned
	// Limited is a bound of LIMIT.
	Limited
	positionCount
)

// Verdict says how a value is written at a position.
type Verdict uint8

// The verdicts.
const (
	// Bind writes $n: right whether its type is declared or not.
	Bind Verdict = iota
	// BindDeclared writes $n where the type is declared, and a literal in text
	// for other drivers, which would go wrong.
	BindDeclared
	// Literal writes a literal: a parameter is refused or goes wrong even if
	// declared.
	Literal
)

func (v Verdict) String() string { return [...]string{"bind", "bind declared", "literal"}[v] }

// PositionInfo is one row of the table of positions: the rule, and the
// statement by which a test on the server holds the rule against the facts.
type PositionInfo struct {
	Name string
	// Probe reads or writes a table (c TYPE, ts TIMESTAMP) with one row per
	// value; {} is the value, {...} a list of them.
	Probe string
	// Otherwise is the verdict for the kinds that Kinds does not name.
	Otherwise Verdict
	// Kinds are the exceptions, by the kind of what the value stands beside: of
	// the expression that it is compared with, of the column that it goes into.
	Kinds map[types.Kind]Verdict
	// Typed are the kinds beside which a literal must have its type.
	Typed map[types.Kind]bool
	// Why says what goes wrong, for the verdicts that are not Bind.
	Why string
}

// Positions is the table, indexed by position. TestPositions asks the server
// about every row.
var Positions = [positionCount]PositionInfo{
	Compared: {
		Name: "comparison", Probe: "SELECT c FROM probe WHERE c = {}",
		Kinds: map[types.Kind]Verdict{
			types.KindInt: BindDeclared, types.KindTimestampNS: BindDeclared,
		},
		Typed: map[types.Kind]bool{types.KindFloat: true},
		Why:   "an undeclared parameter has the type of the expression beside it, and the value need not fit that: an int64 beside an INT",
	},
	Listed: {
		Name: "IN list", Probe: "SELECT c FROM probe WHERE c IN ({...})", Typed: map[types.Kind]bool{types.KindChar: true},
		Kinds: map[types.Kind]Verdict{
			types.KindByte: BindDeclared, types.KindShort: BindDeclared, types.KindInt: BindDeclared, types.KindLong: BindDeclared,
			types.KindFloat: BindDeclared, types.KindDouble: BindDeclared, types.KindDate: BindDeclared,
			types.KindTimestamp: BindDeclared, types.KindTimestampNS: BindDeclared, types.KindIPv4: BindDeclared,
			types.KindChar: Literal,
		},
		Why: "an undeclared parameter of a list is text, and beside a CHAR any parameter fails",
	},
	Bound: {
		Name: "BETWEEN", Probe: "SELECT c FROM probe WHERE c BETWEEN {} AND {}",
		Kinds: map[types.Kind]Verdict{
			types.KindInt: BindDeclared, types.KindLong: BindDeclared, types.KindTimestampNS: BindDeclared,
		},
		Why: "an undeclared bound is a TIMESTAMP",
	},
	Pattern: {
		Name: "LIKE", Probe: "SELECT c FROM probe WHERE c LIKE {}", Kinds: map[types.Kind]Verdict{types.KindSymbol: Literal},
		Why: "a plan with a bound pattern misses symbols that are added later",
	},
	Operand: {
		Name: "formula", Otherwise: Literal,
		Why: "an undeclared parameter takes the type of what stands beside it, some functions refuse one, and two parameters of equal value are different expressions in GROUP BY",
	},
	Inserted: {
		Name: "INSERT", Probe: "INSERT INTO probe (c, ts) VALUES ({}, 5)",
		Kinds: map[types.Kind]Verdict{types.KindTimestampNS: BindDeclared},
		Why:   "an undeclared TIMESTAMP_NS has microseconds",
	},
	Assigned: {
		Name: "UPDATE", Probe: "UPDATE probe SET c = {}",
		Typed: map[types.Kind]bool{types.KindByte: true, types.KindShort: true, types.KindDate: true},
		Kinds: map[types.Kind]Verdict{types.KindByte: Literal, types.KindDate: Literal, types.KindTimestampNS: BindDeclared, types.KindLong256: Literal},
		Why:   "UPDATE converts nothing: a BYTE and a DATE parameter have another type on the wire; and it takes no LONG256 at all",
	},
	Limited: {Name: "LIMIT", Probe: "SELECT c FROM probe LIMIT {}"},
}

// Verdict returns how a value of type v is written beside an expression of type
// beside.
func (p Position) Verdict(beside, v types.Type) Verdict {
	if isWide(v) {
		if p == Compared {
			return Literal
		}
		return BindDeclared // as text
	}
	return rules[p][beside.Kind].verdict
}

// rule is what the table of positions says of a kind, for quick reading.
type rule struct {
	verdict Verdict
	typed   bool
}

var rules = readPositions()

func readPositions() (rules [positionCount][types.Kinds]rule) {
	for p := range Positions {
		row := &Positions[p]
		for kind := range rules[p] {
			r := &rules[p][kind]
			r.verdict, r.typed = row.Otherwise, row.Typed[types.Kind(kind)]
			if verdict, ok := row.Kinds[types.Kind(kind)]; ok {
				r.verdict = verdict
			}
		}
	}
	return rules
}

// isWide reports whether a DECIMAL has more digits than an undeclared parameter,
// or one that is compared: those are a DECIMAL(76,38).
func isWide(t types.Type) bool {
	return t.Kind == types.KindDecimal && (t.Scale > 38 || t.Precision-t.Scale > 38)
}

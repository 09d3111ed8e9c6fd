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
	// value; {} is the value.
	Probe string
	// Otherwise is the verdict for the kinds that Kinds does not name.
	Otherwise Verdict
	Kinds     map[types.Kind]Verdict
	// Why says what goes wrong, for the verdicts that are not Bind.
	Why string
}

// Positions is the table, indexed by position. TestPositions asks the server
// about every row.
var Positions = [positionCount]PositionInfo{
	Compared: {Name: "comparison", Probe: "SELECT c FROM probe WHERE c = {}"},
	Listed: {
		Name: "IN list", Probe: "SELECT c FROM probe WHERE c IN ({})", Otherwise: Bind,
	},
	Bound: {
		Name: "BETWEEN", Probe: "SELECT c FROM probe WHERE c BETWEEN {} AND {}",
	},
	Pattern: {
		Name: "LIKE", Probe: "SELECT c FROM probe WHERE c LIKE {}", Otherwise: Literal,
		Why: "a plan with a bound pattern misses symbols that are added later",
	},
	Operand: {
		Name: "formula", Otherwise: Literal,
		Why: "an undeclared parameter takes the type of what stands beside it, some functions refuse one, and two parameters of equal value are different expressions in GROUP BY",
	},
	Inserted: {Name: "INSERT", Probe: "INSERT INTO probe (c, ts) VALUES ({}, 5)"},
	Assigned: {Name: "UPDATE", Probe: "UPDATE probe SET c = {}"},
	Limited:  {Name: "LIMIT", Probe: "SELECT c FROM probe LIMIT {}"},
}

// Verdict returns how a value of kind k is written at the position.
func (p Position) Verdict(k types.Kind) Verdict {
	row := &Positions[p]
	if len(row.Kinds) > 0 {
		if v, ok := row.Kinds[k]; ok {
			return v
		}
	}
	return row.Otherwise
}

// Package fn is the functions of QuestDB, as typed Go functions.
//
// A function takes expressions of a class and gives one; where the class of the
// result is that of an argument, Go infers it: fn.Max of a DoubleColumn is a
// Float. Names are QuestDB's, one Go word for each of theirs: count_distinct is
// CountDistinct.
package fn

//go:generate go run ../../internal/cmd/fngen . ../../docs/functions.md

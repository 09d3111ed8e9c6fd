// Package types describes QuestDB's column types: how each is spelled in SQL,
// which Go values it takes, what its NULL is, how it is written as a literal,
// bound as a parameter and scanned from a result.
//
// The registry has one line for each type; everything else in questql asks it.
package types

// Package types describes QuestDB's column types: how each is spelled in SQL,
// which Go values it takes, what its NULL is, how it is written as a literal,
// bound as a parameter and scanned from a result.
//
// The registry has one line for each type; everything else in questql asks it.
// docs/types.md is printed from it.
//
// # Names
//
// [Boolean], [Double], [UUID] and their like are QuestDB's types, values of
// [Type]; the ones with parameters are made by [Decimal], [GeohashChars],
// [GeohashBits] and [Array]. [Value] is a Go value together with such a type.
//
// Where Go has a type of its own, that is what users write: bool, int64,
// float64, string, time.Time, [16]byte, netip.Addr, []byte, []float64. For the
// rest this package has Go types with names that Go would give them, since
// QuestDB's names are taken: [Dec] for DECIMAL, [Geohash], [Uint256] for
// LONG256, [GUID] for UUID, [TimeRange] for INTERVAL, [NDArray] for arrays of
// more than one dimension. All are plain immutable values; all but NDArray
// compare with ==.
//
// # NULL
//
// A nil pointer, a [Null] that is not valid, a nil []byte and a nil []float64
// are NULL, in and out. A NULL scanned into anything else is an error,
// [ErrNull], unless [ScanOptions] say otherwise. QuestDB has no NULL in
// BOOLEAN, BYTE and SHORT: to give one is an error.
//
// QuestDB keeps NULL as a value of the type: the smallest INT and LONG, NaN and
// the infinities, 0.0.0.0. To give one of these is an error too: it would be
// NULL when it is read back.
package types

//go:generate go run ../internal/cmd/typesdoc

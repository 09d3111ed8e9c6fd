package sqlw

import "strings"

// wordClass says what is special about a word as a name.
type wordClass uint8

const (
	plainWord wordClass = iota
	// aliasWord needs quotes as a table's alias without AS.
	aliasWord
	// reservedWord needs quotes.
	reservedWord
	// constantWord is a constant to QuestDB even in quotes: WHERE "true" = true
	// is true of every row.
	constantWord
	// operatorWord is an operator or a clause to QuestDB even in quotes: WHERE
	// "and" = 1 fails, WHERE "null" IS NULL is true of every row, and some fail
	// only after other statements have failed.
	operatorWord
)

// longestWord is the length of the longest word that classOf knows.
const longestWord = len("timestamp")

// classOf looks a word up without regard to case. It allocates nothing.
func classOf(word string) wordClass {
	if len(word) < 2 || len(word) > longestWord {
		return plainWord
	}
	var lower [longestWord]byte
	for i := range len(word) {
		c := word[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	switch string(lower[:len(word)]) {
	case "and", "between", "case", "declare", "ilike", "in", "like", "not", "null", "or", "over", "within":
		return operatorWord
	case "false", "nan", "true":
		return constantWord
	case "add", "align", "all", "alter", "array", "as", "asc", "attach", "batch", "bypass", "cancel", "cast",
		"column", "create", "decimal", "desc", "detach", "disable", "distinct", "drop", "else", "enable", "end",
		"except", "exists", "explain", "for", "from", "geohash", "if", "insert", "intersect", "into", "is", "join",
		"limit", "lock", "on", "only", "order", "outer", "partition", "rename", "resume", "sample", "select", "set",
		"squash", "table", "then", "to", "union", "update", "upsert", "values", "when", "where", "with":
		return reservedWord
	case "asof", "cross", "full", "group", "horizon", "inner", "latest", "left", "lt", "pivot", "range", "right",
		"splice", "timestamp", "tolerance", "window":
		return aliasWord
	}
	return plainWord
}

// isCursorFunction reports whether QuestDB takes name for a function that
// returns rows, even in quotes: SELECT "pg_class" + 1 fails.
func isCursorFunction(name string) bool {
	if strings.IndexByte(name, '_') < 0 || len(name) < len("pg_enum") || len(name) > len("table_partitions") {
		return false
	}
	switch strings.ToLower(name) {
	case "parquet_scan", "pg_class", "pg_database", "pg_description", "pg_enum", "pg_index", "pg_inherits",
		"pg_locks", "pg_range", "pg_roles", "pg_type", "read_parquet", "table_partitions":
		return true
	}
	return false
}

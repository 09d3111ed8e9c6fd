package sqlw

import "strings"

// wordClass says what is special about a word as a name.
type wordClass uint8

const (
	plainWord wordClass = iota
	// cursorWord is a function that returns rows to QuestDB, even in quotes:
	// SELECT "pg_class" + 1 fails.
	cursorWord
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

// classes is the list of the words that are special.
var classes = map[wordClass][]string{
	cursorWord: {
		"parquet_scan", "pg_class", "pg_database", "pg_description", "pg_enum", "pg_index", "pg_inherits",
		"pg_locks", "pg_range", "pg_roles", "pg_type", "read_parquet", "table_partitions",
	},
	aliasWord: {
		"asof", "cross", "full", "group", "horizon", "inner", "latest", "left", "lt", "pivot", "range", "right",
		"splice", "timestamp", "tolerance", "window",
	},
	reservedWord: {
		"add", "align", "all", "alter", "array", "as", "asc", "attach", "batch", "bypass", "cancel", "cast",
		"column", "create", "decimal", "desc", "detach", "disable", "distinct", "drop", "else", "enable", "end",
		"except", "exists", "explain", "for", "from", "geohash", "if", "insert", "intersect", "into", "is", "join",
		"limit", "lock", "on", "only", "order", "outer", "partition", "rename", "resume", "sample", "select", "set",
		"squash", "table", "then", "to", "union", "update", "upsert", "values", "when", "where", "with",
	},
	constantWord: {"false", "nan", "true"},
	operatorWord: {"and", "between", "case", "declare", "ilike", "in", "like", "not", "null", "or", "over", "within"},
}

// longestWord is the length of the longest of them.
const longestWord = len("table_partitions")

// specialWord is a word of classes.
type specialWord struct {
	text  string
	class wordClass
}

// wordsBy holds the words by their length and first letter: most names have
// those of none.
var wordsBy = func() (by [longestWord + 1]['z' - 'a' + 1][]specialWord) {
	for class, words := range classes {
		for _, word := range words {
			of := &by[len(word)][word[0]-'a']
			*of = append(*of, specialWord{word, class})
		}
	}
	return by
}()

// classOf looks a word up without regard to case. It allocates nothing.
func classOf(word string) wordClass {
	if word == "" || len(word) > longestWord {
		return plainWord
	}
	byLetter := &wordsBy[len(word)]
	letter := int(word[0]|caseBit) - 'a'
	if letter < 0 || letter >= len(byLetter) {
		return plainWord
	}
	for _, known := range byLetter[letter] {
		// Of one length, only ASCII is equal to ASCII.
		if strings.EqualFold(known.text, word) {
			return known.class
		}
	}
	return plainWord
}

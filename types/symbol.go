// QuestDB docs: query/datatypes/overview.md

package types

var symbolInfo = textInfo(KindSymbol, "SYMBOL", Doc{
	Page: "query/datatypes/overview.md",
	Go:   "`string`, `[]byte`",
	Null: "a key of its own; empty text is not NULL",
	Bind: "text",
	Limits: "`symbol LIKE $1` misses symbols that were added after the statement was first seen. " +
		"Text of one UTF-16 unit is a CHAR where it is a literal.",
	Example: func() (Value, error) { return TextValue(Symbol, "it's") },
})

// QuestDB docs: query/datatypes/overview.md

package types

var varcharInfo = textInfo(KindVarchar, "VARCHAR", Doc{
	Page:    "query/datatypes/overview.md",
	Go:      "`string`, `[]byte`",
	Null:    "a flag of its own; empty text is not NULL",
	Bind:    "text",
	Limits:  "No NUL. A literal with a quote is damaged in an expression of constants. A message of 1 MiB or more closes the connection.",
	Example: func() (Value, error) { return TextValue(Varchar, "abc") },
})

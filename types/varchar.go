// QuestDB docs: query/datatypes/overview.md

package types

var varcharInfo = textInfo(KindVarchar, "VARCHAR")

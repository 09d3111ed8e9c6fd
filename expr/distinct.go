// QuestDB docs: query/sql/distinct.md

package expr

// Distinct removes rows that are equal in all items: SELECT DISTINCT.
func (q Query) Distinct() Query { return queryOf(q.last().add(distinctClause)) }

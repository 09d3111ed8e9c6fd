// QuestDB docs: query/sql/sample-by.md

package expr

import "github.com/questql/questql/internal/node"

// SampleBy aggregates the rows of each interval of the stride; the select list
// holds the designated timestamp, plain columns as keys, and aggregates.
func (q Query) SampleBy(every Stride) Query {
	c := q.last().add(sampleByClause)
	if err := every.check(); err != nil {
		return queryOf(c.fail("%w", err))
	}
	c.arg = every
	return queryOf(c)
}

var sampleByClause = &clauseForm{name: "SAMPLE BY", once: true, write: func(w *node.Writer, same []*clause) {
	w.Clause("SAMPLE BY")
	for _, r := range w.Scope[max(0, len(w.Scope)-1):] {
		if r.Table.DesignatedName() == "" {
			w.Failf("%s has no designated timestamp to sample by", r.Title())
		}
	}
	if every, ok := same[0].arg.(Stride); ok {
		every.write(w)
	}
}}

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

func writeSampleBy(w *node.Writer, c *clause) {
	if c == nil {
		return
	}
	w.Clause("SAMPLE BY")
	for _, r := range w.Scope[max(0, len(w.Scope)-1):] {
		if r.Table.DesignatedName() == "" {
			w.Failf("%s has no designated timestamp to sample by", r.Title())
		}
	}
	if every, ok := c.arg.(Stride); ok {
		every.write(w)
	}
}

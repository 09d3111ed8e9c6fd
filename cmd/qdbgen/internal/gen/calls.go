package gen

import (
	"fmt"
	"strings"

	"github.com/questql/questql/internal/schema"
)

// calls is a chain of calls.
type calls []string

func (c *calls) add(format string, args ...any) { *c = append(*c, fmt.Sprintf(format, args...)) }

func (c *calls) partition(t *schema.Table) {
	if t.PartitionBy != "" {
		c.add("PartitionBy(ddl.%s)", capitalised(string(t.PartitionBy)))
	}
}

func (c *calls) timeToLive(t *schema.Table) {
	if t.TTL.Given() {
		c.add("TTL(%s)", interval(t.TTL))
	}
}

func (c *calls) place(t *schema.Table) {
	if t.Volume != "" {
		c.add("InVolume(%q)", t.Volume)
	}
	if t.OwnedBy != "" {
		c.add("OwnedBy(%q)", t.OwnedBy)
	}
}

const longLine = 100

// String is the chain, on several lines where it is long.
func (c calls) String() string {
	if line := strings.Join(c, "."); len(line) <= longLine && !strings.Contains(line, "\n") {
		return line
	}
	return strings.Join(c, ".\n\t\t")
}

// QuestDB docs: query/sql/create-table.md

package ddl

import (
	"errors"
	"fmt"
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/schema"
)

// PartitionUnit is the interval of time that a partition holds.
type PartitionUnit = schema.PartitionUnit

// The intervals of PARTITION BY. None is one partition for all.
const (
	Hour  = schema.Hour
	Day   = schema.Day
	Week  = schema.Week
	Month = schema.Month
	Year  = schema.Year
	None  = schema.None
)

// setting changes what is declared of a table; both forms are made of them.
type setting func(t *schema.Table) error

// setPartition and its like are not inlined: each table of a program would
// compile them anew.
//
//go:noinline
func setPartition(unit PartitionUnit) setting {
	return func(t *schema.Table) error {
		if !unit.Known() {
			return fmt.Errorf("%s: PARTITION BY %q: use ddl.Hour, Day, Week, Month, Year or None", t.Title(), string(unit))
		}
		t.PartitionBy = unit
		return nil
	}
}

//go:noinline
func setWAL(wal schema.WAL) setting {
	return func(t *schema.Table) error { t.WAL = wal; return nil }
}

func setTTL(age Interval) setting {
	return func(t *schema.Table) error {
		if !age.Given() {
			return fmt.Errorf("%s: TTL is not given: use ddl.Hours, Days, Weeks, Months or Years", t.Title())
		}
		t.TTL = age
		return nil
	}
}

func setMaxUncommittedRows(n int) setting {
	return func(t *schema.Table) error { t.MaxUncommittedRows = schema.CountOf(n); return nil }
}

func setO3MaxLag(lag time.Duration) setting {
	return func(t *schema.Table) error { t.O3MaxLag = schema.Lag{D: lag, Set: true}; return nil }
}

func setVolume(alias string) setting {
	return func(t *schema.Table) error {
		if alias == "" {
			return fmt.Errorf("%s: IN VOLUME: %w", t.Title(), errNoVolume)
		}
		t.Volume = alias
		return nil
	}
}

func setOwner(owner string) setting {
	return func(t *schema.Table) error {
		if owner == "" {
			return fmt.Errorf("%s: OWNED BY: %w", t.Title(), errNoOwner)
		}
		t.OwnedBy = owner
		return nil
	}
}

func setDedupKeys(columns []string) setting {
	columns = append([]string(nil), columns...)
	return func(t *schema.Table) error {
		if len(columns) == 0 {
			return fmt.Errorf("%s: DEDUP UPSERT KEYS: %w", t.Title(), errNoKeys)
		}
		for _, name := range columns {
			// As the column spells it, so that the text is the same.
			if i := t.Column(name); i >= 0 {
				name = t.Columns[i].Name
			}
			t.DedupKeys = append(t.DedupKeys, name)
		}
		return nil
	}
}

func setParquet(column expr.Column, e Encoding, c Codec) setting {
	return func(t *schema.Table) error {
		i, err := columnIndex(t, column, "PARQUET")
		if err != nil {
			return err
		}
		t.OwnColumn(i).Parquet = parquetOf(e, c)
		return nil
	}
}

var (
	errNoVolume = errors.New("the alias of a volume is empty")
	errNoOwner  = errors.New("the owner is empty")
	errNoKeys   = errors.New("no column is named")
)

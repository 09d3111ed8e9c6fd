package ddl_test

import (
	"errors"
	"fmt"

	"github.com/questql/questql/ddl"
)

// Sensors is a table as it was, and NewSensors as it is to be.
var (
	Sensors = ddl.Table("sensors").
		Symbol("name").Int("reading").Varchar("note").Timestamp("ts").Designated().
		PartitionBy(ddl.Day).WAL()

	NewSensors = ddl.Table("sensors").
			Symbol("source").Long("reading").Timestamp("ts").Designated().Double("error").
			PartitionBy(ddl.Day).WAL()
)

func ExampleDiff() {
	live, err := ddl.NewSchema(Sensors).Model() // or qdb.Inspect
	if err != nil {
		fmt.Println(err)
		return
	}
	want, err := ddl.NewSchema(NewSensors).Model()
	if err != nil {
		fmt.Println(err)
		return
	}
	steps, err := ddl.Diff(live, want,
		ddl.RenamedColumn("sensors", "name", "source"),
		ddl.AllowLoss("sensors.note"))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range steps {
		fmt.Println(step)
	}
	// Output:
	// -- sensors: safe: column "name" is renamed
	// ALTER TABLE sensors RENAME COLUMN name TO source;
	// -- sensors: rewrites data: column "reading" is INT, declared as LONG
	// ALTER TABLE sensors ALTER COLUMN reading TYPE LONG;
	// -- sensors: safe: column "error" is missing
	// ALTER TABLE sensors ADD COLUMN error DOUBLE;
	// -- sensors: loses data: column "note" VARCHAR is not declared
	// ALTER TABLE sensors DROP COLUMN note;
}

func ExampleLossError() {
	live, _ := ddl.NewSchema(Sensors).Model()
	want, _ := ddl.NewSchema(ddl.Table("sensors").Symbol("name").Int("reading").Timestamp("ts").Designated().PartitionBy(ddl.Day).WAL()).Model()

	_, err := ddl.Diff(live, want)
	var loss *ddl.LossError
	if errors.As(err, &loss) {
		for _, l := range loss.Losses {
			fmt.Println(l.Name, "|", l.SQL, "|", l.Why)
		}
	}
	// Output:
	// sensors.note | ALTER TABLE sensors DROP COLUMN note | column "note" VARCHAR is not declared
}

func ExampleStep_plan() {
	live, _ := ddl.NewSchema(ddl.Table("sensors").Timestamp("ts").Designated().Double("v").PartitionBy(ddl.Day).WAL()).Model()
	want, _ := ddl.NewSchema(ddl.Table("sensors").Timestamp("ts").Designated().Double("v").PartitionBy(ddl.Month).WAL()).Model()

	steps, err := ddl.Diff(live, want)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, step := range steps {
		fmt.Println(step.Risk, step.Why)
		for _, statement := range step.Plan {
			fmt.Println(statement)
		}
	}
	// Output:
	// needs a new table it is partitioned by DAY, declared as MONTH
	// CREATE TABLE sensors_new (ts TIMESTAMP, v DOUBLE) TIMESTAMP(ts) PARTITION BY MONTH WAL
	// INSERT INTO sensors_new (ts, v) SELECT ts, v FROM sensors
	// RENAME TABLE sensors TO sensors_old
	// RENAME TABLE sensors_new TO sensors
}

// QuestDB docs: query/functions/row-generator.md

package fn

import (
	"time"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
)

type (
	// IntegerSeries is what GenerateSeries gives: a column of the function's name.
	IntegerSeries struct {
		expr.Table
		Value expr.LongColumn `qdb:"generate_series"`
	}
	// FloatSeries is what GenerateSeriesFloat gives.
	FloatSeries struct {
		expr.Table
		Value expr.DoubleColumn `qdb:"generate_series"`
	}
	// TimeSeries is what GenerateSeriesTime gives.
	TimeSeries struct {
		expr.Table
		Value expr.TimestampColumn `qdb:"generate_series,designated"`
	}
	// TimeNSSeries is what GenerateSeriesTimeNS gives.
	TimeNSSeries struct {
		expr.Table
		Value expr.TimestampNSColumn `qdb:"generate_series,designated"`
	}
)

// GenerateSeries is the integers from start to end, both included, by steps of 1
// or step, which may be negative: `generate_series(start, end, step)`.
//
// Since QuestDB 9.0 or earlier: query/functions/row-generator.md.
func GenerateSeries(alias string, start, end int64, step ...int64) IntegerSeries {
	return expr.TableFunction[IntegerSeries](alias, "generate_series", series("GenerateSeries", start, end, step, expr.Int64)...)
}

// GenerateSeriesFloat is numbers from start to end, both included, by steps of 1
// or step, which may be negative: `generate_series(start, end, step)`.
//
// Since QuestDB 9.3 or earlier: query/functions/row-generator.md.
func GenerateSeriesFloat(alias string, start, end float64, step ...float64) FloatSeries {
	return expr.TableFunction[FloatSeries](alias, "generate_series", series("GenerateSeriesFloat", start, end, step, expr.Float64)...)
}

// GenerateSeriesTime is times from start to end, both included, a stride apart:
// `generate_series(start, end, '5m')`.
//
// Since QuestDB 9.3 or earlier: query/functions/row-generator.md.
func GenerateSeriesTime(alias string, start, end time.Time, step expr.Stride) TimeSeries {
	return expr.TableFunction[TimeSeries](alias, "generate_series", expr.Time(start), expr.Time(end), strideText(step))
}

// GenerateSeriesTimeNS is GenerateSeriesTime with nanoseconds:
// `generate_series(start, end, '500n')`.
//
// Since QuestDB 9.3 or earlier: query/functions/row-generator.md.
func GenerateSeriesTimeNS(alias string, start, end time.Time, step expr.Stride) TimeNSSeries {
	return expr.TableFunction[TimeNSSeries](alias, "generate_series", nanoseconds(start), nanoseconds(end), strideText(step))
}

func nanoseconds(t time.Time) expr.Timestamp {
	return node.Value[expr.Timestamp](node.Timestamp, timeNSNode(t)).ToTimestampNS()
}

func strideText(s expr.Stride) expr.Text { return node.Value[expr.Text](node.Text, strideNode(s)) }

// GenerateSeriesMicros is GenerateSeriesTime with a step in microseconds, which
// may be negative: `generate_series(start, end, micros)`.
//
// Since QuestDB 9.3 or earlier: query/functions/row-generator.md.
func GenerateSeriesMicros(alias string, start, end time.Time, micros int64) TimeSeries {
	return expr.TableFunction[TimeSeries](alias, "generate_series", expr.Time(start), expr.Time(end), expr.Int64(micros))
}

func series[T any, X expr.Expression](function string, start, end T, step []T, constant func(T) X) []expr.Expression {
	args := []expr.Expression{constant(start), constant(end)}
	switch len(step) {
	case 0:
	case 1:
		args = append(args, constant(step[0]))
	default:
		args = append(args, tooMany(function, len(step)))
	}
	return args
}

package catalogue

// The value of another row comes as a LONG of an integer, as a DOUBLE of a
// FLOAT.
var window = Page{"window-functions/reference", []Line{
	{Window, "AvgAlpha: avg(x Number, 'alpha', alpha float) Double", "9.3", "is the average of x so far in which each row takes the share alpha, over 0 to 1: avg(x, 'alpha', alpha)"},
	{Window, "AvgPeriod: avg(x Number, 'period', rows int) Double", "9.3", "is AvgAlpha with an alpha of 2/(rows+1), as charts name it: avg(x, 'period', rows)"},
	{Window, "AvgDecay: avg(x Number, unit string, n int) Double", "9.3", "is the average of x so far in which a row counts less the longer ago it is: 1/e in n units of time, which are microsecond, millisecond, second, minute, hour, day, week"},
	{Window, "AvgAlphaWeighted: avg(x Number, 'alpha', alpha float, weight Number) Double", "9.3", "is AvgAlpha in which each row counts weight times, such as a volume"},
	{Window, "AvgPeriodWeighted: avg(x Number, 'period', rows int, weight Number) Double", "9.3", "is AvgPeriod in which each row counts weight times, such as a volume"},
	{Window, "AvgDecayWeighted: avg(x Number, unit string, n int, weight Number) Double", "9.3", "is AvgDecay in which each row counts weight times, such as a volume"},
	{Window, "row_number() Long", "≤7.3", "is the number of the row in its partition, from 1"},
	{Window, "rank() Long", "≤7.3", "is the rank of the row in its partition, with gaps behind rows of equal rank"},
	{Window, "dense_rank() Long", "≤8.2", "is the rank of the row in its partition, without gaps"},
	{Window, "percent_rank() Double", "≤9.3", "is the rank of the row in its partition, from 0 to 1"},
	{ValueWindow, "first_value(x Measure[C]{!Date}) C wide(x)", "7.3", "is x of the first row of the frame; an INT becomes a LONG, a FLOAT a DOUBLE"},
	{ValueWindow, "last_value(x Measure[C]{!Date}) C wide(x)", "≤8.2", "is x of the last row of the frame; an INT becomes a LONG, a FLOAT a DOUBLE"},
	{ValueWindow, "lag(x Measure[C], rows int64) C wide(x)", "≤8.2", "is x of the row that many rows before in the partition, NULL where there is none; an INT becomes a LONG, a FLOAT a DOUBLE"},
	{ValueWindow, "LagOr: lag(x Measure[C]{!Date}, rows int64, otherwise Measure[C]) C wide(x)", "≤9.3", "is Lag, and otherwise where there is no such row"},
	{ValueWindow, "lead(x Measure[C], rows int64) C wide(x)", "≤8.2", "is x of the row that many rows behind in the partition, NULL where there is none; an INT becomes a LONG, a FLOAT a DOUBLE"},
	{ValueWindow, "LeadOr: lead(x Measure[C]{!Date}, rows int64, otherwise Measure[C]) C wide(x)", "≤9.3", "is Lead, and otherwise where there is no such row"},
}}

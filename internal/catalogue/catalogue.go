// Package catalogue is the table of the server's functions that package
// expr/fn offers. The generator writes fn from it, and tests hold it against a
// live server. It is the one place where a function is added.
package catalogue

// Function is one Go function: a signature of a function of the server.
// Signatures that differ in the class of an argument are one where a class or
// a type parameter says so, and have names of their own elsewhere.
type Function struct {
	// Name is the server's name.
	Name string
	// Go is the Go name, where the rule in internal/naming would not do.
	Go string
	// Page is the page of QuestDB's docs, under query/functions.
	Page string
	Kind Kind
	// Args lists the arguments.
	Args []Arg
	// Result is the class of the result, or Same.
	Result string
	// Type is the type of the result: the name of a variable in package types,
	// "=" for the type of the first argument, or "sum" for what sum gives.
	Type string
	// Since is the first release of QuestDB that has it.
	Since string
	// Doc completes the sentence that begins with the Go name.
	Doc string
}

// Kind is how a function is used.
type Kind uint8

// The kinds.
const (
	// Scalar computes a value of one row.
	Scalar Kind = iota
	// Aggregate computes a value of a group of rows, and has no window form.
	Aggregate
	// AggregateWindow is an aggregate that has a window form too.
	AggregateWindow
	// Window has a window form only.
	Window
	// ValueWindow is Window that can ignore NULLs.
	ValueWindow
)

// Arg is an argument.
type Arg struct {
	Name string
	// Class is a class, such as "Number", or Same for the class parameter.
	Class string
}

// Count is an argument that is a number of rows, written as a literal.
const Count = "Count"

// Measure is Same for numbers and timestamps only.
const Measure = "Measure"

// Same stands for the class parameter of a function whose result has the class
// of its argument.
const Same = "Same"

// SameNumber is Same for numbers only.
const SameNumber = "SameNumber"

// Functions is the catalogue, in the order of the docs.
var Functions = []Function{
	{
		Name: "avg", Page: "aggregation", Kind: AggregateWindow, Args: []Arg{{"x", "Number"}}, Result: "Float", Type: "Double", Since: "4.0",
		Doc: "is the average of x. NULLs are left out; of nothing it is NULL",
	},
	{
		Name: "count", Page: "aggregation", Kind: AggregateWindow, Result: "Integer", Type: "Long", Since: "4.0",
		Doc: "is the number of rows",
	},
	{
		Name: "count", Go: "CountOf", Page: "aggregation", Kind: AggregateWindow, Args: []Arg{{"x", "Expression"}}, Result: "Integer", Type: "Long", Since: "7.3",
		Doc: "is the number of rows in which x is not NULL. x is no BOOLEAN: that has no NULL, and the server does not count it",
	},
	{
		Name: "first", Page: "aggregation", Kind: Aggregate, Args: []Arg{{"x", Same}}, Result: Same, Type: "=", Since: "4.0",
		Doc: "is the value of x in the first row, in the order of the designated timestamp; NULL where that is NULL",
	},
	{
		Name: "last", Page: "aggregation", Kind: Aggregate, Args: []Arg{{"x", Same}}, Result: Same, Type: "=", Since: "4.0",
		Doc: "is the value of x in the last row, in the order of the designated timestamp; NULL where that is NULL",
	},
	{
		Name: "max", Page: "aggregation", Kind: AggregateWindow, Args: []Arg{{"x", Same}}, Result: Same, Type: "=", Since: "4.0",
		Doc: "is the greatest value of x. NULLs are left out; of nothing it is NULL",
	},
	{
		Name: "min", Page: "aggregation", Kind: AggregateWindow, Args: []Arg{{"x", Same}}, Result: Same, Type: "=", Since: "4.0",
		Doc: "is the smallest value of x. NULLs are left out; of nothing it is NULL",
	},
	{
		Name: "sum", Page: "aggregation", Kind: AggregateWindow, Args: []Arg{{"x", SameNumber}}, Result: Same, Type: "sum", Since: "4.0",
		Doc: "is the sum of x: of integers a LONG, which overflows without a word, else of the type of x. NULLs are left out; of nothing it is NULL",
	},

	{
		Name: "row_number", Page: "window", Kind: Window, Result: "Integer", Type: "Long",
		Doc: "is the number of the row in its partition, from 1",
	},
	{
		Name: "rank", Page: "window", Kind: Window, Result: "Integer", Type: "Long",
		Doc: "is the rank of the row in its partition, with gaps behind rows of equal rank",
	},
	{
		Name: "dense_rank", Page: "window", Kind: Window, Result: "Integer", Type: "Long",
		Doc: "is the rank of the row in its partition, without gaps",
	},
	{
		Name: "percent_rank", Page: "window", Kind: Window, Result: "Float", Type: "Double",
		Doc: "is the rank of the row in its partition, from 0 to 1",
	},
	{
		Name: "first_value", Page: "window", Kind: ValueWindow, Args: []Arg{{"x", Measure}}, Result: Measure, Type: "wide",
		Doc: "is x of the first row of the frame; an INT becomes a LONG, a FLOAT a DOUBLE",
	},
	{
		Name: "last_value", Page: "window", Kind: ValueWindow, Args: []Arg{{"x", Measure}}, Result: Measure, Type: "wide",
		Doc: "is x of the last row of the frame; an INT becomes a LONG, a FLOAT a DOUBLE",
	},
	{
		Name: "lag", Page: "window", Kind: ValueWindow, Args: []Arg{{"x", Measure}, {"rows", Count}}, Result: Measure, Type: "wide",
		Doc: "is x of the row that many rows before in the partition, NULL where there is none; an INT becomes a LONG, a FLOAT a DOUBLE",
	},
	{
		Name: "lag", Go: "LagOr", Page: "window", Kind: ValueWindow, Args: []Arg{{"x", Measure}, {"rows", Count}, {"otherwise", Measure}}, Result: Measure, Type: "wide",
		Doc: "is Lag, and otherwise where there is no such row",
	},
	{
		Name: "lead", Page: "window", Kind: ValueWindow, Args: []Arg{{"x", Measure}, {"rows", Count}}, Result: Measure, Type: "wide",
		Doc: "is x of the row that many rows behind in the partition, NULL where there is none; an INT becomes a LONG, a FLOAT a DOUBLE",
	},
	{
		Name: "lead", Go: "LeadOr", Page: "window", Kind: ValueWindow, Args: []Arg{{"x", Measure}, {"rows", Count}, {"otherwise", Measure}}, Result: Measure, Type: "wide",
		Doc: "is Lead, and otherwise where there is no such row",
	},
}

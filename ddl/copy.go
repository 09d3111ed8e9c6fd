// QuestDB docs: query/sql/copy.md

package ddl

import (
	"unicode/utf8"

	"github.com/questql/questql/expr"
	"github.com/questql/questql/internal/node"
	"github.com/questql/questql/internal/schema"
	"github.com/questql/questql/internal/sqlw"
	"github.com/questql/questql/types"
)

var copyItems = []node.Item{{Name: "id", Type: types.String}}

func madeCopy(write func(w *node.Writer)) statement {
	return statement{node.MakeStatement(body{kind: "COPY", write: write, items: copyItems})}
}

// CopyFromStatement is a COPY … FROM.
type CopyFromStatement struct {
	statement
	copy copyFrom
}

// CopyFrom imports a CSV file from the server's import folder into a table,
// which it creates if there is none. It returns the id of the import, which
// goes on in the background and is logged in sys.text_import_log.
func CopyFrom(into expr.Relation, file string) CopyFromStatement {
	return makeCopyFrom(copyFrom{table: tableOf(into), file: file})
}

// Header says that the first line names the columns.
func (s CopyFromStatement) Header() CopyFromStatement {
	s.copy.header = true
	return makeCopyFrom(s.copy)
}

// Delimiter separates the columns with an ASCII character other than a comma.
func (s CopyFromStatement) Delimiter(c rune) CopyFromStatement {
	s.copy.delimiter = &c
	return makeCopyFrom(s.copy)
}

// Timestamp names the column that is the designated timestamp.
func (s CopyFromStatement) Timestamp(column string) CopyFromStatement {
	s.copy.timestamp = &column
	return makeCopyFrom(s.copy)
}

// Format says how the timestamps are written, such as
// "yyyy-MM-ddTHH:mm:ss.SSSUUUZ".
func (s CopyFromStatement) Format(format string) CopyFromStatement {
	s.copy.format = &format
	return makeCopyFrom(s.copy)
}

// PartitionBy splits a table that is created by time.
func (s CopyFromStatement) PartitionBy(unit PartitionUnit) CopyFromStatement {
	s.copy.partition = unit
	return makeCopyFrom(s.copy)
}

// OnErrorSkipRow leaves out rows that cannot be read.
func (s CopyFromStatement) OnErrorSkipRow() CopyFromStatement {
	s.copy.onError = sqlw.Const("SKIP_ROW")
	return makeCopyFrom(s.copy)
}

// OnErrorSkipColumn writes NULL for values that cannot be read, which is the
// default.
func (s CopyFromStatement) OnErrorSkipColumn() CopyFromStatement {
	s.copy.onError = sqlw.Const("SKIP_COLUMN")
	return makeCopyFrom(s.copy)
}

// OnErrorAbort ends the import at a value that cannot be read.
func (s CopyFromStatement) OnErrorAbort() CopyFromStatement {
	s.copy.onError = sqlw.Const("ABORT")
	return makeCopyFrom(s.copy)
}

type copyFrom struct {
	table             *schema.Table
	file              string
	header            bool
	delimiter         *rune
	timestamp, format *string
	partition         PartitionUnit
	onError           sqlw.Keyword
}

func makeCopyFrom(c copyFrom) CopyFromStatement { return CopyFromStatement{madeCopy(c.write), c} }

func (c copyFrom) write(w *node.Writer) {
	w.Clause("COPY")
	writeName(w, c.table)
	w.SQL(" FROM ")
	writePath(w, c.file)
	if !c.header && c.delimiter == nil && c.timestamp == nil && c.format == nil && c.partition == "" && c.onError == (sqlw.Keyword{}) {
		return
	}
	w.SQL(" WITH")
	if c.header {
		w.SQL(" HEADER true")
	}
	if c.timestamp != nil {
		w.SQL(" TIMESTAMP ")
		if err := sqlw.CheckName(sqlw.ColumnName, *c.timestamp); err != nil {
			w.Fail(err)
		}
		w.Text(*c.timestamp)
	}
	if c.delimiter != nil {
		w.SQL(" DELIMITER ")
		if *c.delimiter >= utf8.RuneSelf || *c.delimiter < ' ' && *c.delimiter != '\t' {
			w.Failf("the delimiter must be one ASCII character, got %q", *c.delimiter)
		}
		w.Text(string(*c.delimiter))
	}
	if c.format != nil {
		w.SQL(" FORMAT ")
		w.Text(*c.format)
	}
	if c.partition != "" {
		w.SQL(" PARTITION BY ")
		writeUnit(w, c.partition)
	}
	if c.onError != (sqlw.Keyword{}) {
		w.SQL(" ON ERROR ")
		w.Keyword(c.onError)
	}
}

func writeUnit(w *node.Writer, u PartitionUnit) {
	if !u.Known() {
		w.Failf("PARTITION BY %q: use ddl.Hour, Day, Week, Month, Year or None", string(u))
		return
	}
	u.Write(&w.Writer)
}

// writePath writes the name of a file, which is a string literal.
func writePath(w *node.Writer, path string) {
	if path == "" {
		w.Failf("the name of the file is empty")
		return
	}
	w.Text(path)
}

// CopyCancel ends an import or export by its id, which CopyFrom and CopyTo
// return. It returns the id and a status.
func CopyCancel(id string) Statement {
	items := append(copyItems[:1:1], node.Item{Name: "status", Type: types.String})
	return Statement{statement{node.MakeStatement(body{kind: "COPY", items: items, write: func(w *node.Writer) {
		w.Clause("COPY")
		for _, c := range []byte(id) {
			if (c < '0' || c > '9') && (c < 'a' || c > 'f') {
				w.Failf("%q is not the id of an import: it is a number in hexadecimal", id)
				return
			}
		}
		writePath(w, id)
		w.SQL(" CANCEL")
	}})}}
}

// CopyToStatement is a COPY … TO.
type CopyToStatement struct {
	statement
	copy copyTo
}

// CopyTo exports a table as parquet into a folder of the server's export folder.
// It returns the id of the export, which goes on in the background and is logged
// in sys.copy_export_log.
func CopyTo(t expr.Relation, folder string) CopyToStatement {
	table := tableOf(t)
	return makeCopyTo(copyTo{folder: folder, source: func(w *node.Writer) { writeName(w, table) }})
}

// CopyQueryTo exports the result of a query as CopyTo does a table.
func CopyQueryTo(query expr.Query, folder string) CopyToStatement {
	return makeCopyTo(copyTo{folder: folder, source: func(w *node.Writer) { w.InlineQuery(query) }})
}

// Codec compresses the files.
func (s CopyToStatement) Codec(c Codec) CopyToStatement {
	s.copy.codec = c
	return makeCopyTo(s.copy)
}

// RowGroupSize is how many rows a group has.
func (s CopyToStatement) RowGroupSize(rows int) CopyToStatement {
	s.copy.rowGroup = schema.CountOf(rows)
	return makeCopyTo(s.copy)
}

// DataPageSize is how many bytes a page has.
func (s CopyToStatement) DataPageSize(bytes int) CopyToStatement {
	s.copy.page = schema.CountOf(bytes)
	return makeCopyTo(s.copy)
}

// Statistics says whether the files hold statistics of the columns.
func (s CopyToStatement) Statistics(enabled bool) CopyToStatement {
	s.copy.statistics = &enabled
	return makeCopyTo(s.copy)
}

// ParquetVersion is the version of the format, 1 or 2.
func (s CopyToStatement) ParquetVersion(version int) CopyToStatement {
	s.copy.version = schema.CountOf(version)
	return makeCopyTo(s.copy)
}

// RawArrayEncoding says whether arrays are stored as QuestDB's own bytes.
func (s CopyToStatement) RawArrayEncoding(raw bool) CopyToStatement {
	s.copy.rawArrays = &raw
	return makeCopyTo(s.copy)
}

// PartitionBy writes a file for each interval.
func (s CopyToStatement) PartitionBy(unit PartitionUnit) CopyToStatement {
	s.copy.partition = unit
	return makeCopyTo(s.copy)
}

type copyTo struct {
	source                  func(w *node.Writer)
	folder                  string
	codec                   Codec
	rowGroup, page, version schema.Count
	statistics, rawArrays   *bool
	partition               PartitionUnit
}

func makeCopyTo(c copyTo) CopyToStatement { return CopyToStatement{madeCopy(c.write), c} }

func (c copyTo) write(w *node.Writer) {
	w.Clause("COPY")
	c.source(w)
	w.SQL(" TO ")
	writePath(w, c.folder)
	w.SQL(" WITH FORMAT PARQUET")
	if c.codec.Name != "" {
		if err := parquetOf("", c.codec).Check(types.Type{}); err != nil {
			w.Fail(err)
			return
		}
		w.SQL(" COMPRESSION_CODEC ")
		c.codec.WriteName(&w.Writer)
		if c.codec.Level.Set {
			w.SQL(" COMPRESSION_LEVEL ")
			w.Int(c.codec.Level.N)
		}
	}
	writeCount(w, sqlw.Const(" ROW_GROUP_SIZE "), c.rowGroup)
	writeCount(w, sqlw.Const(" DATA_PAGE_SIZE "), c.page)
	writeFlag(w, sqlw.Const(" STATISTICS_ENABLED "), c.statistics)
	if c.version.Set && c.version.N != 1 && c.version.N != 2 {
		w.Failf("the version of parquet is 1 or 2, got %d", c.version.N)
	}
	writeCount(w, sqlw.Const(" PARQUET_VERSION "), c.version)
	writeFlag(w, sqlw.Const(" RAW_ARRAY_ENCODING "), c.rawArrays)
	if c.partition != "" {
		w.SQL(" PARTITION_BY ")
		writeUnit(w, c.partition)
	}
}

func writeCount(w *node.Writer, k sqlw.Keyword, n schema.Count) {
	if !n.Set {
		return
	}
	w.Keyword(k)
	if n.N <= 0 || n.N > 1<<31-1 {
		w.Failf("%s must be from 1 to %d, got %d", k, 1<<31-1, n.N)
	}
	w.Int(n.N)
}

func writeFlag(w *node.Writer, k sqlw.Keyword, on *bool) {
	if on == nil {
		return
	}
	w.Keyword(k)
	if *on {
		w.SQL("true")
	} else {
		w.SQL("false")
	}
}

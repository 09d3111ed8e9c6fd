package catalogue

// The table functions of this page are in meta_relations.go.
var meta = Page{"meta", []Line{
	{Scalar, "build() String", "", "is the version of the server, its build and the JDK that it was built with"},
	{Scalar, "cancel_query(id Integer) Boolean", "", "cancels the query of that id of QueryActivity, and is true where there was one"},
	{Scalar, "current_data_id() UUID", "", "is the id of the server's data folder"},
	{Scalar, "flush_query_cache() Boolean", "", "empties the caches of compiled queries and is true"},
	{Scalar, "hydrate_table_metadata(tables... string) Boolean", "", "reads the metadata of the tables again, of all for *, and is true where it could"},
	{Scalar, "reload_config() Boolean", "", "reads the server's configuration again, and is true where it changed something"},
	{Scalar, "version() String", "", "is the version of PostgreSQL that the server says it is; see Build for its own"},
	{Scalar, "wait_wal_table(table string) Boolean", "", "waits until the transactions of a WAL table are applied, and is true"},
}}

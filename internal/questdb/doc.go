// Package questdb finds or starts a real QuestDB for this module's tests and examples.
//
// [Start] tries, in this order, and keeps the reason when a way falls through:
//
//  1. QUESTDB_DSN, a server that is already running (QUESTDB_HTTP may name its HTTP address);
//  2. Docker, the image questdb/questdb:9.3.4 or the one that QUESTDB_IMAGE names;
//  3. Java 17 or newer and Maven: the jar org.questdb:questdb:9.3.4, kept in the user's cache directory.
//
// QUESTDB_SERVER=docker or QUESTDB_SERVER=java allows that way alone.
// A started server listens on free loopback ports, with a data directory of its own.
//
// # The supervisor
//
// A server that is started here is owned by a supervisor: the running program's own executable, started a
// second time with an environment variable that this package's init function looks for. It never returns
// to main. It outlives a SIGKILL of the program, stops the server and removes its data directory.
//
// A private server ends with the process that started it: the supervisor reads a pipe that the kernel
// closes when that process ends, however it ends.
//
// A [Shared] server ends with the test run: the go command that is the parent of every test binary, known
// by its process number and start time. QUESTQL_RUN_PID names another process to stand for the run. The
// first test binary of a run takes a file lock and starts the supervisor, which inherits the lock and holds
// it until the server answers or is known to fail; the others wait for the lock and read the result.
// A test binary that no go command started (a debugger, a compiled test), or that runs on a system without
// flock, has a server of its own instead, which ends with it.
//
// When the supervisor itself is killed, Linux kills the Java server with it; what else is left behind (a
// container, a directory) is removed by the next supervisor.
//
// # Statistics
//
// With QUESTQL_TEST_STATS naming a directory, each server that is started adds a line to the file servers
// there, each package that is skipped one to skipped, and each process writes the number of its statements
// to a file of its own (see [CountStatement]).
package questdb

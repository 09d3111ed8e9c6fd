package migrate_test

const crashChild = "QUESTQL_MIGRATE_CRASH"

func runCrashChild(string) int { return 0 }

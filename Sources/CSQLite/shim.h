#include <sqlite3.h>

// sqlite3_config is variadic, which Swift cannot call.

/// Stops counting allocations, for which SQLite takes a lock each time. To be called before anything else of SQLite.
static inline int csqlite_disable_memory_statistics(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

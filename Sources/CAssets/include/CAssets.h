// Files embedded in the program with C23 #embed: SwiftPM's own embedInCode takes 40 s for 200 KB. EmbedTool lists them.
#pragma once

#include <stdbool.h>
#include <stddef.h>

/// A page as it is served.
typedef struct {
    /// Its address, without a leading slash.
    const char *path;
    const char *content_type;
    const char *etag;
    const unsigned char *bytes;
    size_t count;
    /// The same compressed; null if that is not worth it.
    const unsigned char *gzip;
    size_t gzip_count;
    /// Whether it holds all the modules that it imports too.
    bool is_bundle;
} CPage;

const CPage *cassets_pages(size_t *count);

/// A file of `sql/`.
typedef struct {
    const char *name;
    const unsigned char *bytes;
    size_t count;
} CMigration;

/// In the order in which they are applied.
const CMigration *cassets_migrations(size_t *count);

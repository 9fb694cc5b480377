// Files of the tree embedded in the binary with C23 #embed: SwiftPM's own embedInCode takes 40 s for 200 KB.
#pragma once

#include <stddef.h>

typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t count;
} CAsset;

/// The pages and scripts, by the path they are served under or looked up by.
const CAsset *cassets_web(size_t *count);

/// The migrations of `sql/`, in the order in which they are applied.
const CAsset *cassets_sql(size_t *count);

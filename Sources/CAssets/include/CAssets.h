// Files of the tree embedded in the binary with C23 #embed: SwiftPM's own embedInCode takes 40 s for 200 KB.
#pragma once

#include <stddef.h>

typedef struct {
    const char *path;
    const unsigned char *bytes;
    size_t count;
} CAsset;

/// The pages and scripts, by the path they are served under or looked up by.
extern const CAsset cassets_web[];
extern const size_t cassets_web_count;

/// The migrations of `sql/`, in the order in which they are applied.
extern const CAsset cassets_sql[];
extern const size_t cassets_sql_count;

#include "CAssets.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define ASSET(path, bytes) {path, bytes, sizeof(bytes)}

static const unsigned char sql_0001_initial[] = {
#embed "../../sql/0001_initial.sql"
};

const CAsset *cassets_sql(size_t *count) {
    static const CAsset files[] = {
        ASSET("0001_initial.sql", sql_0001_initial),
    };
    *count = COUNT(files);
    return files;
}

static const unsigned char openapi[] = {
#embed "../../docs/openapi.json"
};

const CAsset *cassets_web(size_t *count) {
    static const CAsset files[] = {
        ASSET("openapi.json", openapi),
    };
    *count = COUNT(files);
    return files;
}

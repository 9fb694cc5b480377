#include "CAssets.h"

#define FILE_BYTES(name) static const unsigned char name[]
#define ASSET(path, name) {path, name, sizeof(name)}

FILE_BYTES(sql_0001_initial) = {
#embed "../../sql/0001_initial.sql"
};

const CAsset cassets_sql[] = {
    ASSET("0001_initial.sql", sql_0001_initial),
};
const size_t cassets_sql_count = sizeof(cassets_sql) / sizeof(cassets_sql[0]);

const CAsset cassets_web[] = {
    {0, 0, 0},
};
const size_t cassets_web_count = 0;

#include <zlib.h>

// deflateInit2 is a macro, which Swift cannot call.

/// Prepares for the gzip format (RFC 1952) at the highest level. https://www.zlib.net/manual.html
static inline int czlib_begin_gzip(z_stream *stream) {
    return deflateInit2(stream, Z_BEST_COMPRESSION, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY);
}

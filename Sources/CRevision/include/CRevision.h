// Which commit the program is built from. A target of its own, because each commit changes it: whatever imports it is
// built anew then. EmbedTool writes the C file.
#pragma once

/// The commit's first digits, or "unknown" in a source tree that is neither Git's working copy nor its archive.
const char *crevision_commit(void);

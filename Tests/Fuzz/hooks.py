"""What schemathesis is told about this API beyond its document."""

import schemathesis

# Waits are tested elsewhere; here each would be a second in which nothing else is tried.
LONGEST_WAIT = 0


@schemathesis.hook
def before_call(context, case, kwargs):
    """Cuts the waits of long polls short, and leaves what is no wait as it is."""
    query = case.query or {}
    wait = str(query.get("wait", ""))
    if wait.isascii() and wait.isdigit() and LONGEST_WAIT < int(wait) <= 25:
        query["wait"] = LONGEST_WAIT

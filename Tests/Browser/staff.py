"""What staff do in the simulated group, without its page."""

import json
import urllib.request


def ask(desk, path: str, body: dict | None = None):
    """Asks the simulator itself."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(f"{desk.telegram.url}/simulator/{path}", data, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def staff(desk, action: str, **members):
    """Does something in the simulated group in Olga's name."""
    return ask(desk, action, {"name": "Olga"} | members)


def newest_topic(desk) -> dict:
    return ask(desk, "state")["topics"][-1]


def topic_of(desk) -> int:
    return newest_topic(desk)["thread_id"]


def post_of(desk, text: str) -> int:
    """The number of the post with this text; what stands between two of them is the group's business."""
    return next(each["message_id"] for each in newest_topic(desk)["messages"] if each.get("text") == text)

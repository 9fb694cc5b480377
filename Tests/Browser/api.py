"""The server's API, asked without a browser."""

import json
import urllib.error
import urllib.request
from typing import Any, NamedTuple

from program import ADMIN_TOKEN


class Answer(NamedTuple):
    status: int
    json: Any
    headers: Any


def call(desk, method: str, path: str, body: dict | None = None, key: str | None = ADMIN_TOKEN) -> Answer:
    """In the operator's name, or with another key or a visitor's token; with none of them if it is None."""
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {key}"} if key else {})
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(desk.url + path, data, headers, method=method)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return Answer(answer.status, json.loads(answer.read() or "null"), answer.headers)
    except urllib.error.HTTPError as refusal:
        return Answer(refusal.code, json.loads(refusal.read()), refusal.headers)

"""What the host site says of its visitors."""

import base64
import hashlib
import hmac
import json
import time

from program import JWT_SECRET


def token(sub: str, secret: str = JWT_SECRET, **more: str) -> str:
    def encoded(data: bytes) -> str:
        return base64.urlsafe_b64encode(data).decode().rstrip("=")

    claims = {"sub": sub, "name": sub.title(), "exp": int(time.time()) + 600, **more}
    parts = [encoded(json.dumps(part).encode()) for part in ({"alg": "HS256", "typ": "JWT"}, claims)]
    seal = hmac.digest(secret.encode(), ".".join(parts).encode(), hashlib.sha256)
    return ".".join([*parts, encoded(seal)])

"""Small HTTP calls to loopback."""

import http.client
import json
from urllib.parse import urlsplit


def call(method, url, body=None, headers=None, timeout=10):
    """The status and the bytes of the answer; raises OSError when there is none."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=timeout)
    try:
        headers = dict(headers or {})
        if body is not None:
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read()
    except http.client.HTTPException as failure:
        raise OSError(failure) from failure
    finally:
        connection.close()


def answers(url):
    """Whether a GET is answered with 200."""
    try:
        return call("GET", url, timeout=2)[0] == 200
    except OSError:
        return False


def expect(status, method, url, **options):
    """The answer's JSON; fails on any other status."""
    found, body = call(method, url, **options)
    if found != status:
        raise SystemExit(f"{method} {url}: {found}, expected {status}: {body[:200]!r}")
    return json.loads(body or "null")

"""Every page that links lead to."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

from tests.security.visits import Answer, Caller
from tests.security.world import URL, Role

_TARGETS = re.compile(r'(?:href|src|action|data-[\w-]+)="([^"]*)"')


def crawl(caller: Caller, role: Role, *starts: str, within: str = "/", most: int = 400) -> dict[str, Answer]:
    """What the role sees from some addresses on, by address; only those that begin with `within` are opened."""
    waiting, seen = deque(starts), dict[str, Answer]()
    while waiting and len(seen) < most:
        path = waiting.popleft()
        if path in seen or not path.startswith(within):
            continue
        answer = seen[path] = caller.send(role, "GET", path)
        waiting += _targets(path, answer)
    return seen


def _targets(path: str, answer: Answer) -> list[str]:
    found = [answer.header("Location")] if answer.header("Location") else []
    if answer.header("Content-Type").startswith("text/html"):
        found += [unescape(target) for target in _TARGETS.findall(answer.text)]
    inside = (urlsplit(urljoin(URL + path, target)) for target in found)
    return [
        f"{part.path}?{part.query}" if part.query else part.path
        for part in inside
        if part.scheme == "https" and f"https://{part.netloc}" == URL
    ]

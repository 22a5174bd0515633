"""Every page that links lead to: no violation of the policy of contents, no request to another host, no dead link."""

import re
from collections import deque
from urllib.parse import urldefrag, urlsplit

from tests.browser.machine import Visits, listened
from tests.browser.portal import LONG, SEVERAL, Portal

_SAME = re.compile(r"[0-9a-f]{32}|(?<=[=/])\d+")
_LINKS = "() => [...document.querySelectorAll('a[href], form[method=get]')].map((one) => one.href || one.action)"
MOST = 60


def test_links_stay_at_home_and_lead_somewhere(visits: Visits, portal: Portal) -> None:
    for who in (None, SEVERAL, LONG):
        context = visits.context(who)
        page = context.new_page()
        faults = listened(page, portal.url)
        seen: set[str] = set()
        waiting = deque([f"{portal.url}/", f"{portal.url}/connexion", f"{portal.url}/aide"])
        while waiting and len(seen) < MOST:
            address = waiting.popleft()
            # Pages of the same kind hold the same links.
            kind = _SAME.sub("*", address)
            if kind in seen or not address.startswith(portal.url) or _is_download(address):
                continue
            seen.add(kind)
            response = page.goto(address)
            faults += [f"{address}: {response.status}"] if response and response.status >= 400 else []
            waiting += [urldefrag(link).url for link in page.evaluate(_LINKS)]
        context.close()
        assert faults == []
        assert len(seen) > (5 if who is None else 12)


def _is_download(address: str) -> bool:
    return "/documents" in address or re.search(r"\.[a-z]+$", urlsplit(address).path) is not None

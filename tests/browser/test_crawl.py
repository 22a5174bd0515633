"""Every page and paper that links lead to: no breach of the policy of contents, no other host, no dead link."""

import re
from collections import deque
from urllib.parse import urldefrag

from playwright.sync_api import Error

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
            if kind in seen or not address.startswith(portal.url):
                continue
            seen.add(kind)
            try:
                response = page.goto(address)
            except Error as paper:
                if "Download is starting" not in paper.message:
                    raise
                continue
            faults += [f"{address}: {response.status}"] if response and response.status >= 400 else []
            waiting += [urldefrag(link).url for link in page.evaluate(_LINKS)]
        context.close()
        assert faults == []
        assert len(seen) > (5 if who is None else 12)

"""The floor of a step of a claim's declaration: bare werkzeug and the driver, which keep the page's texts in the draft.

It reads what the draft holds, adds what came, writes once, at the version that was seen, and sends on. Nothing is
checked: who asks, whether they may, what a question admits. A WSGI application: `benchmarks.peers.step:application`.
"""

import json
import os
import sqlite3
import threading
from datetime import UTC, datetime

from sqlalchemy import make_url
from werkzeug.utils import redirect
from werkzeug.wrappers import Request

URL = make_url(os.environ["SOCIETAIRE_DATABASE_URL"])
_APART = {"version", "action"}
_HERE = threading.local()


def _connection() -> sqlite3.Connection:
    if not hasattr(_HERE, "connection"):
        _HERE.connection = sqlite3.connect(URL.database or "", isolation_level=None)
        # As the portal writes: synced before it answers.
        _HERE.connection.execute("PRAGMA synchronous = FULL")
    found: sqlite3.Connection = _HERE.connection
    return found


@Request.application
def application(request: Request):
    """Keep a page."""
    draft, connection = request.path.rpartition("/")[2], _connection()
    typed = {name: text for name, text in request.form.items() if name not in _APART}
    connection.execute("BEGIN IMMEDIATE")
    kept, writer = connection.execute(
        "SELECT entries, written_by FROM claim_declarations WHERE id = ?", (draft,)
    ).fetchone()
    now = datetime.now(UTC).replace(tzinfo=None).isoformat(" ")
    connection.execute(
        "UPDATE claim_declarations SET entries = ?, written_by = ?, written_at = ?, version = version + 1 "
        "WHERE id = ? AND version = ?",
        (json.dumps({**json.loads(kept), **typed}), writer, now, draft, int(request.form["version"])),
    )
    connection.execute("COMMIT")
    return redirect(f"/{draft}", 303)

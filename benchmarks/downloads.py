"""A document of 5 MB: authorised by the portal and sent by nginx, against nginx sending a file to whoever asks."""

import os
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import ExitStack, closing
from hashlib import sha256
from pathlib import Path

from benchmarks.clients import burst, get
from benchmarks.figures import Figure, Report, paired
from benchmarks.home import PORTAL, settings
from benchmarks.loading import Subject, sign_in_again
from benchmarks.population import Population, identifier
from benchmarks.servers import free_port, gunicorn, program, wait_for

SIZE = 5 * 1024 * 1024
_NGINX = """
{user}
worker_processes 1;
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/nginx-error.log;
events {{ worker_connections 128; }}
http {{
    access_log off;
    sendfile on;
    keepalive_timeout 60;
    client_body_temp_path {folder}/nginx-body;
    proxy_temp_path {folder}/nginx-proxy;
    fastcgi_temp_path {folder}/nginx-fastcgi;
    uwsgi_temp_path {folder}/nginx-uwsgi;
    scgi_temp_path {folder}/nginx-scgi;
    upstream portal {{ server 127.0.0.1:{portal}; keepalive 8; }}
    server {{
        listen 127.0.0.1:{port};
        location /open/ {{ alias {folder}/files/; }}
        location /kept/ {{ internal; alias {folder}/files/; }}
        location / {{
            proxy_pass http://portal;
            proxy_http_version 1.1;
            proxy_set_header Connection "";
            proxy_set_header Host $host;
        }}
    }}
}}
"""


def measure(
    report: Report, population: Population, database: Path, folder: Path, signed_in: Sequence[Subject], pairs: int
) -> None:
    """Downloads a second, both by nginx."""
    program_path = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program_path is None:
        report.skip("nginx: not on this machine, so neither are downloads")
        return
    url = f"sqlite:///{database}"
    key = _put(database, folder)
    sign_in_again(url, signed_in)
    number = next(population.documents()).reference
    asker = signed_in[0]
    with ExitStack() as running:
        portal = running.enter_context(gunicorn(PORTAL, settings(url, folder, SOCIETAIRE_ACCEL_PREFIX="/kept")))
        port = free_port()
        text = _NGINX.format(
            folder=folder, portal=portal.port, port=port, user="user root;" if os.geteuid() == 0 else ""
        )
        (folder / "nginx.conf").write_text(text, encoding="utf-8")
        started = program([program_path, "-p", str(folder), "-c", str(folder / "nginx.conf")])
        wait_for(port, running.enter_context(started))
        path = f"/s/{asker.siren}/documents/{identifier(number)}"
        authorised = [get(path, f"societaire={asker.token}")]
        bare = [get(f"/open/{key}")]
        for requests in (authorised, bare):
            burst(port, requests, 0.5)
        ratio, one, other = paired(
            lambda: burst(port, authorised, 1.0).rate, lambda: burst(port, bare, 1.0).rate, pairs
        )
        told = f"{one:.0f} and {other:.0f} a second, the access log written each time"
        report.add("Downloads", Figure("5 MB by X-Accel-Redirect / nginx alone", ratio, ">=", 0.7, told))


def _put(database: Path, folder: Path) -> str:
    """Give every document of the first company the same content of 5 MB."""
    content = b"%PDF-1.4\n" + os.urandom(SIZE - 9)
    with closing(sqlite3.connect(database)) as connection:
        key = connection.execute("SELECT file_key FROM documents ORDER BY reference LIMIT 1").fetchone()[0]
        digest = sha256(content).hexdigest()
        made = f"{key.rpartition('/')[0]}/{digest}"
        changed = (made, SIZE, digest, key)
        connection.execute(
            "UPDATE documents SET file_key = ?, file_size = ?, file_sha256 = ? WHERE file_key = ?", changed
        )
        connection.commit()
    place = folder / "files" / made
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(content)
    return made

"""The portal put together."""

from hashlib import sha256
from pathlib import Path

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from societaire.app import Societaire
from societaire_web import addresses, claim_words, errors, forgery, gate, headers, machine_names, tracing, words
from societaire_web.access_line import AccessLine
from societaire_web.addresses import DayConverter, IdentifierConverter, PageConverter, Paths, SirenConverter
from societaire_web.config import WebConfig
from societaire_web.context import KEY, WATCHED
from societaire_web.operations import Operations
from societaire_web.pages import (
    accesses,
    account,
    agencies,
    answers,
    call_backs,
    choices,
    claim_drafts,
    claims,
    companies,
    contracts,
    declaration_form,
    declaration_sending,
    declarations,
    details,
    documents,
    invitations,
    kit,
    links,
    news,
    passwords,
    preferences,
    probes,
    signing_in,
    unsubscribing,
    uploads,
)

AREAS = (
    signing_in,
    passwords,
    links,
    account,
    agencies,
    companies,
    contracts,
    declarations,
    declaration_form,
    declaration_sending,
    documents,
    preferences,
    details,
    accesses,
    invitations,
    answers,
    probes,
    choices,
    news,
    unsubscribing,
    uploads,
    claim_drafts,
    claims,
    call_backs,
)


def create_app(service: Societaire, config: WebConfig, operations: Operations | None = None) -> Flask:
    """The portal as a WSGI application, over a library and its settings; `operations` is how it is watched."""
    watched = operations or Operations()
    app = Flask("societaire_web", static_folder="static", template_folder="templates")
    prefix = "__Host-" if config.is_secure else ""
    app.config.update(
        SECRET_KEY=config.secret_key,
        SECRET_KEY_FALLBACKS=list(config.secret_key_fallbacks),
        SESSION_COOKIE_NAME=f"{prefix}societaire-formulaires",
        SESSION_COOKIE_SECURE=config.is_secure,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_REFRESH_EACH_REQUEST=False,
        PREFERRED_URL_SCHEME="https" if config.is_secure else "http",
        TRUSTED_HOSTS=[config.host],
        MAX_CONTENT_LENGTH=service.limits.body_bytes,
        MAX_FORM_MEMORY_SIZE=service.limits.body_bytes,
        PROVIDE_AUTOMATIC_OPTIONS=False,
    )
    app.extensions[KEY] = (service, config)
    app.extensions[WATCHED] = watched
    app.extensions["paths"] = Paths(app.url_map, _static_version(Path(app.static_folder or "")))
    app.url_map.converters.update(siren=SirenConverter, hex=IdentifierConverter, day=DayConverter, page=PageConverter)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    words.register(app)
    claim_words.register(app)
    errors.register(app)
    app.before_request(tracing.number_request)
    app.before_request(addresses.led_to_page)
    forgery.FormProtection(app)
    app.before_request(gate.admit)
    app.before_request(tracing.name_person)
    app.after_request(tracing.echo)
    app.after_request(headers.protect)
    for area in (*AREAS, kit) if config.is_local else AREAS:
        app.register_blueprint(area.pages)
    named = probes.named_freely(app.wsgi_app, config.host)
    served = AccessLine(machine_names.led_home(named, config) if config.is_local else named, watched.counts)
    proxies = config.trusted_proxies
    wrapped = ProxyFix(served, x_for=proxies, x_proto=proxies, x_host=0) if proxies else served
    app.wsgi_app = wrapped  # type: ignore[method-assign]  # Flask's own way of wrapping an application
    return app


def _static_version(folder: Path) -> str:
    """Changes with any static file, so that browsers may keep them for ever."""
    content = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content.update(path.name.encode() + path.read_bytes())
    return content.hexdigest()[:12]

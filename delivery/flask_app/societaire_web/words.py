"""The words and forms that templates use."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from urllib.parse import quote

from flask import Flask
from markupsafe import Markup

from societaire.contracts.document import Document
from societaire.declarations.forms import Form
from societaire.declarations.pieces import DOCUMENTS
from societaire.use_cases.access_history import Happening
from societaire.use_cases.news import Item
from societaire.values import Year, day_in_paris
from societaire_web.advice import tell_all
from societaire_web.context import config, service, today, visitor
from societaire_web.forgery import form_token
from societaire_web.forms import submission_now
from societaire_web.headers import nonce
from societaire_web.sent_files import is_pictured
from societaire_web.typography import Typesetting
from societaire_wording import access_history, formats, labels
from societaire_wording.catalogue import problem
from societaire_wording.declaration_labels import place
from societaire_wording.law import ARTICLES
from societaire_wording.news import news
from societaire_wording.upload_codes import upload_state


def by_year(documents: Iterable[Document]) -> list[tuple[Year, list[Document]]]:
    """Documents that come newest year first, under their years."""
    return [(year, list(found)) for year, found in groupby(documents, key=lambda document: document.year)]


def mail_link(address: str) -> str:
    """An address to write to, nothing else slipped into it."""
    return "mailto:" + quote(address, safe="@+")


def day(of: date) -> str:
    """22 novembre 2026, which no end of line cuts."""
    return formats.day(of).replace(" ", formats.NBSP)


def day_of(instant: datetime) -> str:
    """The day of an instant, in Paris."""
    return day(day_in_paris(instant))


def moment(instant: datetime) -> str:
    """22 novembre 2026 à 14 h 03, which an end of line cuts before the hour alone."""
    return formats.moment(instant).replace(" ", formats.NBSP).replace(f"{formats.NBSP}à", " à")


def breakable(address: object) -> Markup:
    """An e-mail address that a narrow line cuts before its domain rather than anywhere."""
    name, at, domain = str(address).partition("@")
    return Markup("{}<wbr>{}{}").format(name, at, domain)


def spaced(siren: object) -> str:
    """A SIREN by threes, unbroken."""
    text = str(siren)
    return "\u00a0".join(text[i : i + 3] for i in range(0, len(text), 3))


def _access_told(one: Happening) -> str:
    """What happened to the accesses, in a sentence."""
    return access_history.told(one.kind, one.actor, one.actor_name, one.about, one.values)


def _news_told(item: Item) -> str:
    """What happened for the company, in a sentence."""
    return news(item.bulletin.event.kind, item.values, item.person)


def _path_name(form: Form | None, path: str) -> str:
    """What a field or a document is called, whichever a path names."""
    return place(path, form.code) if form else labels.slot(path.removeprefix(f"{DOCUMENTS}."))


def register(app: Flask) -> None:
    """Give templates their filters and functions."""
    filters = {
        name: getattr(formats, name)
        for name in (
            "short_day",
            "amount",
            "size",
            "of",
            "phone",
            "phone_link",
            "hours",
            "duration",
            "typeset",
            "inside",
            "exercise",
        )
    }
    filters |= {name: getattr(labels, name) for name in ("declaration_state", "declaration_way", "slot")}
    names = ("product", "activity", "document_kind", "document_kinds", "profile", "contract_status")
    filters |= {name: getattr(labels, name) for name in (*names, "company_status", "premium_mode")}
    filters |= {"day": day, "day_of": day_of, "moment": moment, "breakable": breakable, "tell_all": tell_all}
    filters |= {"upload_state": upload_state, "told_problem": problem, "told_news": _news_told}
    filters["topic"] = labels.topic
    filters["address_flag"] = labels.address_flag
    filters["hidden_address"] = formats.hidden_address
    filters["told_access"] = _access_told
    filters["law_text"] = ARTICLES.__getitem__
    filters["path_name"] = _path_name
    app.jinja_env.tests["pictured"] = is_pictured
    app.jinja_env.filters.update(filters, by_year=by_year, mail_link=mail_link, siren=spaced)
    app.jinja_env.globals.update(
        path_for=app.extensions["paths"],
        form_token=form_token,
        nonce=nonce,
        submission_now=submission_now,
        today=today,
        file_bytes=lambda: service().limits.file_bytes,
    )
    app.jinja_env.add_extension(Typesetting)

    @app.context_processor
    def around() -> dict[str, object]:
        found = visitor()
        return {
            "insurer": config().insurer_name,
            "me": found[1] if found else None,
            "public_url": config().public_url,
            "submission": submission_now(),
        }

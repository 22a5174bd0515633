"""Mails in French: text and HTML from the same words, links to the portal's public address."""

from collections.abc import Iterator
from functools import cache
from html import escape
from urllib.parse import urlsplit

from attrs import frozen

from societaire.contracts.document import Document
from societaire.identity.links import Purpose
from societaire.notifications import KINDS, MailContent, MessageKind, Page, Section
from societaire.ports.mail import Mail
from societaire.values import PersonId
from societaire_wording import addresses, labels
from societaire_wording.formats import moment, typeset
from societaire_wording.mails import (
    ACTIVATION,
    ASKED_FOR,
    CHANGE,
    END_DAILY,
    END_TOPIC,
    INVITATION,
    RESET,
    WORDS,
    MailWords,
)

_STYLE = (
    "max-width:600px;margin:auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1b1f24;"
    "overflow-wrap:anywhere"
)
_BUTTON = (
    "display:inline-block;padding:12px 20px;background:#0b4f8a;color:#ffffff;text-decoration:none;border-radius:4px;"
    "font-weight:bold"
)


_OF_PURPOSES = {Purpose.ACTIVATION: ACTIVATION, Purpose.RESET: RESET, Purpose.INVITATION: INVITATION}
_OF_PAGES = {
    Page.COMPANY: addresses.COMPANY,
    Page.ACCESSES: addresses.ACCESSES,
    Page.DETAILS: addresses.DETAILS,
    Page.CHOICES: addresses.CHOICES,
    Page.CONTRACT: addresses.CONTRACT,
}
_SMALL = "font-size:13px"


@frozen
class Line:
    """A line of a mail that leads somewhere."""

    text: str
    link: str


@frozen
class FrenchComposer:
    """Writes every kind of message; `public_url` is where the portal is reached, without a slash at the end."""

    public_url: str
    insurer: str

    def compose(self, content: MailContent) -> Mail:
        """The mail of a message; its Message-ID is made of the message's id and the portal's host."""
        words = _words(content)
        filled = {
            "name": _one_line(content.full_name),
            "company": _one_line(content.company_name or ""),
            "insurer": self.insurer,
            "expiry": moment(content.expires_at) if content.expires_at else "",
            "address": str(content.message.recipient),
            "about": _one_line(content.about or "une personne"),
            "siren": str(content.message.siren or ""),
            "request": dict(content.message.values).get("request", ""),
            "year": str(content.documents[0].documents[0].year) if content.documents else "",
        }
        link = self.public_url + _path(content)
        host = urlsplit(self.public_url).hostname or "localhost"
        return Mail(
            recipient=content.message.recipient,
            subject=_filled(words.subject, filled),
            text=self._text(words, filled, link, content),
            html=self._html(words, filled, link, content),
            message_id=f"<{content.message.id}@{host}>",
            headers=self._headers(content),
        )

    def _headers(self, content: MailContent) -> tuple[tuple[str, str], ...]:
        if content.unsubscribe is None:
            return ()
        link = self.public_url + addresses.unsubscribe_path(content.unsubscribe)
        return ("List-Unsubscribe", f"<{link}>"), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")

    def _sections(self, words: MailWords, content: MailContent) -> Iterator[tuple[str, list[Line]]]:
        for section in content.documents if words.lists else ():
            lines = [self._line(section, document, content) for document in section.documents]
            yield _one_line(section.company_name), lines

    def _line(self, section: Section, document: Document, content: MailContent) -> Line:
        path = addresses.company_path(
            section.siren, content.message.person_id or PersonId(""), addresses.CONTRACT, document.contract_id
        )
        return Line(f"{labels.document_kind(document.kind)} {document.year}", self.public_url + path)

    def _ways_out(self, content: MailContent) -> tuple[Line, ...]:
        """How to change or end what was asked for."""
        person_id = content.message.person_id
        if content.unsubscribe is None or person_id is None or not content.documents:
            return ()
        choices = addresses.company_path(content.documents[0].siren, person_id, addresses.CHOICES)
        end = END_DAILY if content.message.kind is MessageKind.DIGEST else END_TOPIC
        return (
            Line(CHANGE, self.public_url + choices),
            Line(end, self.public_url + addresses.unsubscribe_path(content.unsubscribe)),
        )

    def _text(self, words: MailWords, filled: dict[str, str], link: str, content: MailContent) -> str:
        parts = [f"Bonjour {filled['name']},"]
        parts += [_filled(paragraph, filled) for paragraph in words.paragraphs]
        for title, lines in self._sections(words, content):
            parts.append("\n".join([title, *(f"- {line.text}\u00a0:\n  {line.link}" for line in lines)]))
        if words.button:
            parts.append(f"{_filled(words.button, filled)}\u00a0:\n{link}")
        parts += [_filled(paragraph, filled) for paragraph in words.after]
        if ways := self._ways_out(content):
            parts.append("\n".join([_typeset(ASKED_FOR), *(f"{way.text}\u00a0:\n{way.link}" for way in ways)]))
        parts.append(f"{self.insurer}\nVos agences\u00a0: {self.public_url}{addresses.AGENCIES}")
        return "\n\n".join(parts) + "\n"

    def _html(self, words: MailWords, filled: dict[str, str], link: str, content: MailContent) -> str:
        safe = {name: escape(value) for name, value in filled.items()}
        body = [f"<p>Bonjour {safe['name']},</p>"]
        body += [f"<p>{_filled(paragraph, safe)}</p>" for paragraph in words.paragraphs]
        for title, lines in self._sections(words, content):
            listed = "".join(f'<li><a href="{escape(line.link)}">{escape(line.text)}</a></li>' for line in lines)
            body.append(f'<h2 style="font-size:18px">{escape(title)}</h2><ul>{listed}</ul>')
        if words.button:
            body.append(f'<p><a href="{escape(link)}" style="{_BUTTON}">{_filled(words.button, safe)}</a></p>')
            body.append(f'<p style="{_SMALL}">Ou copiez cette adresse\u00a0: {escape(link)}</p>')
        body += [f"<p>{_filled(paragraph, safe)}</p>" for paragraph in words.after]
        if ways := self._ways_out(content):
            told = " · ".join(f'<a href="{escape(way.link)}">{escape(way.text)}</a>' for way in ways)
            body.append(f'<p style="{_SMALL}">{_typeset(ASKED_FOR)}<br>{told}</p>')
        agencies = escape(self.public_url + addresses.AGENCIES)
        body.append(f'<p style="{_SMALL}">{escape(self.insurer)} · <a href="{agencies}">Vos agences</a></p>')
        title = escape(_filled(words.subject, filled))
        return (
            f'<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>'
            f'<body style="margin:0;padding:24px;background:#ffffff"><main style="{_STYLE}">'
            f"{''.join(body)}</main></body></html>"
        )


def _words(content: MailContent) -> MailWords:
    if content.purpose is not None:
        return _OF_PURPOSES[content.purpose]
    return WORDS[content.message.kind]


def _path(content: MailContent) -> str:
    if content.purpose is not None and content.token is not None:
        return addresses.link_path(content.purpose, content.token)
    message = content.message
    page = KINDS[message.kind].page
    if page is Page.PASSWORD_HELP:
        return addresses.PASSWORD_HELP
    if page in _OF_PAGES and message.siren and message.person_id:
        contract = content.documents[0].documents[0].contract_id if content.documents else ""
        return addresses.company_path(message.siren, message.person_id, _OF_PAGES[page], contract)
    return addresses.AGENCIES


@cache
def _typeset(words: str) -> str:
    """The words never change: they are typeset once."""
    return typeset(words)


def _filled(words: str, values: dict[str, str]) -> str:
    return _typeset(words).format_map(values)


def _one_line(text: str) -> str:
    # A name comes from the insurer's records: a line break in it would break the subject, where it is refused.
    return " ".join(text.split())

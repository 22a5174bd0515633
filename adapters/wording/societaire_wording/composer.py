"""Mails in French: text and HTML from the same words, links to the portal's public address."""

from collections.abc import Iterator
from functools import cache
from html import escape
from urllib.parse import urlsplit

from attrs import frozen

from societaire.claims.claim import Claim
from societaire.contracts.document import Document, DocumentKind
from societaire.identity.links import Purpose
from societaire.notifications import KINDS, DeclarationNotice, MailContent, MessageKind, Page, Section
from societaire.ports.mail import Mail
from societaire.values import PersonId
from societaire_wording import addresses, labels
from societaire_wording.claim_mails import CLAIM_WORDS
from societaire_wording.claim_questions import CAUSES
from societaire_wording.declaration_mails import DECLARATION_WORDS
from societaire_wording.formats import day, exercise, moment, typeset
from societaire_wording.frames import LINK, frame
from societaire_wording.mails import ACTIVATION, END_DAILY, END_TOPIC, INVITATION, RESET, WORDS, MailWords

_OF_PURPOSES = {Purpose.ACTIVATION: ACTIVATION, Purpose.RESET: RESET, Purpose.INVITATION: INVITATION}
_OF_PAGES = {
    Page.COMPANY: addresses.COMPANY,
    Page.ACCESSES: addresses.ACCESSES,
    Page.DETAILS: addresses.DETAILS,
    Page.CHOICES: addresses.CHOICES,
    Page.CONTRACT: addresses.CONTRACT,
    Page.DECLARATION: addresses.DECLARATION,
    Page.CLAIM: addresses.CLAIM,
    Page.CLAIMS: addresses.CLAIMS,
}
_WORDS = {**WORDS, **DECLARATION_WORDS, **CLAIM_WORDS}


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
        ends = self._ways_out(content)
        words = _words(content)
        filling = frame(words, _ending(content) if ends else None)
        plain = {
            "name": _one_line(content.full_name),
            "company": _one_line(content.company_name or ""),
            "insurer": self.insurer,
            "expiry": moment(content.expires_at) if content.expires_at else "",
            "address": str(content.message.recipient),
            "about": _one_line(content.about or "une personne"),
            "siren": str(content.message.siren or ""),
            "request": dict(content.message.values).get("request", ""),
            "year": str(document.year) if (document := _first(content)) else "",
            "portal": self.public_url,
            "link": self.public_url + _path(content),
            **_claim(content),
            **_declaration(content.declaration),
            **ends,
        }
        subject = filling.subject.format_map(plain)
        safe = {name: escape(value) for name, value in plain.items()}
        sections = [*self._sections(content)] if words.lists else []
        plain["sections"] = "".join(map(_listed, sections))
        safe |= {"title": escape(subject), "sections": "".join(map(_listed_in_html, sections))}
        return Mail(
            recipient=content.message.recipient,
            subject=subject,
            text=filling.text.format_map(plain),
            html=filling.html.format_map(safe),
            message_id=f"<{content.message.id}@{_host(self.public_url)}>",
            headers=self._headers(content),
        )

    def _sections(self, content: MailContent) -> Iterator[tuple[str, list[Line]]]:
        for section in content.documents:
            lines = [self._line(section, document, content) for document in section.documents]
            lines += [self._claim_line(section, claim, content) for claim in section.claims]
            yield _one_line(section.company_name), lines

    def _line(self, section: Section, document: Document, content: MailContent) -> Line:
        path = addresses.company_path(
            section.siren, content.message.person_id or PersonId(""), addresses.CONTRACT, document.contract_id
        )
        return Line(f"{_kind(document.kind)} {document.year}", self.public_url + path)

    def _claim_line(self, section: Section, claim: Claim, content: MailContent) -> Line:
        person_id = content.message.person_id or PersonId("")
        path = addresses.company_path(section.siren, person_id, addresses.CLAIM, claim=claim.id)
        return Line(f"Du nouveau sur le sinistre {_one_line(claim.number)}", self.public_url + path)

    def _ways_out(self, content: MailContent) -> dict[str, str]:
        """Where what was asked for is changed or ended."""
        person_id = content.message.person_id
        siren = content.documents[0].siren if content.documents else content.message.siren
        if content.unsubscribe is None or person_id is None or siren is None:
            return {}
        choices = addresses.company_path(siren, person_id, addresses.CHOICES)
        return {
            "choices": self.public_url + choices,
            "unsubscribe": self._end(content.unsubscribe),
        }

    def _headers(self, content: MailContent) -> tuple[tuple[str, str], ...]:
        if content.unsubscribe is None:
            return ()
        link = f"<{self._end(content.unsubscribe)}>"
        return ("List-Unsubscribe", link), ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")

    def _end(self, sealed: str) -> str:
        return self.public_url + addresses.unsubscribe_path(sealed)


def _first(content: MailContent) -> Document | None:
    return next((document for section in content.documents for document in section.documents), None)


def _words(content: MailContent) -> MailWords:
    if content.purpose is not None:
        return _OF_PURPOSES[content.purpose]
    kind = content.message.kind
    return _WORDS[kind]


def _path(content: MailContent) -> str:
    if content.purpose is not None and content.token is not None:
        return addresses.link_path(content.purpose, content.token)
    message = content.message
    page = KINDS[message.kind].page
    if page is Page.PASSWORD_HELP:
        return addresses.PASSWORD_HELP
    told = content.declaration
    if told and message.siren and message.person_id:
        place = (_OF_PAGES[page], told.contract_id, told.period.start)
        return addresses.company_path(message.siren, message.person_id, *place)
    if page in _OF_PAGES and message.siren and message.person_id:
        document = _first(content)
        contract = document.contract_id if document else ""
        claim = dict(message.values).get("claim", "")
        return addresses.company_path(message.siren, message.person_id, _OF_PAGES[page], contract, claim=claim)
    return addresses.AGENCIES


def _claim(content: MailContent) -> dict[str, str]:
    """The blanks of a message about a claim; the number is the receipt's until the insurer gives its own."""
    values = dict(content.message.values)
    if "claim" not in values:
        return {}
    told: dict[str, str] = {name: values[name] for name in ("number", "receipt") if name in values}
    # Accidents and faults leave it out of their messages: a mailbox is read by many.
    return {**told, "cause": typeset(CAUSES.get(values.get("cause", ""), "à lire dans le dossier"))}


def _declaration(told: DeclarationNotice | None) -> dict[str, str]:
    """The blanks of a message about a declaration; none in the others."""
    if told is None:
        return {}
    return {
        "number": told.number,
        "contract": told.contract,
        "label": _one_line(told.label),
        "period": exercise(told.period),
        "due": day(told.due_date),
        "sent": moment(told.sent_at) if told.sent_at else "",
        "reason": _one_line(told.reason),
    }


def _ending(content: MailContent) -> str:
    return END_DAILY if content.message.kind is MessageKind.DIGEST else END_TOPIC


@cache
def _kind(kind: DocumentKind) -> str:
    return typeset(labels.document_kind(kind))


@cache
def _host(public_url: str) -> str:
    return urlsplit(public_url).hostname or "localhost"


def _listed(section: tuple[str, list[Line]]) -> str:
    title, lines = section
    return "\n\n" + "\n".join([title, *(f"- {line.text}\u00a0:\n  {line.link}" for line in lines)])


def _listed_in_html(section: tuple[str, list[Line]]) -> str:
    title, lines = section
    listed = "".join(f'<li><a href="{escape(line.link)}" style="{LINK}">{escape(line.text)}</a></li>' for line in lines)
    return f'<h2 style="font-size:18px">{escape(title)}</h2><ul>{listed}</ul>'


def _one_line(text: str) -> str:
    # A name comes from the insurer's records: a line break in it would break the subject, where it is refused.
    return " ".join(text.split())

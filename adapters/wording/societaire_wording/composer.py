"""Mails in French: text and HTML from the same words, links to the portal's public address."""

from html import escape
from urllib.parse import urlsplit

from attrs import frozen

from societaire.identity.links import Purpose
from societaire.notifications import MailContent, MessageKind
from societaire.ports.mail import Mail
from societaire_wording import addresses
from societaire_wording.formats import moment, typeset
from societaire_wording.mails import ACTIVATION, INVITATION, RESET, WORDS, MailWords

_STYLE = (
    "max-width:600px;margin:auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1b1f24"
)
_BUTTON = (
    "display:inline-block;padding:12px 20px;background:#0b4f8a;color:#ffffff;text-decoration:none;border-radius:4px;"
    "font-weight:bold"
)


_OF_PURPOSES = {Purpose.ACTIVATION: ACTIVATION, Purpose.RESET: RESET, Purpose.INVITATION: INVITATION}
_ABOUT_ACCESSES = frozenset({MessageKind.ACCESS_ACCEPTED, MessageKind.ACCESS_REMOVED, MessageKind.ACCESS_REVIEW})


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
        }
        link = self.public_url + _path(content)
        host = urlsplit(self.public_url).hostname or "localhost"
        return Mail(
            recipient=content.message.recipient,
            subject=_filled(words.subject, filled),
            text=self._text(words, filled, link),
            html=self._html(words, filled, link),
            message_id=f"<{content.message.id}@{host}>",
        )

    def _text(self, words: MailWords, filled: dict[str, str], link: str) -> str:
        parts = [f"Bonjour {filled['name']},"]
        parts += [_filled(paragraph, filled) for paragraph in words.paragraphs]
        if words.button:
            parts.append(f"{_filled(words.button, filled)}\u00a0:\n{link}")
        parts += [_filled(paragraph, filled) for paragraph in words.after]
        parts.append(f"{self.insurer}\nVos agences\u00a0: {self.public_url}{addresses.AGENCIES}")
        return "\n\n".join(parts) + "\n"

    def _html(self, words: MailWords, filled: dict[str, str], link: str) -> str:
        safe = {name: escape(value) for name, value in filled.items()}
        body = [f"<p>Bonjour {safe['name']},</p>"]
        body += [f"<p>{_filled(paragraph, safe)}</p>" for paragraph in words.paragraphs]
        if words.button:
            body.append(f'<p><a href="{escape(link)}" style="{_BUTTON}">{_filled(words.button, safe)}</a></p>')
            body.append(f'<p style="font-size:13px">Ou copiez cette adresse\u00a0: {escape(link)}</p>')
        body += [f"<p>{_filled(paragraph, safe)}</p>" for paragraph in words.after]
        agencies = escape(self.public_url + addresses.AGENCIES)
        body.append(f'<p style="font-size:13px">{escape(self.insurer)} · <a href="{agencies}">Vos agences</a></p>')
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
    if message.kind is MessageKind.PASSWORD_CHANGED:
        return addresses.PASSWORD_HELP
    if message.kind is MessageKind.COMPANY_ATTACHED and message.siren and message.person_id:
        return addresses.company_path(message.siren, message.person_id)
    if message.kind in _ABOUT_ACCESSES and message.siren and message.person_id:
        return addresses.company_path(message.siren, message.person_id, addresses.ACCESSES)
    return addresses.AGENCIES


def _filled(words: str, values: dict[str, str]) -> str:
    return typeset(words).format_map(values)


def _one_line(text: str) -> str:
    # A name comes from the insurer's records: a line break in it would break the subject, where it is refused.
    return " ".join(text.split())

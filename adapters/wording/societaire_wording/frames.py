"""Mails with blanks: the words of each kind put in order once, so that a mail only fills them in."""

from functools import cache
from html import escape

from attrs import frozen

from societaire_wording import addresses
from societaire_wording.formats import typeset
from societaire_wording.mails import ASKED_FOR, CHANGE, MailWords

_STYLE = (
    "max-width:600px;margin:auto;font-family:Arial,Helvetica,sans-serif;font-size:16px;line-height:1.5;color:#1f2430;"
    "overflow-wrap:anywhere"
)
_BUTTON = (
    "display:inline-block;padding:12px 20px;background:#23408e;color:#ffffff;text-decoration:none;border-radius:6px;"
    "font-weight:bold"
)
_HEAD = "margin:0 0 24px;padding-bottom:12px;border-bottom:3px solid #b0452a;color:#1b3272;font-weight:bold"
LINK = "color:#23408e"
_SMALL = "font-size:13px"
_AGENCIES = f'<a href="{{portal}}{addresses.AGENCIES}" style="{LINK}">Vos agences</a>'


@frozen
class Frame:
    """Filled in by `str.format_map`.

    Beside the blanks of the words, which are the reader's and the company's: `{portal}` is the portal's address,
    `{link}` where the button leads, `{sections}` the documents listed, `{choices}` and `{unsubscribe}` where the
    messages are changed and ended; `{title}` is the subject, in HTML alone, whose blanks take escaped text.
    """

    subject: str
    text: str
    html: str


@cache
def frame(words: MailWords, ending: str | None) -> Frame:
    """With the ways out of what was asked for, where `ending` says what the last of them does."""
    return Frame(typeset(words.subject), _text(words, ending), _html(words, ending))


def _text(words: MailWords, ending: str | None) -> str:
    parts = ["Bonjour {name},", *map(typeset, words.paragraphs)]
    if words.lists:
        parts[-1] += "{sections}"
    if words.button:
        parts.append(typeset(words.button) + "\u00a0:\n{link}")
    parts += map(typeset, words.after)
    if ending:
        ways = [f"{CHANGE}\u00a0:\n{{choices}}", f"{ending}\u00a0:\n{{unsubscribe}}"]
        parts.append("\n".join([typeset(ASKED_FOR), *ways]))
    parts.append(f"{{insurer}}\nVos agences\u00a0: {{portal}}{addresses.AGENCIES}")
    return "\n\n".join(parts) + "\n"


def _html(words: MailWords, ending: str | None) -> str:
    body = ["<p>Bonjour {name},</p>", *(f"<p>{typeset(paragraph)}</p>" for paragraph in words.paragraphs)]
    if words.lists:
        body.append("{sections}")
    if words.button:
        body.append(f'<p><a href="{{link}}" style="{_BUTTON}">{typeset(words.button)}</a></p>')
        body.append(f'<p style="{_SMALL}">Ou copiez cette adresse\u00a0: {{link}}</p>')
    body += [f"<p>{typeset(paragraph)}</p>" for paragraph in words.after]
    if ending:
        ways = ((CHANGE, "choices"), (ending, "unsubscribe"))
        told = " · ".join(f'<a href="{{{blank}}}" style="{LINK}">{escape(text)}</a>' for text, blank in ways)
        body.append(f'<p style="{_SMALL}">{typeset(ASKED_FOR)}<br>{told}</p>')
    body.append(f'<p style="{_SMALL}">{{insurer}} · {_AGENCIES}</p>')
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{title}</title></head>'
        f'<body style="margin:0;padding:24px;background:#ffffff"><main style="{_STYLE}">'
        f'<p style="{_HEAD}">Espace client {{insurer}}</p>'
        f"{''.join(body)}</main></body></html>"
    )

"""Mail transport: an SMTP server, or a folder of .eml files."""

from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from societaire_mail.folder import FolderMailer, MailFolder, OpenedMail, StoredMail
from societaire_mail.message import parse_sender
from societaire_mail.smtp import Encryption, SmtpMailer, SmtpServer, is_loopback

__all__ = ["FolderMailer", "MailFolder", "OpenedMail", "SmtpMailer", "StoredMail", "open_mailer"]

_EXPECTED = "expected folder:///path, smtps://[user:password@]host or smtp://…[?starttls=required|opportunistic|no]"


def open_mailer(url: str, sender: str, *, seconds: float = 30) -> FolderMailer | SmtpMailer:
    """The mailer that an address names; nothing is reached yet, each mail will end within `seconds`.

    STARTTLS is required unless said otherwise, or unless the host is this machine. A certificate is checked against
    the system's authorities, or those of SSL_CERT_FILE. Raises ValueError, without repeating the address or its
    password, for any other form, for a malformed sender, and for a password that would travel in clear.
    """
    address = parse_sender(sender)
    if url.startswith("folder:///"):
        return FolderMailer(Path(url.removeprefix("folder://")), address)
    try:
        server = _server(urlsplit(url))
    except ValueError:
        # The library's own message may hold a piece of the password.
        raise ValueError(_EXPECTED) from None
    if server.password and server.encryption is Encryption.NO and not is_loopback(server.host):
        raise ValueError("a password travels encrypted: no starttls=no with one")
    return SmtpMailer(server, address, seconds)


def _server(parts: SplitResult) -> SmtpServer:
    host, user = parts.hostname or "", unquote(parts.username or "")
    options = dict(parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query)))
    if not host or parts.path not in ("", "/") or parts.fragment:
        raise ValueError
    if parts.scheme == "smtps" and not options:
        encryption, port = Encryption.IMPLICIT, 465
    elif parts.scheme == "smtp" and set(options) <= {"starttls"}:
        usual = Encryption.NO if is_loopback(host) else Encryption.REQUIRED
        encryption, port = Encryption(options.get("starttls", usual)), 587 if user else 25
    else:
        raise ValueError
    if parts.scheme == "smtp" and encryption is Encryption.IMPLICIT:
        raise ValueError
    return SmtpServer(host, parts.port or port, encryption, user, unquote(parts.password or ""))

"""What any Mailer must do: subclass, and give the `mailer` and `received` fixtures."""

from collections.abc import Callable

import pytest
from attrs import evolve, frozen

from societaire.ports.mail import Mail, Mailer, MailRefused
from societaire.values import Email

LINK = "https://espace.example.fr/activer/" + "x" * 120
MAIL = Mail(
    Email("claire@example.fr"),
    "Votre accès à l’espace client",
    f"Bonjour Zoë,\n\n.Un point en tête de ligne.\n{LINK}\n\nCordialement — à bientôt\n",
    f'<p>Bonjour Zoë, <a href="{LINK}">activer</a></p>\n',
    "<0123456789abcdef@example.fr>",
    (("List-Unsubscribe", f"<{LINK}>"),),
)
INJECTED = "Bonjour\r\nBcc: somebody@example.fr"


@frozen
class Received:
    """A mail as its recipient reads it."""

    recipient: str
    subject: str
    text: str
    html: str | None
    message_id: str


class MailerConformance:
    """The claims that every mailer keeps."""

    @pytest.fixture
    def mailer(self) -> Mailer:
        """A mailer whose mails `received` gives."""
        raise AssertionError("the subclass gives the mailer")

    @pytest.fixture
    def received(self) -> Callable[[], list[Received]]:
        """What arrived so far, in order."""
        raise AssertionError("the subclass gives what was received")

    def test_a_mail_arrives_as_it_was_written(self, mailer: Mailer, received: Callable[[], list[Received]]) -> None:
        mailer.send(MAIL)
        (mail,) = received()
        assert mail == Received("claire@example.fr", MAIL.subject, MAIL.text, MAIL.html, MAIL.message_id)

    def test_a_mail_of_text_alone_arrives(self, mailer: Mailer, received: Callable[[], list[Received]]) -> None:
        mailer.send(evolve(MAIL, html=None))
        (mail,) = received()
        assert (mail.text, mail.html) == (MAIL.text, None)

    def test_several_mails_arrive_in_order(self, mailer: Mailer, received: Callable[[], list[Received]]) -> None:
        for number in range(5):
            mailer.send(evolve(MAIL, subject=f"n° {number}", message_id=f"<{number}@example.fr>"))
        assert [mail.subject for mail in received()] == [f"n° {number}" for number in range(5)]

    @pytest.mark.parametrize(
        "mail",
        [
            evolve(MAIL, subject=INJECTED),
            evolve(MAIL, subject="Bonjour\n"),
            evolve(MAIL, subject="Bonjour\x00"),
            evolve(MAIL, subject="Bonjour\u2028"),
            evolve(MAIL, message_id="<a@b.fr>\r\nBcc: somebody@example.fr"),
            evolve(MAIL, headers=(("X-Kind", INJECTED),)),
            evolve(MAIL, headers=(("X-Kind: x\r\nBcc", "somebody@example.fr"),)),
        ],
        ids=["subject", "end of line", "null", "separator", "id", "header", "header name"],
    )
    def test_a_line_break_in_a_header_is_refused_and_nothing_leaves(
        self, mailer: Mailer, received: Callable[[], list[Received]], mail: Mail
    ) -> None:
        with pytest.raises(MailRefused):
            mailer.send(mail)
        assert received() == []

    def test_a_mailer_goes_on_after_a_refusal(self, mailer: Mailer, received: Callable[[], list[Received]]) -> None:
        with pytest.raises(MailRefused):
            mailer.send(evolve(MAIL, subject=INJECTED))
        mailer.send(MAIL)
        assert [mail.message_id for mail in received()] == [MAIL.message_id]

"""Options and values that several commands share."""

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, TypeVar

import click

from societaire.companies.access import Profile
from societaire.contracts.document import DocumentKind
from societaire.values import Siren
from societaire_cli.office import Refused

F = TypeVar("F", bound=Callable[..., Any])

SUBCOMMAND = "COMMANDE [ARGUMENTS]..."

PROFILES: Mapping[str, Profile] = MappingProxyType(
    {"administrateur": Profile.ADMINISTRATOR, "collaborateur": Profile.COLLABORATOR}
)
KINDS: Mapping[str, DocumentKind] = MappingProxyType(
    {
        "attestation": DocumentKind.ATTESTATION,
        "appel_cotisation": DocumentKind.PREMIUM_NOTICE,
        "releve": DocumentKind.DECLARATION,
        "courrier": DocumentKind.LETTER,
    }
)
"""The words of the insurer's export (docs/import.md)."""

as_json = click.option("--json", "as_json", is_flag=True, help="Un objet JSON plutôt qu'un texte.")
agreed = click.option("--yes", "agreed", is_flag=True, help="Ne pas demander de confirmation.")


class _StaffOption(click.Option):
    """An option whose refusals are in French to the last word: click's own hint about the variable is not."""

    def get_error_hint(self, ctx: click.Context | None) -> str:
        """What a refusal calls the option."""
        return super().get_error_hint(ctx).replace("env var:", "ou variable")


def acting(*, required: bool = True) -> Callable[[F], F]:
    """The option that names the staff member who acts."""
    return click.option(
        "--as",
        "staff",
        cls=_StaffOption,
        metavar="CODE",
        envvar="SOCIETAIRE_AS",
        show_envvar=True,
        required=required,
        help="Votre code d'interlocuteur.",
    )


class SirenType(click.ParamType[Siren]):
    """A SIREN, spaces allowed."""

    name = "siren"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Siren:
        """Nine digits with their key."""
        if isinstance(value, Siren):
            return value
        try:
            return Siren(value)
        except ValueError:
            self.fail(f"{value!r} n'est pas un SIREN : neuf chiffres, dont le dernier est une clé.", param, ctx)


class DayType(click.ParamType[date]):
    """A day, as the insurer's export writes them."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """2026-11-02 or 02/11/2026."""
        if isinstance(value, date):
            return value
        for form in ("%Y-%m-%d", "%d/%m/%Y"):
            with suppress(ValueError):
                return datetime.strptime(value, form).date()  # noqa: DTZ007 - a day has no time zone
        return self.fail(f"{value!r} n'est pas une date : 2026-11-02 ou 02/11/2026.", param, ctx)


SIREN = SirenType()
DAY = DayType()


def confirm(question: str, *, agreed: bool) -> None:
    """Go on only if somebody agrees, by --yes or on the terminal; nobody there to be asked is wrong usage."""
    if agreed:
        return
    if not (sys.stdin and sys.stdin.isatty()):
        raise click.UsageError("Personne pour confirmer : ajoutez --yes.", ctx=click.get_current_context())
    click.echo(f"{question} [oui/non] ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in ("oui", "o"):
        raise Refused("rien n'a été fait, faute d'accord.")

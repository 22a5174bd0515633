"""`societaire callbacks`: members who asked to be called back about a claim."""

from datetime import date, time
from typing import Any

import click

from societaire_cli.office import Office, pass_office
from societaire_cli.options import DAY, SUBCOMMAND, acting, as_json
from societaire_cli.output import note, say_json, say_table, when
from societaire_wording import claim_labels, formats


class HourType(click.ParamType[time]):
    """An hour of the day in Paris."""

    name = "heure"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> time:
        """14:30, 14h30 or 14h."""
        if isinstance(value, time):
            return value
        hour, _, minute = value.strip().replace("h", ":").partition(":")
        try:
            return time(int(hour), int(minute or 0))
        except ValueError:
            return self.fail(f"{value!r} n'est pas une heure : 14:30.", param, ctx)


HOUR = HourType()


@click.group(subcommand_metavar=SUBCOMMAND)
def callbacks() -> None:
    """Rappels demandés : lister, prévoir, faire."""


@callbacks.command("list")
@as_json
@pass_office
def list_call_backs(office: Office, as_json: bool) -> None:
    """Ce qui reste à faire, le plus tôt attendu d'abord."""
    found = office.service.calling_back.waiting()
    if as_json:
        say_json(
            [
                {
                    "id": call.id,
                    "claim": claim.number,
                    "siren": str(company.siren),
                    "company": company.name,
                    "phone": call.phone,
                    "reason": call.reason,
                    "slot": call.slot.name,
                    "until": f"{call.slot.end:%H:%M}",
                    "state": call.state.value,
                    "asked_at": call.asked_at,
                    "handler": claim.handler,
                }
                for call, claim, company in found
            ]
        )
        return
    rows = [
        (
            call.id,
            f"{formats.short_day(call.slot.day)} {call.slot.start:%H:%M}-{call.slot.end:%H:%M}",
            call.phone,
            claim.number,
            company.name,
            claim_labels.CALL_BACKS[call.state],
            when(call.asked_at),
            call.reason,
        )
        for call, claim, company in found
    ]
    headings = ("Demande", "Créneau", "Téléphone", "Sinistre", "Société", "État", "Demandé le", "Raison")
    say_table(headings, rows, cut=("Société", "Raison"))
    if not rows:
        note("Aucun rappel à faire.")


@callbacks.command()
@click.argument("request", metavar="DEMANDE")
@click.argument("day", metavar="DATE", type=DAY)
@click.argument("start", metavar="DÉBUT", type=HOUR)
@click.argument("end", metavar="FIN", type=HOUR)
@acting()
@pass_office
def plan(office: Office, request: str, day: date, start: time, end: time, staff: str) -> None:
    """Prévoir l'appel entre DÉBUT et FIN, et le dire à qui l'a demandé."""
    planned = office.service.calling_back.plan(request, day, start, end, office.actor(staff))
    note(f"Rappel prévu le {formats.short_day(planned.slot.day)} à {planned.slot.start:%H:%M}.")


@callbacks.command()
@click.argument("request", metavar="DEMANDE")
@click.option("--missed", is_flag=True, help="Personne n'a répondu : la société peut redemander.")
@acting()
@pass_office
def done(office: Office, request: str, missed: bool, staff: str) -> None:
    """L'appel est fait, ou personne n'a répondu."""
    ended = office.service.calling_back.end(request, reached=not missed, actor=office.actor(staff))
    note(f"Rappel {claim_labels.CALL_BACKS[ended.state].lower()}.")

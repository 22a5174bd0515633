"""A portal on the demonstration's data and a few firms more, in a folder of its own, at a free port of this machine."""

import csv
import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from unittest.mock import patch

from attrs import define, evolve, frozen
from flask import Flask, abort
from werkzeug.serving import WSGIRequestHandler, make_server

from societaire.errors import Conflict, SocietaireError
from societaire.events import SYSTEM
from societaire.identity.sessions import Client
from societaire.identity.throttling import TooManyAttempts
from societaire.ports.storage import StorageUnavailable
from societaire.preferences.choices import Topic
from societaire.settings import Limits, ThrottleRule
from societaire.use_cases.alert_mails import UNSUBSCRIBE
from societaire.values import PersonId, Siren
from societaire_bootstrap.compose import Composition, compose
from societaire_bootstrap.demo import demo_folder
from societaire_bootstrap.settings import Settings, load_settings
from societaire_intake import DirectoryExport
from societaire_web import WebConfig, create_app
from societaire_web.gate import public
from societaire_wording.addresses import unsubscribe_path
from tests.browser import life
from tests.delivery.web.world import siren_number

PASSWORD = "Ficelle bleue & tuile 37"
LONGEST_NAME = (
    "Société coopérative des artisans réunis de la maçonnerie, de la charpente et de la couverture du Bas-Dauphiné"
)
SEVERAL = "yann.nicolas@charpente-moreau.example"
SINGLE = "claire.roussel@les-artisans-de-saint-etienne.example"
REMOVED = "julien.petit@les-artisans-de-annecy.example"
UNACTIVATED = "claire.muller@etancheite-ferreira.example"
NEWCOMERS = ("maelys.masson@sarl-roussel-batiment.example", "anais.martin@platrerie-clement.example")
COLLABORATOR = "nadia.gautier@les-artisans-de-clermont-ferrand.example"
FORGETFUL = "stephane.mathieu@perrin-maconnerie.example"
MANY = "gerard.groupe@groupe.example"
LONG = "marie-antoinette-alexandrine.de-la-rochefoucauld-montmorency@cooperative-des-artisans-reunis.example"
EMPTY = "elise.vide@neuve.example"
NOBODY = "denis.seul@ailleurs.example"
LOST = "bruno.retour@neuve.example"
LATE = "vera.tard@neuve.example"
_CHOSEN = (SEVERAL, SINGLE, COLLABORATOR, REMOVED, FORGETFUL, MANY, LONG, EMPTY, NOBODY, LOST, LATE)
_REFUSALS: dict[int, SocietaireError] = {409: Conflict(), 429: TooManyAttempts(90), 503: StorageUnavailable()}


@define
class Portal:
    """Where it is, and what is behind it."""

    url: str
    composition: Composition
    companies: "Firms"
    lost: str = ""

    def deliver(self) -> None:
        """Send every mail that waits."""
        while self.composition.service.sending.run(100).messages:
            pass

    def person(self, address: str) -> PersonId:
        """Whose address it is."""
        return self.composition.service.people.show(address).person.id

    def unsubscription(self, address: str, topic: Topic) -> str:
        """The page that a mail about a topic, to that address, leads to."""
        seal = self.composition.ports.seals.seal(UNSUBSCRIBE, f"{self.person(address)}:{topic}")
        return unsubscribe_path(seal)

    def mailed_link(self, address: str, way: str = "activation|mot-de-passe|invitation") -> str:
        """The newest link mailed to an address."""
        mailbox = self.composition.mailbox
        assert mailbox
        link = re.compile(rf"{re.escape(self.url)}/(?:{way})/\S+")
        names = sorted((mail.name for mail in mailbox.list() if mail.recipient.lower() == address), reverse=True)
        return next(found[0] for name in names if (found := link.search(mailbox.read(name).text)))

    def activate(self, address: str) -> None:
        """Give somebody the password of these tests."""
        token = self.mailed_link(address).rpartition("/")[2]
        self.composition.service.passwords.activate(token, PASSWORD, Client())

    @cached_property
    def contracts(self) -> dict[str, str]:
        """The address of each contract, by its number."""
        service, found = self.composition.service, {}
        for address in (SEVERAL, SINGLE, REMOVED, LONG):
            person = service.people.show(address).person.id
            for membership in service.companies.mine(person).memberships:
                siren = membership.company.siren
                for contract in service.companies.home(person, siren).contracts:
                    found[str(contract.number)] = f"/s/{siren}/contrats/{contract.id}"
        return found


@frozen
class Firms:
    """The firms that the demonstration lacks."""

    group: tuple[Siren, ...]
    long: Siren
    empty: Siren

    def write(self, folder: Path) -> Path:
        """As an export: thirty firms of a group, one with the longest of names and many documents, one with nothing."""
        rows = [{"siren": str(s), "raison_sociale": f"Groupe Bâti {n + 1:02}"} for n, s in enumerate(self.group)]
        rows += [{"siren": str(self.long), "raison_sociale": LONGEST_NAME}]
        rows += [{"siren": str(self.empty), "raison_sociale": "Neuve & Fils"}]
        _write(
            folder, "societes", [{**row, "agence": "LYO", "interlocuteur": "I001", "statut": "active"} for row in rows]
        )
        people = [(MANY, "Groupe", "Gérard"), (EMPTY, "Vide", "Élise"), (NOBODY, "Seul", "Denis")]
        people += [(LONG, "de La Rochefoucauld-Montmorency", "Marie-Antoinette Alexandrine")]
        people += [(LOST, "Retour", "Bruno"), (LATE, "Tard", "Véra")]
        names = [
            {"code": f"X{n}", "email": m, "nom": last, "prenom": first} for n, (m, last, first) in enumerate(people)
        ]
        _write(folder, "personnes", names)
        held = [("X0", siren) for siren in self.group] + [("X1", self.empty), ("X3", self.long)]
        held += [("P00001", self.group[0]), ("X4", self.empty), ("X5", self.empty)]
        _write(folder, "acces", [{"personne": p, "siren": str(s), "profil": "administrateur"} for p, s in held])
        self._contracts(folder)
        return folder

    def _contracts(self, folder: Path) -> None:
        label = "Responsabilité civile décennale des entreprises du bâtiment, avec extensions régionales"
        policy = {"statut": "actif", "date_effet": "2001-01-01", "mode_cotisation": "forfait", "produit": "RCD"}
        policy |= {"activites": "MAC|CHA|COU|ETA|PLO|ELE|MEN|SER|PLA|PEI|CAR|TER", "plafond_operation": "15000000,00"}
        policy |= {"plafond_marche": "1500000,50", "franchise": "1500,00", "ccrd": "oui", "ville": "Villeurbanne"}
        policy |= {"adresse": "123 bis avenue du Général-Frère, bâtiment des Compagnons", "code_postal": "69100"}
        _write(folder, "contrats", [{**policy, "numero": "RCD-LONG-1", "siren": str(self.long), "libelle": label}])
        source = next(iter(sorted((demo_folder() / "fichiers").glob("attestation-*.pdf"))))
        (folder / "fichiers").mkdir()
        shutil.copy(source, folder / "fichiers" / "piece.pdf")
        today = date.today()  # noqa: DTZ011 - a day is all that is wanted
        kinds = {"attestation": "Attestation d'assurance", "appel_cotisation": "Appel de cotisation"}
        documents = [
            {
                "reference": f"{kind[:3].upper()}-LONG-{year}",
                "contrat": "RCD-LONG-1",
                "type": kind,
                "annee": str(year),
                "libelle": f"{words} {year}, pour l'ensemble des chantiers de la région Auvergne-Rhône-Alpes",
                "fichier": "piece.pdf",
                "date_publication": (today - timedelta(days=3 + 365 * (today.year - year))).isoformat(),
            }
            for year in range(today.year, today.year - 22, -1)
            for kind, words in kinds.items()
        ]
        _write(folder, "documents", documents)


FIRMS = Firms(
    group=tuple(siren_number(800_000_000 + number * 10) for number in range(30)),
    long=siren_number(810_000_000),
    empty=siren_number(820_000_000),
)


def _write(folder: Path, name: str, rows: list[dict[str, str]]) -> None:
    with (demo_folder() / f"{name}.csv").open(encoding="utf-8-sig") as model:
        columns = next(csv.reader(model, delimiter=";"))
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


@contextmanager
def running(folder: Path) -> Iterator[Portal]:
    """Open it, with everything that it writes in the folder."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    composition = compose(_settings(folder, url))
    portal = Portal(url, composition, FIRMS)
    try:
        _fill(portal, folder)
        app = create_app(composition.service, WebConfig(url, "k" * 48, insurer_name="Mutuelle du Bâtiment"))
        _add_refusals(app)
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=_Quiet)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield portal
        finally:
            server.shutdown()
            thread.join()
            server.server_close()
    finally:
        composition.close()


class _Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - werkzeug's signature
        """Say nothing."""

    def handle(self) -> None:
        """A browser that leaves a download half-way is no fault of the server."""
        with suppress(ConnectionError):
            super().handle()


def _settings(folder: Path, url: str) -> Settings:
    environment = {
        "SOCIETAIRE_DATABASE_URL": f"sqlite:///{folder}/societaire.sqlite",
        "SOCIETAIRE_FILES_URL": f"file://{folder}/files",
        "SOCIETAIRE_MAIL_URL": f"folder://{folder}/mail",
        "SOCIETAIRE_HASHING_FOLDER": f"{folder}/slots",
        "SOCIETAIRE_PUBLIC_URL": url,
        "SOCIETAIRE_SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-test",
        "SOCIETAIRE_INSURER_NAME": "Mutuelle du Bâtiment",
    }
    with patch.dict(os.environ, environment):
        # The same mistakes are made again and again here.
        patient = evolve(
            Limits(), sign_in=ThrottleRule(free=1000, most=1000), link_mail_interval=timedelta(microseconds=1)
        )
        return evolve(load_settings(), limits=patient)


def _fill(portal: Portal, folder: Path) -> None:
    composition = portal.composition
    service = composition.service
    composition.upgrade()
    (folder / "export").mkdir()
    for source in (composition.demo_export(), DirectoryExport(portal.companies.write(folder / "export"))):
        refused = service.imports.run(source)
        assert not refused.refused_total, refused
    for address in (*_CHOSEN, UNACTIVATED, *NEWCOMERS):
        service.people.invite(address, SYSTEM)
    portal.deliver()
    for address in _CHOSEN:
        portal.activate(address)
    life.invite_colleagues(portal, MANY, portal.companies.group[5], COLLABORATOR, PASSWORD)
    life.lose_address(portal, LOST)
    life.age_address(portal, LATE)
    life.forget_password(portal, LATE)
    life.tell_documents(portal, LONG, portal.companies.long)


def _add_refusals(app: Flask) -> None:
    @app.get("/essai/<int:status>")
    @public
    def refuse(status: int) -> str:
        if status in _REFUSALS:
            raise _REFUSALS[status]
        if status == 500:
            raise RuntimeError("a fault")
        abort(status)

    @app.get("/s/<siren:siren>/essai/<int:status>")
    def refuse_in_company(siren: Siren, status: int) -> str:  # noqa: ARG001 - the address names it
        return refuse(status)

"""The home page by Django, as its manual teaches: its sessions, users, forgery protection, ORM and templates.

Its middleware is that of `startproject`, its templates are in its own language, compiled once and kept. `/jinja` before
an address gives the page by Django's Jinja2 backend and the portal's own templates instead: what is then compared is
everything else. Both pages are the portal's, but for spaces between tags, which is checked. A WSGI application:
`benchmarks.peers.django_site:application`; `python -m benchmarks.peers.django_site` opens sessions, read from its
input.
"""

import os
import sys
import threading
from datetime import timedelta
from functools import partial
from types import SimpleNamespace

import django
from django.conf import settings
from sqlalchemy import make_url

from benchmarks.peers.pages import INSURER, NONCE, PAGE, TEMPLATES, fill

URL = make_url(os.environ["SOCIETAIRE_DATABASE_URL"])
IS_SQLITE = URL.get_backend_name() == "sqlite"
_DATABASE = {
    "ENGINE": "django.db.backends.sqlite3" if IS_SQLITE else "django.db.backends.postgresql",
    "NAME": URL.database,
    "USER": URL.username or "",
    "HOST": URL.query.get("host", ""),
    "CONN_MAX_AGE": None,
}


def environment(**options):
    """Jinja for Django, with what the portal's templates use."""
    from jinja2 import Environment

    options |= {"auto_reload": False, "trim_blocks": True, "lstrip_blocks": True}
    made = Environment(**options)  # noqa: S701 - Django's options escape
    fill(made)
    made.globals["form_token"] = form_token
    return made


settings.configure(
    SECRET_KEY="k" * 50,
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    DATABASES={"default": _DATABASE},
    AUTH_USER_MODEL="django_app.Person",
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    SESSION_COOKIE_NAME="django",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "benchmarks.peers.django_app",
    ],
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    STATIC_URL="/static/",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "APP_DIRS": True,
            "OPTIONS": {
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ]
            },
        },
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [TEMPLATES],
            "OPTIONS": {"environment": f"{__name__}.environment"},
        },
    ],
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402 - after the settings
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
from django.http import Http404  # noqa: E402
from django.middleware.csrf import get_token  # noqa: E402
from django.shortcuts import get_object_or_404, render  # noqa: E402
from django.urls import path  # noqa: E402

from benchmarks.peers.django_app.models import Access, Contract, Document, Person, Standing  # noqa: E402
from benchmarks.peers.pages import context  # noqa: E402
from societaire.contracts.space import Space  # noqa: E402

_HERE = threading.local()


def form_token(_siren=""):
    """Django's own token, in the place of the portal's."""
    return get_token(_HERE.request)


def found(request, siren):
    """What the page shows, as the ORM reads it."""
    mine = Access.objects.filter(person=request.user, state="live")
    here = get_object_or_404(mine.select_related("company__agency", "company__contact"), company_id=siren)
    others = mine.exclude(company_id=siren).select_related("company")
    policies = Contract.objects.filter(company_id=siren).order_by("status", "number")
    documents = Document.objects.filter(siren=siren).select_related("policy").order_by("-published_on", "-reference")
    return {
        "access": here,
        "company": here.company,
        "others": list(others.order_by(F("visited_at").desc(nulls_last=True), "company__name_key")[:8]),
        "total": mine.count(),
        "standing": Standing.objects.filter(person=request.user).first(),
        "contracts": list(policies[:10]),
        "contract_count": policies.count(),
        "documents": list(documents[:5]),
    }


@login_required
def home(request, siren):
    """One company's home."""
    shown = found(request, siren)
    more = {"must_verify": shown["standing"] is None, "insurer": INSURER, "nonce": NONCE, "news": 0}
    return render(request, PAGE, {**shown, **more}, using="django")


@login_required
def home_by_jinja(request, siren):
    """The same by the portal's own templates."""
    _HERE.request = request
    shown = found(request, siren)
    company = shown["company"]
    switcher = SimpleNamespace(recent=shown["others"], total=shown["total"])
    space = Space(shown["access"], switcher, company.agency, company.contact, shown["standing"], news=0)
    asked = (space, shown["contracts"], shown["contract_count"], shown["documents"], request.user, f"/s/{siren}/")
    return render(request, PAGE, context(*asked), using="jinja2")


def nothing(_request, **_):
    """Pages that the home links to, and nobody asks for here."""
    raise Http404


urlpatterns = [
    path("", nothing, name="opening"),
    path("societes", nothing, name="choose"),
    path("compte", nothing, name="account"),
    path("deconnexion", nothing, name="sign_out"),
    path("agences", nothing, name="agencies"),
    path("s/<str:siren>/", home, name="home"),
    path("s/<str:siren>/contrats", nothing, name="contracts"),
    path("s/<str:siren>/contrats/<str:contract>", nothing, name="contract"),
    path("s/<str:siren>/documents/<str:document>", nothing, name="document"),
    path("s/<str:siren>/sinistres", nothing, name="claims"),
    path("s/<str:siren>/preferences", nothing, name="preferences"),
    path("s/<str:siren>/preferences/notifications", nothing, name="choices"),
    path("s/<str:siren>/notifications", nothing, name="news"),
    path("s/<str:siren>/aide", nothing, name="help"),
    path("jinja/s/<str:siren>/", home_by_jinja),
]
application = get_wsgi_application()


def open_sessions(lines):
    """Open a session for each `key person`, as a sign-in would have."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session
    from django.utils import timezone

    with connection.schema_editor() as editor:
        editor.create_model(Session)
    store, until = SessionStore(), timezone.now() + timedelta(days=1)
    people = Person.objects.in_bulk([line.split()[1] for line in lines])
    made = partial(Session, expire_date=until)
    Session.objects.bulk_create(
        made(
            session_key=key,
            session_data=store.encode(
                {
                    SESSION_KEY: person,
                    BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
                    HASH_SESSION_KEY: people[person].get_session_auth_hash(),
                }
            ),
        )
        for key, person in (line.split() for line in lines)
    )


if __name__ == "__main__":
    open_sessions(sys.stdin.read().splitlines())

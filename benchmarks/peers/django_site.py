"""The home page by Django: its own sessions, users, forgery protection and ORM, and the portal's template.

Its middleware is that of `startproject`; the template is the portal's own, by Django's Jinja2 backend, which is faster
than Django's own language: the page is the same to the byte, and the comparison the harder one. A WSGI application:
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

from benchmarks.peers.pages import PAGE, TEMPLATES, fill

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
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.jinja2.Jinja2",
            "DIRS": [TEMPLATES],
            "OPTIONS": {"environment": f"{__name__}.environment"},
        }
    ],
)
django.setup()

from django.contrib.auth.decorators import login_required  # noqa: E402 - after the settings
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import F  # noqa: E402
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


@login_required
def home(request, siren):
    """One company's home."""
    _HERE.request = request
    mine = Access.objects.filter(person=request.user, state="live")
    here = get_object_or_404(mine.select_related("company__agency", "company__contact"), company_id=siren)
    others = mine.exclude(company_id=siren).select_related("company")
    switcher = SimpleNamespace(
        recent=list(others.order_by(F("visited_at").desc(nulls_last=True), "company__name_key")[:8]), total=mine.count()
    )
    company = here.company
    standing = Standing.objects.filter(person=request.user).first()
    space = Space(here, switcher, company.agency, company.contact, standing, news=0)
    policies = Contract.objects.filter(company_id=siren).order_by("status", "number")
    contracts, total = list(policies[:10]), policies.count()
    documents = list(
        Document.objects.filter(siren=siren).select_related("policy").order_by("-published_on", "-reference")[:5]
    )
    return render(request, PAGE, context(space, contracts, total, documents, request.user, request.path))


urlpatterns = [path("s/<str:siren>/", home)]
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

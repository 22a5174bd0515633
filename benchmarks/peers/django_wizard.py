"""Declaring a claim by Django with django-formtools, as its manual teaches: a wizard in the session, a form a page.

The same pages with the same questions, in forms that Django renders, photographs kept by its FileSystemStorage, and at
the end a claim with its number, its files, an event and a message, in one transaction of the same durability. A WSGI
application: `benchmarks.peers.django_wizard:application`; `python -m benchmarks.peers.django_wizard` makes the tables,
and prints the key of a session.
"""

import hashlib
import os
from datetime import date
from pathlib import Path

import django
from django.conf import settings

FOLDER = Path(os.environ["DJANGO_FOLDER"])
_LOADERS = [
    (
        "django.template.loaders.locmem.Loader",
        {
            "page.html": (
                '<!doctype html><html lang="fr"><title>Déclarer</title><body><main><h1>{{ wizard.steps.current }}</h1>'
                '<form method="post" enctype="multipart/form-data">{% csrf_token %}{{ wizard.management_form }}'
                "{{ wizard.form.as_p }}<button>Continuer</button></form></main></body></html>"
            ),
            "claim.html": (
                '<!doctype html><html lang="fr"><title>Sinistre</title><body><main><h1>{{ claim.number }}</h1><dl>'
                "{% for name, text in claim.answers.items %}<dt>{{ name }}</dt><dd>{{ text }}</dd>{% endfor %}</dl>"
                "<ul>{% for file in claim.files.all %}<li>{{ file.name }}</li>{% endfor %}</ul></main></body></html>"
            ),
        },
    )
]
settings.configure(
    SECRET_KEY="k" * 50,
    DEBUG=False,
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    USE_TZ=True,
    LANGUAGE_CODE="fr",
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": str(FOLDER / "django.sqlite"),
            "CONN_MAX_AGE": None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;",
            },
        }
    },
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    SESSION_COOKIE_NAME="django",
    MEDIA_ROOT=str(FOLDER / "media"),
    LOGIN_URL="/",
    INSTALLED_APPS=[
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.sessions",
        "django.contrib.messages",
        "formtools",
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
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {
                "loaders": [("django.template.loaders.cached.Loader", _LOADERS)],
                "context_processors": [
                    "django.template.context_processors.request",
                    "django.contrib.auth.context_processors.auth",
                    "django.contrib.messages.context_processors.messages",
                ],
            },
        }
    ],
)
django.setup()

from django import forms  # noqa: E402 - after the settings
from django.contrib.auth.decorators import login_required  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core.files.storage import FileSystemStorage  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.db import connection, models, transaction  # noqa: E402
from django.shortcuts import get_object_or_404, redirect, render  # noqa: E402
from django.urls import path  # noqa: E402
from formtools.wizard.views import NamedUrlSessionWizardView  # noqa: E402

from societaire.claims.trees import SHIPPED_TREES  # noqa: E402

YES_NO = [("yes", "Oui"), ("no", "Non")]
CAUSES = [(cause.code, cause.code) for cause in SHIPPED_TREES.present.causes]


class Claim(models.Model):
    """A claim as it was declared."""

    number = models.TextField(unique=True)
    declared_by = models.ForeignKey(User, on_delete=models.CASCADE)
    declared_at = models.DateTimeField(auto_now_add=True)
    answers = models.JSONField()

    class Meta:
        app_label = "wizard"


class SentFile(models.Model):
    """A photograph."""

    claim = models.ForeignKey(Claim, related_name="files", on_delete=models.CASCADE)
    name = models.TextField()
    content = models.FileField(upload_to="claims")
    sha256 = models.TextField()

    class Meta:
        app_label = "wizard"


class Happened(models.Model):
    """What the insurer is told."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "wizard"


class Waiting(models.Model):
    """A mail to send."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE)
    recipient = models.EmailField()

    class Meta:
        app_label = "wizard"


def text(**options):
    """A line that may stay empty."""
    return forms.CharField(required=False, max_length=5000, **options)


def choice(*values, required=False):
    """One of some."""
    return forms.ChoiceField(choices=[(value, value) for value in values], required=required)


class Cause(forms.Form):
    """What happened."""

    cause = forms.ChoiceField(choices=CAUSES, widget=forms.RadioSelect)


class Head(forms.Form):
    """Danger, and since when it is known."""

    danger = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)
    known_on = forms.DateField()
    existing_reference = text()


class Event(forms.Form):
    """When."""

    happened_on = forms.DateField()


class Theft(forms.Form):
    """Where, and of what."""

    street, postal_code, city = text(), text(), text()
    break_in = choice("door", "window", "lock", "other")
    theft_attempt = choice("yes", "no")
    complaint = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)
    label, value = text(), forms.DecimalField(required=False, localize=True)
    protection = text()
    from_vehicle = choice("yes", "no")


class Damage(forms.Form):
    """What happened, in words."""

    description = forms.CharField(widget=forms.Textarea, max_length=5000)
    measures_taken = text(widget=forms.Textarea)
    estimated_amount = forms.DecimalField(required=False, localize=True)
    injuries = forms.ChoiceField(choices=YES_NO, widget=forms.RadioSelect)


class Closing(forms.Form):
    """Whom to call."""

    name, role, phone = forms.CharField(max_length=200), text(), text()
    email = forms.EmailField(required=False)
    preferred_channel = choice("mail", "phone", required=True)
    call_back = choice("yes", "no")


class Documents(forms.Form):
    """Three photographs."""

    first, second, third = forms.FileField(), forms.FileField(), forms.FileField()


class Check(forms.Form):
    """The declaration of sincerity."""

    certified = forms.BooleanField()


class Wizard(NamedUrlSessionWizardView):
    """A form a page."""

    form_list = [  # noqa: RUF012 - as its manual writes it
        ("cause", Cause),
        ("head", Head),
        ("event", Event),
        ("theft", Theft),
        ("damage", Damage),
        ("closing", Closing),
        ("documents", Documents),
        ("check", Check),
    ]
    template_name = "page.html"
    file_storage = FileSystemStorage(location=str(FOLDER / "under-way"))

    def done(self, form_list, **_):  # noqa: ARG002 - as formtools calls it
        """A claim with its number, its files, an event and a message."""
        answers = self.get_all_cleaned_data()
        photographs = [answers.pop(name) for name in ("first", "second", "third")]
        with transaction.atomic():
            claim = Claim.objects.create(
                number=f"D{date.today().year}-{Claim.objects.count() + 1:06}",  # noqa: DTZ011 - a peer's own year
                declared_by=self.request.user,
                answers={name: str(value) for name, value in answers.items()},
            )
            for photograph in photographs:
                digest = hashlib.sha256(photograph.read()).hexdigest()
                photograph.seek(0)
                SentFile.objects.create(claim=claim, name=photograph.name, content=photograph, sha256=digest)
            Happened.objects.create(claim=claim)
            Waiting.objects.create(claim=claim, recipient=self.request.user.email)
        return redirect(f"/sinistres/{claim.pk}")


@login_required
def show(request, claim):
    """A claim that was declared."""
    return render(request, "claim.html", {"claim": get_object_or_404(Claim, pk=claim, declared_by=request.user)})


_WIZARD = login_required(Wizard.as_view(url_name="step", done_step_name="finished"))
urlpatterns = [
    path("declarer/<str:step>", _WIZARD, name="step"),
    path("declarer", _WIZARD, name="declare"),
    path("sinistres/<int:claim>", show),
]
application = get_wsgi_application()


def prepare():
    """Tables, somebody, and a session; returns its key."""
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.contenttypes.models import ContentType
    from django.contrib.sessions.backends.db import SessionStore
    from django.contrib.sessions.models import Session

    with connection.schema_editor() as editor:
        for model in (ContentType, User, Session, Claim, SentFile, Happened, Waiting):
            editor.create_model(model)
    user = User.objects.create(username="claire", email="claire@martin.example", password="!")
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.create()
    return store.session_key


if __name__ == "__main__":
    print(prepare())

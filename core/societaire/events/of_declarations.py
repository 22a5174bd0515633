"""What happened to the declarations of a company's bases (RULES E)."""

from datetime import date

from attrs import frozen

from societaire.events.of_company import CompanyEvent


@frozen
class DeclarationPeriodOpened(CompanyEvent):
    """The letter of a period came: its bases may be declared."""

    contract: str
    start: date
    due_date: date


@frozen
class DeclarationPrepared(CompanyEvent):
    """A collaborator finished a draft, which waits for an administrator to certify it."""

    declaration: str
    contract: str


@frozen
class DeclarationSent(CompanyEvent):
    """A declaration was sent; `content` is the SHA-256 of what was, `replaces` the number of the one it corrects."""

    declaration: str
    contract: str
    number: str
    late: bool
    content: str
    replaces: str = ""


@frozen
class ActivityRequested(CompanyEvent):
    """A declaration told of an activity that its contract does not cover: the member asks for it (L113-2 3° C. ass.).

    `activity` is its code, empty when it was told in words: the declaration holds them, and why.
    """

    declaration: str
    contract: str
    number: str
    activity: str


@frozen
class DeclarationCorrectionRequested(CompanyEvent):
    """The insurer asked for a correction; the declaration holds why and by when."""

    declaration: str
    contract: str
    number: str


@frozen
class DeclarationValidated(CompanyEvent):
    """The insurer took the declaration; a DocumentPublished comes with it."""

    declaration: str
    contract: str
    number: str


@frozen
class DeclarationRefused(CompanyEvent):
    """The insurer did not take the declaration, which holds why."""

    declaration: str
    contract: str
    number: str


@frozen
class DeclarationFileRefused(CompanyEvent):
    """A file was refused after it was sent with a declaration; `reason` is the code of why."""

    declaration: str
    contract: str
    number: str
    upload: str
    document: str
    reason: str


@frozen
class DeclarationKeyedIn(CompanyEvent):
    """Staff typed the figures of a scan."""

    declaration: str
    contract: str
    number: str


@frozen
class DraftRemoved(CompanyEvent):
    """A draft was given up by its company, or was too old."""

    declaration: str
    contract: str

"""What happened to the files that members send."""

from attrs import frozen

from societaire.events.of_company import CompanyEvent


@frozen
class FileReceived(CompanyEvent):
    """A whole file came for a subject (`declaration:<id>`…), and its content is what it says."""

    upload_id: str
    subject: str
    sha256: str


@frozen
class FileAccepted(CompanyEvent):
    """The antivirus found nothing in a file."""

    upload_id: str
    subject: str


@frozen
class FileRefused(CompanyEvent):
    """A file was refused when it was whole, or by the antivirus later on; `reason` is the code of why."""

    upload_id: str
    subject: str
    reason: str


@frozen
class FileRemoved(CompanyEvent):
    """Somebody took a file back before what it was for was sent."""

    upload_id: str
    subject: str

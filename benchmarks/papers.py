"""PDFs: pages merged and forms read, each against pikepdf; a receipt against a canvas that draws the same."""

import time
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from benchmarks.figures import Figure, Report, paired
from societaire_documents import receipt
from societaire_documents.fields import MARKS
from societaire_documents.form_documents import PdfFormDocuments
from societaire_documents.form_reading import read_form
from societaire_documents.layout import Paper
from societaire_documents.merging import merge
from tests.adapters import papers

_SUBJECT = "Papers"
_SCANS, _FIELDS = 20, 70
_DRAWN = ("setStrokeColor", "setLineWidth", "line", "rect", "roundRect", "showPage")


def measure(report: Report, pairs: int) -> None:
    """All three, and what a process of its own costs on top."""
    scans = [_scan(number) for number in range(_SCANS)]
    _add(
        report,
        f"{_SCANS} scans merged / pikepdf",
        4.0,
        lambda: _merged(scans),
        lambda: _merged_by_pikepdf(scans),
        pairs,
    )
    form = _form()
    assert read_form(BytesIO(form)) == {"marks": "marks", "values": _read_by_pikepdf(form)}
    _add(
        report, f"a form of {_FIELDS} fields read / pikepdf", 10.0, lambda: read_form(BytesIO(form)),
        lambda: _read_by_pikepdf(form), pairs,
    )  # fmt: skip
    sheet = papers.receipt_sheet()
    calls = _calls(lambda: receipt.made(sheet, "Mutuelle du Bâtiment"))
    _add(
        report, "a receipt / bare canvas", 1.5, lambda: receipt.made(sheet, "Mutuelle du Bâtiment"),
        lambda: _drawn(calls), pairs,
    )  # fmt: skip
    confined = PdfFormDocuments("Mutuelle du Bâtiment")
    _add(
        report, "the same form, in a process of its own / pikepdf", 0, lambda: confined.read_back(BytesIO(form)),
        lambda: _read_by_pikepdf(form), 3,
    )  # fmt: skip


def _add(
    report: Report, name: str, goal: float, ours: Callable[[], object], other: Callable[[], object], pairs: int
) -> None:
    ratio, one, two = paired(lambda: _processor(ours), lambda: _processor(other), pairs)
    told = f"{one * 1e3:.1f} and {two * 1e3:.1f} ms"
    report.add(_SUBJECT, Figure(name, ratio, "<=" if goal else "", goal, told))


def _processor(work: Callable[[], object]) -> float:
    """Seconds of a run, of five the least: neighbours only add to it."""
    return min(_once(work) for _ in range(5))


def _once(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _scan(number: int) -> bytes:
    """A page as scanners make it: one grey JPEG over all of it."""
    page = Image.effect_noise((1240, 1754), 20 + number)
    photograph, held = BytesIO(), BytesIO()
    page.save(photograph, "JPEG", quality=40)
    canvas = Canvas(held, pagesize=(595, 842))
    canvas.drawImage(ImageReader(photograph), 0, 0, 595, 842)
    canvas.save()
    return held.getvalue()


def _merged(scans: list[bytes]) -> int:
    return merge(BytesIO(), *map(BytesIO, scans))


def _merged_by_pikepdf(scans: list[bytes]) -> int:
    made = pikepdf.Pdf.new()
    opened = [pikepdf.open(BytesIO(scan)) for scan in scans]
    for each in opened:
        made.pages.extend(each.pages)
    made.save(BytesIO())
    return len(made.pages)


def _form() -> bytes:
    held = BytesIO()
    canvas = Canvas(held, pagesize=(595, 842))
    canvas.acroForm.textfield(name=MARKS, value="marks", x=0, y=0, width=1, height=1)
    for number in range(_FIELDS):
        name, left, bottom = f"field-{number}-amount", 40 + 260 * (number % 2), 800 - 22 * (number // 2)
        canvas.acroForm.textfield(name=name, value=f"1 250 {number:03},50", x=left, y=bottom, width=200, height=18)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def _read_by_pikepdf(form: bytes) -> Mapping[str, str]:
    with pikepdf.open(BytesIO(form)) as opened:
        fields = opened.Root.AcroForm.Fields
        found = {str(field.T): str(field.V) for field in fields}
    found.pop(MARKS)
    return found


def _calls(work: Callable[[], object]) -> list[tuple[str, tuple[Any, ...]]]:
    """Everything that is drawn meanwhile, on whatever page: shapes, and texts with their place and style."""
    calls: list[tuple[str, tuple[Any, ...]]] = []
    kept = [(Canvas, name, getattr(Canvas, name)) for name in _DRAWN] + [(Paper, "_put", Paper._put)]  # noqa: SLF001 - what is measured

    def recorded(name: str, method: Callable[..., object]) -> Callable[..., object]:
        def call(drawn_on: object, *given: Any, **named: Any) -> object:
            calls.append((name, (*given, *named.values())))
            return method(drawn_on, *given, **named)

        return call

    try:
        for owner, name, method in kept:
            setattr(owner, name, recorded(name, method))
        work()
    finally:
        for owner, name, method in kept:
            setattr(owner, name, method)
    return calls


def _drawn(calls: list[tuple[str, tuple[Any, ...]]]) -> bytes:
    held = BytesIO()
    canvas = Canvas(held, pagesize=(595.28, 841.89), invariant=1, pageCompression=1)
    for name, given in calls:
        if name == "_put":
            x, y, text, font, size, color = given
            canvas.setFont(font, size)
            canvas.setFillColor(color)
            canvas.drawString(x, y, text)
        else:
            getattr(canvas, name)(*given)
    canvas.save()
    return held.getvalue()

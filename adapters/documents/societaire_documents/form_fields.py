"""The fillable fields of a form, each where it is told to be."""

from decimal import Decimal
from typing import Any

from reportlab.lib.colors import white

from societaire.declarations.checking import former_value
from societaire.declarations.entries import initial_entries
from societaire.declarations.forms import Field, FieldKind
from societaire.declarations.sheets import FormSheet
from societaire_documents.fields import GIVEN, field_name
from societaire_documents.layout import BAND, INK, LINE, WASH, Paper, printable
from societaire_wording import declaration_labels as labels
from societaire_wording.labels import activity
from societaire_wording.paper_words import word

_LONGEST = {FieldKind.LONG_TEXT: 4000, FieldKind.TEXT: 200, FieldKind.ACTIVITY: 120}
_SHORT = 40


class FieldMaker:
    """Puts fields on a paper, named by their paths, described for those who do not see them."""

    def __init__(self, paper: Paper, sheet: FormSheet) -> None:
        self.paper, self.sheet = paper, sheet
        self.initial = initial_entries(sheet.form, sheet.terms)
        self._form: Any = paper.canvas.acroForm

    def hidden(self, name: str, value: str) -> None:
        """A field that nobody sees."""
        self._form.textfield(
            name=name, value=value, x=0, y=0, width=1, height=1, maxlen=400, fieldFlags="readOnly",
            annotationFlags="hidden", borderWidth=0, fontSize=1,
        )  # fmt: skip

    def given(self, path: str, value: str) -> None:
        """A cell that was filled in before anybody wrote."""
        self.hidden(GIVEN + field_name(path), value)

    def make(self, item: Field, path: str, x: float, y: float, width: float, height: float) -> None:
        """The field of an answer, as its kind wants it."""
        options = self.options(item, path)
        if item.kind is FieldKind.TICK:
            self.tick(field_name(path), x, y, self._described(path))
        elif item.kind is FieldKind.ACTIVITY or (options and "." in path):
            self._choice(item, path, options, x, y, width, height)
        elif options:
            for at, (value, label) in enumerate(options):
                self.option(path, value, label, x + at * width / len(options), y + 1)
        else:
            self._text(item, path, x, y, width, height)

    def options(self, item: Field, path: str) -> list[tuple[str, str]]:
        """The values to choose among, with their labels."""
        if item.kind is FieldKind.YES_NO:
            return [("yes", word("yes")), ("no", word("no"))]
        if item.kind is FieldKind.ACTIVITY:
            first = [code for code in self.sheet.contract.activities if code in item.options]
            codes = [*first, *(code for code in item.options if code not in first)]
            return [(code, activity(code)) for code in codes]
        return [(value, labels.option_label(path, value)) for value in item.options]

    def option(self, path: str, value: str, label: str, x: float, y: float) -> None:
        """One of the answers among which one is chosen."""
        described = f"{self._described(path)} : {label}"
        self._form.radio(
            name=field_name(path), value=value, x=x, y=y, size=11, buttonStyle="cross",
            shape="square", tooltip=printable(described),
            borderColor=BAND, fillColor=white, textColor=INK, borderWidth=0.7, fieldFlags="radio",
        )  # fmt: skip
        self.paper.text(x + 15, y + 2.5, label, size=8.5)

    def tick(self, name: str, x: float, y: float, described: str) -> None:
        """A box to tick."""
        self._form.checkbox(
            name=name, x=x, y=y, size=11, buttonStyle="cross", tooltip=printable(described), borderColor=BAND,
            fillColor=white, textColor=INK, borderWidth=0.7, fieldFlags="",
        )  # fmt: skip

    def former(self, item: Field, code: str = "") -> str:
        """What was declared the year before, in words; empty when nothing is known."""
        found = former_value(item, self.sheet.terms, code)
        return "" if found is None else self.former_told(item, found)

    def former_told(self, item: Field, found: Decimal) -> str:
        """A figure of the year before, in words."""
        year = self.sheet.terms.year - 1
        return word("former", year=year, value=labels.answer(item, found))

    def told(self, path: str, value: str) -> str:
        """The label of the value of another field."""
        if value in ("yes", "no"):
            return word(value)
        return labels.option_label(path, value)

    def _text(self, item: Field, path: str, x: float, y: float, width: float, height: float) -> None:
        self._form.textfield(
            name=field_name(path), value=self.initial.get(path, ""), x=x, y=y, width=width, height=height,
            maxlen=_LONGEST.get(item.kind, _SHORT), tooltip=printable(self._described(path)), fontName="Helvetica",
            fontSize=9, borderWidth=0.7, borderColor=LINE, fillColor=WASH, textColor=INK,
            fieldFlags="multiline" if item.kind is FieldKind.LONG_TEXT else "",
        )  # fmt: skip

    def _choice(
        self, item: Field, path: str, options: list[tuple[str, str]], x: float, y: float, width: float, height: float
    ) -> None:
        edited = " edit" if item.kind is FieldKind.ACTIVITY else ""
        # reportlab wants one of the options to be chosen: a space says nothing.
        listed = [(" ", " "), *((printable(label), value) for value, label in options)]
        self._form.choice(
            name=field_name(path), value=" ", options=listed,
            x=x, y=y, width=width, height=height, tooltip=printable(self._described(path)), fontName="Helvetica",
            fontSize=9, borderWidth=0.7, borderColor=LINE, fillColor=WASH, textColor=INK, fieldFlags=f"combo{edited}",
        )  # fmt: skip

    def _described(self, path: str) -> str:
        found = labels.place(path, self.sheet.form.code)
        told = labels.field_help(path, self.sheet.form.code)
        return f"{found}. {told}" if told else found

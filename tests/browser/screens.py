"""Photographs of every page in every state, or of those named, into an ignored folder: `make screens`."""

import sys
import tempfile
from pathlib import Path

from tests.browser.machine import Visits, chromium, fresh_folder
from tests.browser.portal import running
from tests.browser.states import State, every_state

WIDTHS = (360, 768, 1280)
SCHEMES = ("light", "dark")
PRINTED = ("contrat", "contrat-long", "accueil")


def photograph(visits: Visits, states: list[State], folder: Path) -> None:
    """Each state at each width, light and dark; some on paper as well."""
    for who in sorted({state.who or "" for state in states}):
        for scheme in SCHEMES:
            for width in WIDTHS:
                options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
                context = visits.context(who or None, **options)
                for state in (state for state in states if (state.who or "") == who):
                    page = context.new_page()
                    visits.show(page, state)
                    picture = folder / f"{state.name}-{width}-{scheme}.png"
                    page.screenshot(path=picture, full_page=True, animations="disabled")
                    if state.name in PRINTED and scheme == "light" and width == WIDTHS[-1]:
                        page.pdf(path=folder / f"{state.name}.pdf", format="A4", print_background=True)
                    page.close()
                context.close()


def main(beginnings: list[str]) -> None:
    """Start everything, photograph, say where."""
    folder = Path("screens")
    folder.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary, running(Path(temporary)) as portal, chromium() as browser:
        states = [s for s in every_state(portal) if not beginnings or s.name.startswith(tuple(beginnings))]
        photograph(Visits(browser, portal), states, folder if beginnings else fresh_folder(folder))
    sys.stdout.write(f"{len(states)} states in {folder}/\n")


if __name__ == "__main__":
    main(sys.argv[1:])

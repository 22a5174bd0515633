"""Acts upon notifications, through the portal's pages."""

from typing import TYPE_CHECKING

from features.pilots.core_choices import CoreChoiceActs
from features.pilots.pilot import Outcome
from features.pilots.told import ToldOutcome
from societaire.preferences.choices import Frequency, Topic
from societaire.values import Siren
from societaire_wording import addresses, labels
from societaire_wording.formats import typeset

if TYPE_CHECKING:
    from features.pilots.web import Window

_NEWS = "/s/{siren}/notifications"


class WebChoiceActs(CoreChoiceActs):
    """Forms sent, links followed."""

    if TYPE_CHECKING:

        def window(self, browser: str) -> Window: ...
        def shown(self, browser: str) -> ToldOutcome: ...

    def choices(self, browser: str, siren: Siren) -> Outcome:
        self.window(browser).open(addresses.CHOICES.format(siren=siren))
        return self.shown(browser)

    def choose(self, browser: str, siren: Siren, topic: Topic, frequency: Frequency) -> Outcome:
        return self._sent(browser, siren, {_label(topic): frequency.value})

    def choose_paper(self, browser: str, siren: Siren, *, paper: bool) -> Outcome:
        button = "Recevoir nos courriers sur papier" if paper else "Ne plus recevoir de papier"
        return self._sent(browser, siren, {}, button)

    def verify_email(self, browser: str, siren: Siren) -> Outcome:
        return self._sent(browser, siren, {}, "Oui, c'est bien mon adresse")

    def look_at_end(self, browser: str, sealed: str) -> Outcome:
        self.window(browser).open(addresses.unsubscribe_path(sealed))
        return self.shown(browser)

    def end_messages(self, browser: str, sealed: str) -> Outcome:
        looked = self.look_at_end(browser, sealed)
        if looked.is_refused:
            return looked
        here = self.window(browser)
        here.send(here.page.form("Ne plus les recevoir"), {})
        return self.shown(browser)

    def news(self, browser: str, siren: Siren) -> Outcome:
        self.window(browser).open(_NEWS.format(siren=siren))
        return self.shown(browser)

    def mark_news(self, browser: str, siren: Siren) -> Outcome:
        looked = self.news(browser, siren)
        if looked.is_refused or looked.asks_sign_in:
            return looked
        here = self.window(browser)
        here.send(here.page.form("Tout marquer comme vu"), {})
        return self.shown(browser)

    def _sent(self, browser: str, siren: Siren, answers: dict[str, str], button: str = "") -> Outcome:
        looked = self.choices(browser, siren)
        if looked.is_refused or looked.asks_sign_in:
            return looked
        here = self.window(browser)
        here.send(here.page.form(button or next(iter(answers))), answers)
        return self.shown(browser)


def _label(topic: Topic) -> str:
    return typeset(labels.topic(topic)).replace("\u2019", "'")

"""The articles of the Code des assurances that a member reads before certifying a declaration, and after sending it."""

from collections.abc import Mapping
from types import MappingProxyType

ARTICLES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "L113-4": (
            (
                "En cas d'aggravation du risque en cours de contrat, telle que, si les circonstances nouvelles "
                "avaient été déclarées lors de la conclusion ou du renouvellement du contrat, l'assureur n'aurait "
                "pas contracté ou ne l'aurait fait que moyennant une prime plus élevée, l'assureur a la faculté "
                "soit de dénoncer le contrat, soit de proposer un nouveau montant de prime."
            ),
            (
                "Dans le premier cas, la résiliation ne peut prendre effet que dix jours après notification et "
                "l'assureur doit alors rembourser à l'assuré la portion de prime ou de cotisation afférente à la "
                "période pendant laquelle le risque n'a pas couru. Dans le second cas, si l'assuré ne donne pas "
                "suite à la proposition de l'assureur ou s'il refuse expressément le nouveau montant, dans le "
                "délai de trente jours à compter de la proposition, l'assureur peut résilier le contrat au terme "
                "de ce délai, à condition d'avoir informé l'assuré de cette faculté, en la faisant figurer en "
                "caractères apparents dans la lettre de proposition."
            ),
            (
                "Toutefois, l'assureur ne peut plus se prévaloir de l'aggravation des risques quand, après en "
                "avoir été informé de quelque manière que ce soit, il a manifesté son consentement au maintien de "
                "l'assurance, spécialement en continuant à recevoir les primes ou en payant, après un sinistre, "
                "une indemnité."
            ),
            (
                "L'assuré a droit en cas de diminution du risque en cours de contrat à une diminution du montant "
                "de la prime. Si l'assureur n'y consent pas, l'assuré peut dénoncer le contrat. La résiliation "
                "prend alors effet trente jours après la dénonciation. L'assureur doit alors rembourser à "
                "l'assuré la portion de prime ou cotisation afférente à la période pendant laquelle le risque n'a "
                "pas couru."
            ),
            (
                "L'assureur doit rappeler les dispositions du présent article à l'assuré, lorsque celui-ci "
                "l'informe soit d'une aggravation, soit d'une diminution de risques."
            ),
            (
                "Les dispositions du présent article ne sont applicables ni aux assurances sur la vie, ni à "
                "l'assurance maladie lorsque l'état de santé de l'assuré se trouve modifié."
            ),
        ),
        "L113-8": (
            (
                "Indépendamment des causes ordinaires de nullité, et sous réserve des dispositions de l'article "
                "L. 132-26, le contrat d'assurance est nul en cas de réticence ou de fausse déclaration "
                "intentionnelle de la part de l'assuré, quand cette réticence ou cette fausse déclaration change "
                "l'objet du risque ou en diminue l'opinion pour l'assureur, alors même que le risque omis ou "
                "dénaturé par l'assuré a été sans influence sur le sinistre."
            ),
            (
                "Les primes payées demeurent alors acquises à l'assureur, qui a droit au paiement de toutes les "
                "primes échues à titre de dommages et intérêts."
            ),
            ("Les dispositions du second alinéa du présent article ne sont pas applicables aux assurances sur la vie."),
        ),
        "L113-9": (
            (
                "L'omission ou la déclaration inexacte de la part de l'assuré dont la mauvaise foi n'est pas "
                "établie n'entraîne pas la nullité de l'assurance."
            ),
            (
                "Si elle est constatée avant tout sinistre, l'assureur a le droit soit de maintenir le contrat, "
                "moyennant une augmentation de prime acceptée par l'assuré, soit de résilier le contrat dix jours "
                "après notification adressée à l'assuré par lettre recommandée, en restituant la portion de la "
                "prime payée pour le temps où l'assurance ne court plus."
            ),
            (
                "Dans le cas où la constatation n'a lieu qu'après un sinistre, l'indemnité est réduite en "
                "proportion du taux des primes payées par rapport au taux des primes qui auraient été dues, si "
                "les risques avaient été complètement et exactement déclarés."
            ),
        ),
    }
)
"""Each article by its number, paragraph by paragraph, as in force on 1 January 2023."""

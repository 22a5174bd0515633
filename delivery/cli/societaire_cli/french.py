"""What click itself says, in French: its help, and its refusals of a command line."""

import sys
from collections.abc import Mapping
from types import MappingProxyType

WORDS: Mapping[str, str] = MappingProxyType(
    {
        # Help.
        "Usage:": "Usage :",
        "Options": "Options ",
        "Commands": "Commandes ",
        "Positional arguments": "Arguments ",
        "Show this message and exit.": "Afficher cette aide.",
        "Show the version and exit.": "Afficher la version.",
        "%(prog)s, version %(version)s": "%(prog)s %(version)s",
        "required": "obligatoire",
        "default: {default}": "par défaut : {default}",
        "env var: {var}": "ou variable {var}",
        "(dynamic)": "(calculé)",
        "deprecated": "abandonné",
        "DeprecationWarning: The command {name!r} is deprecated.{extra_message}": "La commande {name!r} est abandonnée."
        "{extra_message}",
        "DeprecationWarning: The {param_type} {name!r} is deprecated.{extra_message}": "Le paramètre {name!r} est "
        "abandonné.{extra_message}",
        # Refusals.
        "Error: {message}": "Erreur : {message}",
        "Error: invalid input": "Erreur : réponse non reconnue",
        "Aborted!": "Interrompu.",
        "Try '{command} {option}' for help.": "Aide : {command} {option}",
        "Missing command.": "Il manque le nom d'une commande.",
        "Missing argument": "Il manque l'argument",
        "Missing option": "Il manque l'option",
        "Missing parameter": "Il manque le paramètre",
        "Missing parameter: {param_name}": "Il manque le paramètre {param_name}",
        "Missing {param_type}": "Il manque : {param_type}",
        "Choose from:\n\t{choices}": "Valeurs possibles :\n\t{choices}",
        "Choice({choices})": "Choix parmi {choices}",
        "No such option {name!r}.": "L'option {name!r} n'existe pas.",
        "No such command {name!r}.": "La commande {name!r} n'existe pas.",
        "Did you mean {possibility}?": "Peut-être : {possibility} ?",
        "(Did you mean one of: {possibilities}?)": "Peut-être : {possibilities} ?",
        "Got unexpected extra argument ({args})": "Argument en trop : {args}",
        "Got unexpected extra arguments ({args})": "Arguments en trop : {args}",
        "Invalid value: {message}": "Valeur refusée : {message}",
        "Invalid value for {param_hint}: {message}": "Valeur refusée pour {param_hint} : {message}",
        "Invalid start character for option ({option})": "Une option ne commence pas ainsi : {option}",
        "Option {name!r} does not take a value.": "L'option {name!r} ne prend pas de valeur.",
        "Option {name!r} requires an argument.": "L'option {name!r} demande une valeur.",
        "Option {name!r} requires {nargs} arguments.": "L'option {name!r} demande {nargs} valeurs.",
        "Argument {name!r} takes {nargs} values.": "L'argument {name!r} demande {nargs} valeurs.",
        "Takes {nargs} values but 1 was given.": "{nargs} valeurs sont demandées, une est donnée.",
        "Takes {nargs} values but {len} were given.": "{nargs} valeurs sont demandées, {len} sont données.",
        "{len_type} values are required, but {len_value} was given.": "{len_type} valeurs sont demandées, {len_value} "
        "est donnée.",
        "{len_type} values are required, but {len_value} were given.": "{len_type} valeurs sont demandées, {len_value} "
        "sont données.",
        "Value must be an iterable.": "Plusieurs valeurs sont demandées.",
        "unknown error": "erreur inconnue",
        # Values.
        "file": "fichier",
        "directory": "dossier",
        "path": "chemin",
        "{name} {filename!r} does not exist.": "{filename!r} n'existe pas.",
        "{name} {filename!r} is a file.": "{filename!r} est un fichier, il faut un dossier.",
        "{name} {filename!r} is a directory.": "{filename!r} est un dossier, il faut un fichier.",
        "{name} {filename!r} is not readable.": "{filename!r} ne peut pas être lu.",
        "{name} {filename!r} is not writable.": "{filename!r} ne peut pas être écrit.",
        "{name} {filename!r} is not executable.": "{filename!r} ne peut pas être exécuté.",
        "Could not open file {filename!r}: {message}": "Impossible d'ouvrir {filename!r} : {message}",
        "{value!r} is not {choice}.": "{value!r} n'est pas {choice}.",
        "{value!r} is not one of {choices}.": "{value!r} n'est pas l'une de ces valeurs : {choices}.",
        "{value!r} does not match the format {format}.": "{value!r} n'est pas une date de la forme {format}.",
        "{value!r} does not match the formats {formats}.": "{value!r} n'est pas une date de l'une de ces formes : "
        "{formats}.",
        "{value} is not in the range {range}.": "{value} n'est pas dans l'intervalle {range}.",
        "{value!r} is not a valid {number_type}.": "{value!r} n'est pas un nombre entier.",
        "{value!r} is not a valid boolean. Recognized values: {states}": "{value!r} n'est ni oui ni non. Valeurs "
        "reconnues : {states}",
        "{value!r} is not a valid UUID.": "{value!r} n'est pas un identifiant.",
        # Completion.
        "Couldn't detect Bash version, shell completion is not supported.": "Version de Bash inconnue : complétion "
        "impossible.",
        "Shell completion is not supported for Bash versions older than 4.4.": "La complétion demande Bash 4.4 ou "
        "plus récent.",
    }
)
"""Click's own words -> ours. Whatever it can say here has its French: a test compares with click's source."""


def speak() -> None:
    """Make click speak French, whatever the locale; it takes its words from gettext, module by module.

    A compiled catalogue would need a language variable in the environment, which the programs started from here
    would inherit.
    """
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "click":
            for attribute, replacement in (("_", _one), ("ngettext", _several)):
                if hasattr(module, attribute):
                    setattr(module, attribute, replacement)


def _one(message: str) -> str:
    return WORDS.get(message, message)


def _several(one: str, many: str, count: int) -> str:
    return _one(one if count in (0, 1) else many)

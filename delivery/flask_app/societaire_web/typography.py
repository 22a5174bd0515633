"""The texts of templates as French typography wants them, once, when the templates are compiled."""

from collections.abc import Iterator

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from societaire_wording.formats import typeset


class Typesetting(Extension):
    """Puts unbreakable spaces into what stands between the tags of Jinja; expressions are left alone."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Typeset the texts."""
        for token in stream:
            yield Token(token.lineno, token.type, typeset(token.value)) if token.type == "data" else token

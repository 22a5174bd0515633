"""How confined work says that a file is refused."""


class Unacceptable(Exception):
    """A file is refused, by the code of a problem; `at` is which one, from 0."""

    def __init__(self, code: str, at: int = 0, **values: int) -> None:
        super().__init__(code)
        self.told = {"problem": code, "at": at, "values": values}

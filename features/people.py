"""Who the features tell of: fictitious, and always the same."""

from attrs import frozen


@frozen
class Known:
    """Somebody of the story, as the insurer's records would know them."""

    name: str
    code: str
    first_name: str
    last_name: str
    email: str
    pronoun: str = "il"


PEOPLE = {
    known.name: known
    for known in (
        Known("Claire", "P001", "Claire", "Fontaine", "claire.fontaine@mail.example", "elle"),
        Known("Karim", "P002", "Karim", "Lopez", "karim.lopez@mail.example"),
        Known("Denis", "P003", "Denis", "Vasseur", "denis.vasseur@mail.example"),
        Known("Paul", "P004", "Paul", "Absent", "paul.absent@mail.example"),
    )
}

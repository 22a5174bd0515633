"""What the paper of a claim is made of: the receipt, with every answer and the list of files."""

from attrs import frozen

from societaire.claims.declaring import ClaimDeclaration
from societaire.claims.questions import Tree
from societaire.companies.company import Company
from societaire.contracts.agency import Agency
from societaire.contracts.contract import Contract


@frozen
class ClaimSheet:
    """Exactly what was sent: the declaration with its answers and files, the tree that words them.

    `contract` is the one that seems to answer, None while nobody knows; `sent_by` is the name of whoever sent it.
    """

    declaration: ClaimDeclaration
    tree: Tree
    company: Company
    contract: Contract | None
    agency: Agency | None = None
    sent_by: str = ""

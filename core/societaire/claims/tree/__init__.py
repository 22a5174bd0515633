"""The question tree shipped for construction; an embedding insurer may give another (societaire.claims.questions)."""

from societaire.claims.questions import Tree
from societaire.claims.tree.accidents import ACCIDENT, FAULT
from societaire.claims.tree.causes import CAUSES
from societaire.claims.tree.closing import CLOSING
from societaire.claims.tree.damage import DAMAGE
from societaire.claims.tree.documents import DOCUMENTS
from societaire.claims.tree.goods import CYBER, EVENT, MACHINE, NATURAL_DISASTER, PREMISES, THEFT
from societaire.claims.tree.head import HEAD
from societaire.claims.tree.liability import EXPERT_MEETING, FRIENDLY, RECOURSE, SUMMONS, TAX_TITLE
from societaire.claims.tree.operation import OPERATION
from societaire.claims.tree.others import DISPUTE, NOT_KNOWN, VEHICLE
from societaire.claims.tree.sites import NETWORK, POLLUTION, RUNNING_SITE, THIRD_PARTY
from societaire.claims.tree.work import WORK

CONSTRUCTION = Tree(
    code="construction",
    version=1,
    causes=CAUSES,
    blocks=(
        HEAD,
        EVENT,
        FRIENDLY,
        EXPERT_MEETING,
        SUMMONS,
        RECOURSE,
        TAX_TITLE,
        RUNNING_SITE,
        THIRD_PARTY,
        NETWORK,
        POLLUTION,
        ACCIDENT,
        FAULT,
        THEFT,
        PREMISES,
        NATURAL_DISASTER,
        MACHINE,
        CYBER,
        VEHICLE,
        DISPUTE,
        NOT_KNOWN,
        OPERATION,
        WORK,
        DAMAGE,
        CLOSING,
    ),
    documents=DOCUMENTS,
)

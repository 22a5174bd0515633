"""The *mises en cause*, with the products whose contracts may answer each (docs/import.md)."""

from societaire.claims.questions import Cause

CAUSES = (
    Cause("A1", ("RCD", "RCG", "MOE")),
    Cause("A2", ("RCD", "MOE")),
    Cause("A3", ("RCD", "RCG", "MOE")),
    Cause("A4", ("RCD", "RCG", "MOE")),
    Cause("A5", ("RCD", "RCG", "MOE")),
    Cause("A6", ("RCD", "RCG", "MOE")),
    Cause("A7", ("RCD", "RCG", "MOE")),
    Cause("B1", ("RCD", "DOC")),
    Cause("B2", ("RCG",)),
    Cause("B3", ("RCG",)),
    Cause("B4", ("RCG",)),
    Cause("C1", ("RCG",)),
    Cause("C2", ("RCG",)),
    Cause("D1", ("MRP", "BRM")),
    Cause("D2", ("MRP",)),
    Cause("D3", ("MRP",)),
    Cause("D4", ("MRP",)),
    Cause("D5", ("MRP",)),
    Cause("D6", ("BRM",)),
    Cause("D7", ("MRP",)),
    Cause("D8", ("CYB",)),
    Cause("E1", ("FLO",)),
    Cause("E2", ("FLO",)),
    Cause("E3", ("FLO",)),
    Cause("E4", ("FLO",)),
    Cause("E5", ("FLO",)),
    Cause("F1", ("PJU",)),
    Cause("F2", ("PJU",)),
    Cause("F3", ()),
)
"""F3, "I do not know", answers to no product: it leads to a person, whatever the company holds."""

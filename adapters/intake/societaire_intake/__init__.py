"""Reads the insurer's export: a directory of CSV files and of the documents that they name (docs/import.md)."""

from societaire_intake.directory import DirectoryExport
from societaire_intake.periods import PeriodsFile
from societaire_intake.shifted import ShiftedExport

__all__ = ["DirectoryExport", "PeriodsFile", "ShiftedExport"]

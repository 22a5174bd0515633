"""The codes that rows hold for what later areas read: bases, supporting documents, forms."""

from enum import StrEnum


class Heading(StrEnum):
    """What a declared base measures; amounts in euros, headcount and vehicles apart."""

    TURNOVER = "turnover"
    PAYROLL = "payroll"
    HEADCOUNT = "headcount"
    SUBCONTRACTING = "subcontracting"
    FEES = "fees"
    WORKS = "works"
    VEHICLES = "vehicles"
    EQUIPMENT_VALUE = "equipment_value"


class RequestedDocument(StrEnum):
    """A supporting document that the insurer's letter asks for (RULES E1)."""

    TAX_RETURN = "tax_return"
    ACCOUNTANT_CERTIFICATE = "accountant_certificate"
    ANNUAL_DSN = "annual_dsn"
    SITE_LIST = "site_list"
    SUBCONTRACTOR_LIST = "subcontractor_list"


class FormKind(StrEnum):
    """Which declaration form a contract uses."""

    CONTRACTOR = "contractor"
    PROJECT_MANAGER = "project_manager"

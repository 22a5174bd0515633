"""Durations and limits: one value with the defaults of the rules, replaced as a whole by an embedding insurer."""

from datetime import timedelta

from attrs import frozen


@frozen
class ThrottleRule:
    """How failures on one key slow it down (RULES A6): free ones, then a doubling wait, then no more in the window."""

    free: int = 5
    first_wait: timedelta = timedelta(minutes=1)
    longest_wait: timedelta = timedelta(hours=1)
    most: int = 25
    window: timedelta = timedelta(hours=24)


@frozen
class HelpThrottleRule(ThrottleRule):
    """Requests for help with the password of one e-mail address, from one network."""

    free: int = 10
    most: int = 60


@frozen
class FloodThrottleRule(ThrottleRule):
    """Requests from one network whoever they are for: wide, since a whole firm may stand behind one IP address."""

    free: int = 200
    most: int = 600


@frozen
class Limits:
    """Every duration and limit of the table that ends docs/rules.md, which is generated from these defaults."""

    activation_link: timedelta = timedelta(days=7)
    reset_link: timedelta = timedelta(hours=1)
    session_idle: timedelta = timedelta(minutes=30)
    session_total: timedelta = timedelta(hours=8)
    sign_in: ThrottleRule = ThrottleRule()
    password_help: HelpThrottleRule = HelpThrottleRule()
    help_flood: FloodThrottleRule = FloodThrottleRule()
    link_mail_interval: timedelta = timedelta(minutes=5)
    known_device: timedelta = timedelta(days=365)
    removed_access: timedelta = timedelta(days=30)
    pending_invitations: int = 50
    ended_invitation: timedelta = timedelta(days=90)
    finished_message: timedelta = timedelta(days=90)
    email_verification: timedelta = timedelta(days=365)
    email_verification_reminder: timedelta = timedelta(days=30)
    digest_item: timedelta = timedelta(days=30)
    file_bytes: int = 50 * 1024 * 1024
    upload_margin_bytes: int = 1024 * 1024
    body_bytes: int = 1024 * 1024
    files: int = 60
    files_bytes: int = 500 * 1024 * 1024
    declaration_reminder: timedelta = timedelta(days=30)
    declaration_last_reminder: timedelta = timedelta(days=7)
    unfinished_upload: timedelta = timedelta(days=7)
    draft_warning: timedelta = timedelta(days=60)
    draft_life: timedelta = timedelta(days=90)
    access_log: timedelta = timedelta(days=365)
    document_years: int = 12
    document_years_after_end: int = 5
    removal_notice: timedelta = timedelta(days=61)

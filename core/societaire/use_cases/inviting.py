"""Inviting colleagues: what an administrator does (RULES C3, C5, C7)."""

from attrs import frozen

from societaire.companies.candidate import Candidate
from societaire.companies.invitation import (
    AlreadyListed,
    Invitation,
    InvitationState,
    InvitationUnknown,
    check_room,
)
from societaire.companies.policy import Action, authorize
from societaire.events import InvitationRevoked, InvitationSent, person_actor
from societaire.notifications import Message, MessageKind
from societaire.ports.clock import Clock
from societaire.ports.database import Database, UnitOfWork
from societaire.ports.entropy import Entropy
from societaire.settings import Limits
from societaire.use_cases.access_changes import Roster
from societaire.use_cases.doorway import Doorway
from societaire.values import PersonId, Siren


@frozen
class Inviting:
    """Adding a collaborator: nobody gets in before they accept, and nothing tells who has a sign-in elsewhere."""

    database: Database
    entropy: Entropy
    clock: Clock
    limits: Limits

    def invite(
        self, person_id: PersonId, siren: Siren, last_name: str, first_name: str, address: str, label: str = ""
    ) -> Invitation:
        """Invite somebody as collaborator; the link leaves with the next mails.

        Raises CompanyClosedToYou, ProfileTooLow, Invalid with every problem, AlreadyListed, AlreadyInvited or
        TooManyInvitations.
        """
        now = self.clock.now()
        with self.database.write() as unit:
            roster = self._locked(unit, person_id, siren)
            allowed = unit.allowed_mailboxes.of_company(siren)
            candidate = Candidate.of(last_name, first_name, address, label, allowed.__contains__)
            if any(access.is_live and person.email == candidate.email for access, person in roster):
                raise AlreadyListed()
            invitations = unit.invitations.of_company(siren)
            check_room(invitations, candidate.email, now, self.limits)
            for former in invitations:
                if former.email == candidate.email and former.is_pending:
                    unit.invitations.save(former.moved(InvitationState.REVOKED))
            new = Invitation.of(self.entropy.identifier(), siren, candidate, person_id, now, self.limits)
            unit.invitations.save(new)
            self._queue(unit, new, person_id)
            unit.commit()
        return new

    def renew(self, person_id: PersonId, siren: Siren, invitation_id: str) -> Invitation:
        """Send the invitation again, by a link that replaces the one before.

        Raises CompanyClosedToYou, ProfileTooLow, InvitationUnknown, AlreadyAccepted, NoLongerInvited or
        InvitationJustSent.
        """
        with self.database.write() as unit:
            self._locked(unit, person_id, siren)
            renewed = _known(unit, siren, invitation_id).renewed(self.clock.now(), self.limits)
            unit.invitations.save(renewed)
            self._queue(unit, renewed, person_id, again=True)
            unit.commit()
        return renewed

    def revoke(self, person_id: PersonId, siren: Siren, invitation_id: str) -> Invitation:
        """Take the invitation back: its link is dead at once, and its mail is not sent if it still waits.

        Raises CompanyClosedToYou, ProfileTooLow, InvitationUnknown, AlreadyAccepted or NoLongerInvited.
        """
        with self.database.write() as unit:
            self._locked(unit, person_id, siren)
            revoked = _known(unit, siren, invitation_id).moved(InvitationState.REVOKED)
            unit.invitations.save(revoked)
            unit.record(InvitationRevoked(siren, revoked.id), person_actor(person_id))
            unit.commit()
        return revoked

    def _locked(self, unit: UnitOfWork, person_id: PersonId, siren: Siren) -> Roster:
        Doorway(self.database, self.clock).enter(unit, person_id, siren, Action.MANAGE_ACCESSES)
        roster = unit.accesses.of_company(siren)
        authorize(next((a for a, person in roster if person.id == person_id), None), Action.MANAGE_ACCESSES)
        return roster

    def _queue(self, unit: UnitOfWork, invitation: Invitation, by: PersonId, *, again: bool = False) -> None:
        now = self.clock.now()
        unit.record(InvitationSent(invitation.siren, invitation.id, again), person_actor(by))
        values = (("invitation", invitation.id),)
        identifier = self.entropy.identifier()
        unit.outbox.add(
            [
                Message(
                    identifier,
                    MessageKind.INVITATION,
                    invitation.email,
                    now,
                    now,
                    siren=invitation.siren,
                    values=values,
                )
            ]
        )


def _known(unit: UnitOfWork, siren: Siren, invitation_id: str) -> Invitation:
    invitation = unit.invitations.get(siren, invitation_id)
    if invitation is None:
        raise InvitationUnknown()
    return invitation

"""The portal's tables, as Django's models; it does not make them."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """Who signs in."""

    id = models.TextField(primary_key=True)
    email = models.TextField(unique=True)
    first_name = models.TextField()
    last_name = models.TextField()
    code = models.TextField(null=True)
    password = None
    last_login = None
    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        db_table = "persons"

    @property
    def full_name(self):
        """As the template asks for it."""
        return f"{self.first_name} {self.last_name}"


class Place(models.Model):
    """What has an address."""

    street = models.TextField(null=True)
    postal_code = models.TextField(null=True)
    city = models.TextField(null=True)

    class Meta:
        abstract = True

    @property
    def address(self):
        """As the template asks for it."""
        return self


class Agency(Place):
    """A local agency."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    phone = models.TextField()
    email = models.TextField(null=True)
    hours = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "agencies"


class Contact(models.Model):
    """A contact."""

    code = models.TextField(primary_key=True)
    first_name = models.TextField()
    last_name = models.TextField()
    role = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "contacts"

    @property
    def full_name(self):
        """As the template asks for it."""
        return f"{self.first_name} {self.last_name}"


class Company(Place):
    """A company."""

    siren = models.TextField(primary_key=True)
    name = models.TextField()
    name_key = models.TextField()
    status = models.TextField()
    agency = models.ForeignKey(Agency, models.PROTECT, db_column="agency")
    contact = models.ForeignKey(Contact, models.PROTECT, db_column="contact", null=True)
    legal_form = models.TextField(null=True)
    siret = models.TextField(null=True)
    naf = models.TextField(null=True)
    phone = models.TextField(null=True)
    email = models.TextField(null=True)

    class Meta:
        managed = False
        db_table = "companies"


class Access(models.Model):
    """A person's access to a company."""

    pk = models.CompositePrimaryKey("person_id", "company_id")
    person = models.ForeignKey(Person, models.PROTECT)
    company = models.ForeignKey(Company, models.PROTECT, db_column="siren")
    profile = models.TextField()
    state = models.TextField()
    granted_at = models.DateTimeField()
    visited_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "accesses"

    @property
    def access(self):
        """As the template asks for it."""
        return self


class Contract(Place):
    """A contract."""

    number = models.TextField(primary_key=True)
    id = models.TextField(unique=True)
    company = models.ForeignKey(Company, models.PROTECT, db_column="siren")
    product = models.TextField()
    label = models.TextField()
    status = models.TextField()
    start_date = models.DateField()
    premium_mode = models.TextField()
    end_date = models.DateField(null=True)
    online_form = models.BooleanField()
    form = models.TextField(null=True)
    activities = models.TextField()
    ccrd = models.BooleanField(null=True)

    class Meta:
        managed = False
        db_table = "contracts"

    @property
    def is_active(self):
        """As the template asks for it."""
        return self.status == "active"


class Document(models.Model):
    """A document."""

    reference = models.TextField(primary_key=True)
    id = models.TextField(unique=True)
    siren = models.TextField()
    policy = models.ForeignKey(Contract, models.PROTECT, db_column="contract")
    kind = models.TextField()
    year = models.IntegerField()
    label = models.TextField()
    published_on = models.DateField()
    file_key = models.TextField()
    file_size = models.BigIntegerField()
    format = models.TextField()

    class Meta:
        managed = False
        db_table = "documents"
        indexes: ClassVar = []

    @property
    def contract(self):
        """As the template asks for it."""
        return self.policy_id


class Standing(models.Model):
    """What is known of a person's address."""

    person = models.OneToOneField(Person, models.PROTECT, primary_key=True)
    paper_since = models.DateTimeField(null=True)
    verified_email = models.TextField(null=True)
    verified_at = models.DateTimeField(null=True)
    bounced_email = models.TextField(null=True)
    bounced_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "standings"

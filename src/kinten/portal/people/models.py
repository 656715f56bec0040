"""People with their roles. Only the services of this application write them."""

from typing import Any, ClassVar

from django.contrib.auth.hashers import check_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from kinten.portal.policy.viewer import Role

_ROLES = [(str(role), role.label.ja) for role in Role]


class PersonManager(BaseUserManager["Person"]):
    """Makes people; an address is folded to small letters."""

    def create_user(
        self,
        email: str,
        password: str | None = None,
        *,
        hashed: str = "",
        **more: Any,  # noqa: ANN401 - Django's fields
    ) -> "Person":
        """Make a person; without a password nobody can sign in by one.

        ``hashed`` is a password that Django's ``make_password`` has hashed already.
        """
        person = self.model(email=self.normalize_email(email).lower(), **more)
        if hashed:
            person.password = hashed
        else:
            person.set_password(password)
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    """Somebody with an account, known by an address of mail; what one may do is told by memberships alone."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=5, default="ja")
    is_active = models.BooleanField(default=True)
    is_made_up = models.BooleanField(default=False)
    joined = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[PersonManager] = PersonManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    def __str__(self) -> str:
        return f"{self.name} <{self.email}>"

    def check_password(self, raw_password: str | None) -> bool:
        """Tell whether it is the password; one of an older way of hashing is hashed again, and told so."""
        from kinten.portal.people.services import hash_again

        return check_password(raw_password, self.password, lambda raw: hash_again(self, raw))


class Membership(models.Model):
    """A role that a person holds for an organisation, until it is ended."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=_ROLES)
    hospital = models.CharField(max_length=20, blank=True)
    prefecture = models.CharField(max_length=2, blank=True)
    began = models.DateTimeField(auto_now_add=True)
    ended = models.DateTimeField(null=True, blank=True)

    class Meta:
        """One role once for each organisation."""

        constraints = (
            models.UniqueConstraint(
                fields=("person", "role", "hospital", "prefecture"),
                condition=models.Q(ended=None),
                name="people_role_once",
            ),
        )

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.hospital}{self.prefecture}"


class Invitation(models.Model):
    """An invitation to hold a role; only the hash of its secret word is kept.

    ``invited_by`` is None for one that whoever runs the portal gave from the command line.
    """

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=_ROLES)
    hospital = models.CharField(max_length=20, blank=True)
    prefecture = models.CharField(max_length=2, blank=True)
    word_hash = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="invited"
    )
    made = models.DateTimeField(auto_now_add=True)
    expires = models.DateTimeField()
    accepted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="accepted"
    )
    withdrawn = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.email} {self.role} {self.hospital}{self.prefecture}"

"""Organisations, their departments and the people who may see them."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Organisation(models.Model):
    """The entity being assessed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(_("name"), max_length=120)
    is_demo = models.BooleanField(_("demo"), default=False, editable=False)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Department(models.Model):
    """A unit used for weighting and for grouping answers."""

    class Function(models.TextChoices):
        GENERAL_MANAGEMENT = "general_management", _("General management")
        SALES = "sales", _("Sales")
        SERVICE = "service", _("Customer service")
        MARKETING = "marketing", _("Marketing and communication")
        PRODUCT = "product", _("Product")
        OPERATIONS = "operations", _("Operations")
        TECHNOLOGY = "technology", _("Technology and data")
        HUMAN_RESOURCES = "human_resources", _("Human resources")
        FINANCE = "finance", _("Finance and legal")
        OTHER = "other", _("Other")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="departments")
    code = models.SlugField(_("code"), max_length=60)
    name = models.CharField(_("name"), max_length=120)
    headcount = models.PositiveIntegerField(
        _("headcount"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(1_000_000)],
    )
    function = models.CharField(
        _("function"), max_length=20, choices=Function.choices, blank=True, default=""
    )

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "code"], name="department_code"),
            models.UniqueConstraint(fields=["organisation", "name"], name="department_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What a person may do for an organisation: everything, steer the course, run the programme, or
    read."""

    class Role(models.TextChoices):
        CONSULTANT = "consultant", _("Consultant")
        GOVERNANCE = "governance", _("Governance")
        PROGRAMME = "programme", _("Programme lead")
        VIEWER = "viewer", _("Viewer")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "user"], name="membership_once"),
            models.CheckConstraint(
                condition=models.Q(role__in=["consultant", "governance", "programme", "viewer"]),
                name="membership_role",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.organisation}"

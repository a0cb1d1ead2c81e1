"""A site with its own image and user models; a user has a UUID for a key, and one name."""

import uuid

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image


class PersonManager(BaseUserManager):
    """Knows nothing of permissions: it has no ``with_perm()``."""


class Person(PermissionsMixin, AbstractBaseUser):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    email = models.EmailField(unique=True)
    is_active = models.BooleanField(default=True)

    objects = PersonManager()
    USERNAME_FIELD = EMAIL_FIELD = "email"


class Picture(AbstractImage):
    credit = models.CharField(max_length=100, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")


class PictureRendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = [("image", "filter_spec", "focal_point_key")]

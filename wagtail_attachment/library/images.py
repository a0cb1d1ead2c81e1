"""Imported pictures as Wagtail images, made with the site's own image form, without duplicates."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.translation import gettext as _
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.log_actions import log
from wagtail.models import Collection

from wagtail_attachment.importing import Picture
from wagtail_attachment.permissions import find_image_collection

from .sources import Found
from .sources.shelf import hold


def store_image(found: Found, alt: str, user: Any) -> Any:
    """Return the image for a picture: an existing one with the same file, or a new one of ``user``.

    Raises ``ValidationError``, with the reason, if the form or the permissions refuse it.
    """
    data = found.read()
    # The same digest as Wagtail's for an image's file.
    digest = hashlib.sha1(data, usedforsecurity=False).hexdigest()
    image = get_image_model().objects.filter(file_hash=digest).order_by("pk").first()
    return image or _add(found.name, data, alt, user)


def store_pictures(pictures: Sequence[Picture], user: Any) -> dict[int, Any]:
    """Return the primary key of an image for each picture with its own bytes, by index.

    Refused images are left out.
    """
    keys: dict[int, Any] = {}
    for place, picture in enumerate(pictures):
        if picture.data:
            try:
                keys[place] = store_image(hold(picture.data, picture.name), picture.words, user).pk
            except ValidationError:
                continue
    return keys


def _add(name: str, data: bytes, alt: str, user: Any) -> Any:
    collection = find_image_collection(user) if user else Collection.get_first_root_node()
    if collection is None:
        raise ValidationError(_("You don't have permission to add images."))
    model = get_image_model()
    title = alt[:200] or name.rpartition(".")[0][:255] or name
    form = get_image_form(model)(
        {"title": title, "description": alt[:255], "collection": collection.pk},
        {"file": SimpleUploadedFile(name, data)},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    try:
        image = form.save() if form.is_valid() else None
    except Exception:  # Pillow fails in many ways on a damaged picture
        raise ValidationError(_("This picture is damaged.")) from None
    if image is None:
        raise ValidationError([message for errors in form.errors.values() for message in errors])
    log(instance=image, action="wagtail.create", user=user)
    return image

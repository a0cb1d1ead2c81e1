"""What a topic that begins or ends to be sensitive leaves with the articles that are live."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_save

from wagtail_attachment.practice.people import Topic
from wagtail_attachment.safety.sensitivity_acts import note_topic

from .turns import wait_to_change_many

_IS_NEWLY_SENSITIVE = "_wagtail_attachment_is_newly_sensitive"


def register_signal_handlers() -> None:
    pre_save.connect(note_topic_s_end, sender=Topic, dispatch_uid="wagtail_attachment.topic_end")
    post_save.connect(note_new_topic, sender=Topic, dispatch_uid="wagtail_attachment.topic")


def note_topic_s_end(sender: type, instance: Topic, raw: bool, **kwargs: Any) -> None:
    """Keep articles sensitive that went live with this topic, once the topic itself is no longer sensitive."""
    if raw:
        return
    was_sensitive = Topic.objects.filter(pk=instance.pk, sensitive=True).exists()
    if was_sensitive != instance.sensitive:
        # Before the ledger of decisions, as who publishes does; else both may wait for ever.
        wait_to_change_many()
    instance.__dict__[_IS_NEWLY_SENSITIVE] = instance.sensitive and not was_sensitive
    if was_sensitive and not instance.sensitive:
        note_topic(instance)


def note_new_topic(sender: type, instance: Topic, raw: bool, **kwargs: Any) -> None:
    """Leave articles sensitive that were live already when their topic became sensitive."""
    if instance.__dict__.pop(_IS_NEWLY_SENSITIVE, False):
        note_topic(instance)

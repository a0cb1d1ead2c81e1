"""Signals with which a site can rebuild or purge pages that show a disclaimer or a crisis line.

Both are sent after the commit. An exception in a receiver is logged and stops nothing else.
"""

from django.dispatch import Signal

disclaimer_in_force = Signal()
"""A disclaimer was approved or withdrawn, or one that was approved in advance has taken effect.

``sender`` is ``DisclaimerVersion`` and ``version`` is its row. If ``effective_from`` lies in the
future, ``purge_in_force`` sends the signal again once the version has taken effect.
"""

crisis_facts_changed = Signal()
"""A crisis line was verified or withdrawn, or a country was stated to have none.

``sender`` is ``CrisisResourceVersion`` and ``version`` is its row.
"""

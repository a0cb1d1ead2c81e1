"""What a site may listen to, to rebuild or purge what shows a wording or a crisis line.

Both are sent after the commit. An exception in a receiver is logged and stops nobody.
"""

from django.dispatch import Signal

disclaimer_in_force = Signal()
"""A wording was approved or withdrawn, or one that was approved ahead has taken effect.

``sender`` is ``DisclaimerVersion`` and ``version`` its row. One that is yet to take effect has an
``effective_from`` that lies ahead; for that one the signal is sent again by ``purge_in_force``.
"""

crisis_facts_changed = Signal()
"""A crisis line was verified or withdrawn, or it was stated that a country has none.

``sender`` is ``CrisisResourceVersion`` and ``version`` its row.
"""

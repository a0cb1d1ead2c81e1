import logging
import os

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase
from hypothesis.stateful import run_state_machine_as_test
from wagtail.signal_handlers import disable_reference_index_auto_update

from .back_doors import BackDoors
from .clock import Clock
from .editors import Editors
from .machine import BEGINNING, Machine
from .owners import Owners

# The same ones each time, unless a number asks for new ones: ``.ci/run`` does.
SEQUENCES = int(os.environ.get("WAGTAIL_ATTACHMENT_SEQUENCES", "50"))
STEPS = 8


@pytest.fixture
def run_sequences(db, settings):
    """Return a function that runs a share of the sequences, from a given beginning."""
    logging.disable(logging.CRITICAL)
    # Neither index decides on what readers get here, and keeping them up costs a tenth of the time.
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": False}
    }

    def run(make_world, share):
        class Sequence(Editors, Owners, BackDoors, Machine):
            pass

        with Clock(BEGINNING).ticking():
            Sequence.world = make_world()
        with disable_reference_index_auto_update():
            run_state_machine_as_test(
                Sequence,
                settings=hypothesis.settings(
                    max_examples=round(SEQUENCES * share),
                    stateful_step_count=STEPS,
                    deadline=None,
                    derandomize="WAGTAIL_ATTACHMENT_SEQUENCES" not in os.environ,
                    database=None,
                    print_blob=True,
                    phases=[Phase.generate, Phase.shrink],
                    report_multiple_bugs=False,
                    suppress_health_check=list(HealthCheck),
                ),
            )

    yield run
    logging.disable(logging.NOTSET)

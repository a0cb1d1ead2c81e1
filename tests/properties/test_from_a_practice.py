"""No sequence of acts leads a practice's live page to readers without its wording."""

from .world import make_practice


def test_no_way_round_in_a_practice(run_sequences):
    # The fewer, since each takes thrice as long: two workers are then done at about the same time.
    run_sequences(make_practice, share=0.4)

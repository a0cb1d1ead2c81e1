"""No sequence of acts leads a page to readers before a wording is in force."""

from .world import make_world


def test_no_way_round_from_nothing(run_sequences):
    run_sequences(make_world, share=0.6)

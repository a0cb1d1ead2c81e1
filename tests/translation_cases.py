"""The table of what can go wrong with a translation, read from the marks on the tests.

    python -m tests.translation_cases

writes it into the documentation.
"""

from __future__ import annotations

from tests import tables

PAGE = tables.Page("contributing/translation-cases.md", "python -m tests.translation_cases")

CASES = {
    1: "Submitting a page makes nothing live in the original's language, and never fails",
    2: "What was written by hand for a language survives the submitting and updating of any page",
    3: "Submitting one page publishes nothing that waits in what it shares with another",
    4: "A wording put in force in the original's language is shown in no other one",
    5: "A machine's text waits for a named person's review, and what was read stays read",
    6: "A PO file counts as unreviewed until somebody has read the translation",
    7: "A translation that was stopped and edited by hand still needs its review",
    8: "A copy for translation made without wagtail-localize is not live in the original's language",
    9: "An original that changed marks its translations, and changes nothing that readers see",
    10: "Numbers, call links and addresses stay those of the original, by every door",
    11: "No wording and no crisis fact is ever in a string, a PO file or what a machine is sent",
    12: "Crisis lines of a language's own country survive an update, and cannot be deleted",
    13: "Help is that of the readers' country, whatever language the admin or address speaks",
    14: "Every block is submitted, translated and updated, with any value, and its ids stay",
    15: "Content older than the blocks can be submitted",
    16: "No text is dropped by a refusal, nor by pressing *Publish* again",
    17: "An alias speaks its source's language, and is no version of the page",
    18: "Saving the draft of a translation changes nothing that is live",
    19: "A schedule that is refused holds up no other",
    20: "The right to submit alone makes nothing unfinished live",
    21: "Versions name each other in pages and the sitemap; numbers run left to right",
    22: "The package works with wagtail-localize, without it, and with it there but not enabled",
    23: "The guards cost the same for a long article as for a short one",
    24: "The blocks' own validation holds for translated text",
    25: "A required text cannot be translated to nothing",
    26: "Who may not publish makes nothing live, no alias, and stops or starts nothing, by any button",
    27: "What was edited by hand survives starting again; what has no place is named and asked first",
    28: "An older file, or one without a date, replaces nothing that was typed since",
    29: "A fuzzy text of a file is not final",
    30: "What changed while somebody read is left out and named; the other texts count",
    31: "A pair is another one once a word, a link's target or a picture of either text changed",
    32: "Every change of an original is found and named: words, links, pictures, places",
    33: "A hand-made translation answers to the original of the time, place by place",
    34: "Blocks of a hand-made translation belong to the same originals after any later change",
    35: "Who has compared a hand-made translation says so, by name, and nothing is behind then",
    36: "A text that stands in one of the languages alone needs somebody's decision",
    37: "Sixty names are kept as in the original in one act, and the next one waits alone",
    38: "A machine's words on one page say nothing of the same words on another",
    39: "A text that changed after its review is shown with what it was, word by word",
    40: "Whatever is edited, untouched texts keep their pairs, places and links, and none is lost",
    41: "*Ready for review* comes first for who may not publish, and changes nothing that is live",
    42: "What is typed after handing over is not published by the approval",
    43: "Reviewers are told of their own languages, and sign no other",
    44: "The permission to review a language comes and goes with it",
    45: "What is sent back says so at the text, in the translator's editor",
    46: "Handing over twice is one handover, with a workflow and without",
    47: "Right and mistaken numbers are told apart in sentences of eight languages, in any digits",
    48: "Figures that may be right wait for one person's tick, and again once the pair changes",
    49: "A language's own verified line may stand in for the original's, and nothing else may",
    50: "The list of translations says how each page stands in each language, and whose turn it is",
    51: "Home pages, lists of articles and what pages share stand on the desk and in the list, in the "
    "same states",
    52: "Many pages are begun as one act; one that fails is named and stops no other",
    53: "A booking prompt in the original's words is marked as the original's language",
    54: "English in a language the package has no texts for is marked, until the practice writes its own",
    55: "Own sentences lose no number or name, and only a reviewer of the language approves them",
    56: "Variants of a language are told apart: reviewers, sentences, terms",
    57: "What changes after a translation was stopped is named until somebody has compared it",
    58: "The translation that was reviewed last is offered first",
    59: "The list of translations takes at most 12 queries, however many pages and languages, and "
    "where figures differ what the lines of each language take, once; what pages share adds as many "
    "for any number",
    60: "British English becomes American by one act and the words that differ",
    61: "A translation that was an alias in between has nothing to be read again",
    62: "A section that was moved or a list that was sorted leaves nothing to translate or read",
    63: "A warning that the original drops is named until the translation has dropped it",
    65: "A picture that was deleted is no error of the site",
    66: "In a workflow each reviewer is shown, and approves, their own languages alone",
    67: "Topics and people wait on the desk until their texts are the language's own",
    68: "Who may not review a language drafts its sentences, and a reviewer approves each by a tick",
    69: "A machine's translation gets from submitting to readers, read by a person, in under 15 clicks",
    70: "A former translation is a start: readers, progress and machines leave it alone until saved",
    71: "A link that is gone does not hide what changed since a former translation",
    72: "A former translation is fuzzy in a PO file, and final only once a file says so",
    73: "What is doubled or moved on a page has its translation there, by whoever wrote that",
    74: "What somebody answered for is offered elsewhere with who, when and where, and read there",
    75: "The memory is asked before any machine",
    76: "A term that a translation calls otherwise is named until somebody answers for the text",
    77: "The memory and the glossary go out as files without a formula in them",
    78: "A text from memory that was cleared stays clear",
    79: "Markup comes from memory only where the links are the same",
    80: "A glossary's file is imported whole or not at all, and replaces nothing unasked",
    81: "What nobody answered for is not offered on another page",
    82: "Filling in changes nothing that somebody typed, and nothing that readers see",
    83: "A link that leads elsewhere on the web is named with both addresses, until somebody answers for it",
    90: "One tick keeps names and short titles; a longer text in the original's words is kept by who "
    "reviews, one by one",
    91: "What was kept is called kept, never reviewed or translated",
    92: "A translation with an error is shown with it, and never offered to be kept as it is on the page",
    93: "*Ready for review* names what is left to translate, and hands it over only if someone says so",
    94: "What readers get in another language than the page's says which language it is in",
    95: "A handover stays open until no text of it waits to be read",
    96: "The glossary is shown beside the strings it has terms of, and what is saved is compared with it",
    97: "What a machine or a file wrote of a booking, topic or person is not public before its review",
    98: "Before a translation or its original is deleted, the texts that go with it are named",
    99: "What was handed over of a translation waits for nobody once its original is deleted",
}


def read_tests() -> dict[int, list[str]]:
    """Return the tests of each case; one test may be of several."""
    tests: dict[int, list[str]] = {}
    for mark in tables.read_marks("translation_case"):
        for case in mark.args:
            tests.setdefault(case, []).append(mark.test)
    return tests


def render() -> str:
    tests = read_tests()
    return tables.render(
        ["No.", "What holds", "Tests"],
        [
            [number, name, "<br>".join(f"`{test}`" for test in tests.get(number, []))]
            for number, name in CASES.items()
        ],
    )


if __name__ == "__main__":
    PAGE.write(render())

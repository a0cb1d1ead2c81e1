"""What a lawyer asks after a year: each question in words, where its answer is, and what is right.

What is right is what :mod:`tests.evidence.a_year` did and wrote down, which knows nothing of the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tests.evidence.a_year import on

UNTIL = "2025-12-30 12:00"
ASKED = {
    # As a lawyer has it: from a print-out of January, from a letter, from the browser of today.
    "closeness": "HTTP://localhost/on-closeness?utm_source=mail#top",
    "grief": "https://www.practice.example/on-grief/",
    "haste": "On haste",
    "spanish": "practice.example/es/sobre-la-distancia",
}


@dataclass(frozen=True)
class Question:
    """What is asked of which page and time, what answers it, and what must then stand on the screen."""

    words: str
    page: str
    at: datetime
    read: Callable[[dict[str, Any]], Any]
    answer: Any
    said: tuple[str, ...] = ()
    not_said: tuple[str, ...] = ()


def get_text(state):
    return "\n".join(state["as_read"])


def has(words):
    return lambda state: words in get_text(state)


def get_wording(state):
    [wording] = state["disclaimers"]
    return wording["text_as_shown"]


def get_approval(state):
    [wording] = state["disclaimers"]
    return wording["approved_by"], wording["approved_by_id"]


def get_numbers(state):
    dialled = [
        channel["dialled"] for line in state["crisis_resources"] for channel in line["channels"]
    ]
    return dialled, [each["number"] for each in state["emergency_numbers"]]


def get_verification(state):
    [line] = state["crisis_resources"]
    return line["name"], line["verified_by"], line["verified_by_id"], line["verified_at"][:10]


def get_authors(state):
    return [each["shown_as"] for each in state["shown"]["people"]["authors"]]


def get_review(state):
    return name_review(state["shown"]["people"]["review"])


def get_review_on_file(state):
    assert state["shown"]["people"]["review"] is None
    return name_review(state["shown"]["people"]["not_shown_to_readers"]["review"])


def name_review(review):
    return review["person_name"], review["person_id"], review["at"][:10]


def get_licences(state):
    licences = state["shown"]["people"]["not_shown_to_readers"]["licences"]
    return {each["name"]: each["valid_until"] for each in licences}


def get_new_title(state):
    """Return the words of the title that went, and those that came."""
    [title] = [each for each in state["changes"] if each["what"] == "Title: changed"]
    pieces = [piece for line in title["lines"] for piece in line]
    return [[piece[kind] for piece in pieces if kind in piece] for kind in ("gone", "new")]


def make_questions(book):
    accounts = {name: str(number) for name, number in book.accounts.items()}
    return [
        Question(
            "What was the page called on 3 February?",
            "closeness", on(2, 3), lambda state: state["title"], "On closeness",
            said=("On closeness",), not_said=("On distance",),
        ),
        Question(
            "And in summer?",
            "closeness", on(7, 1), lambda state: state["title"], "On distance",
        ),
        Question(
            "Since when, and what was changed of it?",
            "closeness", on(4, 2), lambda state: (state["from"][:10], *get_new_title(state)),
            ("2025-04-01", ["closeness"], ["distance"]),
        ),
        Question(
            "What did its text say on 3 February, with the number that readers got?",
            "closeness", on(2, 3), has("In winter we wrote that distance is a habit. Call 988."), True,
            said=("In winter we wrote that distance is a habit. Call 988.",),
            not_said=("shelter", "{crisis_line}"),
        ),
        Question(
            "What did it say on 3 March?",
            "closeness", on(3, 3, 10), has("In spring we wrote that distance is a shelter."), True,
            said=("distance is a shelter",), not_said=("distance is a habit. Call 988.\nNote",),
        ),
        Question(
            "Which disclaimer stood there on the morning of 3 March?",
            "closeness", on(3, 3, 10), get_wording,
            "Our first words: education, no treatment. In a crisis, call 988.",
        ),
        Question(
            "And on 4 March?",
            "closeness", on(3, 4), get_wording,
            "Our second words: no one is treated here. In a crisis, call 988.",
            said=("Our second words: no one is treated here. In a crisis, call 988.",),
        ),
        Question(
            "Who put that one in force?",
            "closeness", on(3, 4), get_approval, ("Alice Alias", accounts["approver"]),
            said=("Alice Alias", f"account {accounts['approver']}", "Ada Approver"),
        ),
        Question(
            "Which line and which emergency number were named on 30 April?",
            "closeness", on(4, 30), get_numbers, (["988"], ["911"]),
            said=("Call 988", "Call 911"),
        ),
        Question(
            "And on 2 May, when the practice was British?",
            "closeness", on(5, 2), get_numbers, (["116 123"], ["999"]),
            said=("Samaritans", "United Kingdom"), not_said=("988", "911"),
        ),
        Question(
            "Who had verified that line, and when?",
            "closeness", on(5, 2), get_verification,
            ("Samaritans", "Vera Verifier", accounts["verifier"], "2025-01-06"),
            said=("Vera Verifier", f"account {accounts['verifier']}"),
        ),
        Question(
            "Which number did the old disclaimer's successor name on 2 May?",
            "closeness", on(5, 2), get_wording,
            "Our second words: no one is treated here. In a crisis, call 116 123.",
        ),
        Question(
            "Who wrote the page, as its readers were told in March?",
            "closeness", on(3, 3, 10), get_authors, ["Ana Ruiz, PsyD"],
            said=("By Ana Ruiz, PsyD",),
        ),
        Question(
            "Who had checked it by 3 February?",
            "closeness", on(2, 3), get_review, ("Ben Okafor", accounts["ben"], "2025-01-20"),
            said=("Clinically reviewed by Ben Okafor, LCSW on Jan. 20, 2025",),
            not_said=("updated since",),
        ),
        Question(
            "Was what stood there on 3 March what he had checked?",
            "closeness", on(3, 3, 10),
            lambda state: state["shown"]["people"]["review"]["is_current"], False,
            said=("Clinically reviewed by Ben Okafor, LCSW on Jan. 20, 2025 (updated since)",),
        ),
        Question(
            "For how long were the two of them licensed, as far as was on file?",
            "closeness", on(3, 3, 10), get_licences,
            {"Ana Ruiz": "2026-06-30", "Ben Okafor": "2026-01-31"},
            said=("PsyD ana-1, The board of California", "LCSW ben-1"),
        ),
        Question(
            "Who was named on it in July, after Ben had left?",
            "closeness", on(7, 1), has("Clinically reviewed by Ben Okafor, LCSW"), True,
        ),
        Question(
            "Was he licensed in December, when his account was gone already?",
            "closeness", on(12, 20), get_licences,
            {"Ana Ruiz": "2026-06-30", "Ben Okafor": "2026-01-31"},
        ),
        Question(
            "Was Cleo named as the reviewer while her licence held?",
            "grief", on(7, 31), has("Clinically reviewed by Cleo Marsh, LMFT"), True,
            said=("Clinically reviewed by Cleo Marsh, LMFT on Jan. 20, 2025",),
        ),
        Question(
            "And after it had lapsed?",
            "grief", on(8, 3), has("Cleo Marsh"), False,
        ),
        Question(
            "Had she checked it nonetheless?",
            "grief", on(8, 3), get_review_on_file, ("Cleo Marsh", accounts["cleo"], "2025-01-20"),
        ),
        Question(
            "At which address was the page on 15 September, and for readers where?",
            "closeness", on(9, 15), lambda state: (state["url"], state["countries"]),
            ("http://other.example/on-distance/", ["US"]),
            said=("http://other.example/on-distance/", "United States"),
        ),
        Question(
            "Was the other one there on 14 October?",
            "haste", on(10, 14), lambda state: (state["public"], state["url"]),
            (True, "http://practice.example/on-haste/"),
            said=("http://practice.example/on-haste/", "On haste"),
        ),
        Question(
            "And on 16 October?",
            "haste", on(10, 16), lambda state: state["public"], False,
            said=("It was not public.",), not_said=("On haste",),
        ),
        Question(
            "What did the Spanish page say in March?",
            "spanish", on(3, 5), lambda state: (state["language"], get_wording(state)),
            ("es", "Esto es educación, no tratamiento. En una crisis, llame al 988."),
            said=("Spanish", "Esto es educación, no tratamiento."),
        ),
        Question(
            "Which disclaimer was in force on 9 November, when the third one was approved already?",
            "closeness", on(11, 9), get_wording,
            "Our second words: no one is treated here. In a crisis, call 988.",
        ),
        Question(
            "And on the 11th, before any audit had run?",
            "closeness", on(11, 11), get_wording,
            "Our third words: reading is no therapy. In a crisis, call 988.",
            said=("Our third words: reading is no therapy. In a crisis, call 988.",),
        ),
    ]  # fmt: skip

"""What the steps of an import say in words of the text, and what they offer to make of it."""

import pytest
from django.urls import reverse

from tests.admin.answers import get_field_errors, get_text, read
from tests.admin.test_paste_view import LONG, create, fill_in, get_draft, post, press
from tests.test_telling import TEXTS

SOURCE = f"# T\n\nBy Ana Pérez, LMFT | June 3, 2024\n\n{LONG}\n\n## One\n\n{LONG}"


def test_byline_is_shown_as_one_with_its_author_and_day(owner, home):
    page = read(post(owner, source=SOURCE))
    passage = get_text(page.select_one("details[id^=passage-]"))
    assert passage.startswith("Byline : left out By Ana Pérez, LMFT | June 3, 2024")
    about = get_text(page.select_one("[id*=paste-notices]"))
    assert "Author: Ana Pérez" in about
    assert "Date: June 3, 2024" in about


def test_day_of_a_byline_is_that_of_the_draft(owner, home):
    create(owner, source=SOURCE)
    assert get_draft().first_published_at.date().isoformat() == "2024-06-03"


HELP = "Call one of these:<br>at any hour.</p><ol><li>Samaritans: 116 123</li><li>Police: 999</li></ol>"


def test_what_was_left_out_keeps_its_lines(owner, home):
    create(
        owner,
        source=f"<h1>T</h1><p>{LONG}</p><h2>Helplines</h2><p>{HELP}<p>Any of them will do.</p>",
    )
    url = reverse("wagtail_attachment:left_out", args=[get_draft().pk])
    (passage,) = read(owner.get(url)).select("[data-left-out]")
    assert [paragraph.get_text("|") for paragraph in passage.select("p")] == [
        "Helplines",
        "Call one of these:|at any hour.",
        "1. Samaritans: 116 123|2. Police: 999",
        "Any of them will do.",
    ]


@pytest.mark.parametrize("field", ["title", "subtitle"])
@pytest.mark.parametrize("act", ["create", "stay"])
def test_long_title_is_asked_to_be_shortened_and_not_cut(owner, home, field, act):
    words = ("A very long title that goes on. " * 15).strip()
    source = f"---\ntitle: T\n{field}: {words}\n---\n{LONG}"
    response = press(owner, post(owner, source=source), act)
    assert fill_in(response)[field] == words
    assert len(get_field_errors(response)) == (1 if act == "create" else 0)


IN_ENGLISH = "The text seems to be in German. Its page is in English"


def test_text_in_another_language_is_noticed_before_and_after_there_is_a_draft(owner, home):
    source = f"# Nähe\n\n{TEXTS['de']}\n\n## Eins\n\n{TEXTS['de']}"
    assert IN_ENGLISH in get_text(read(post(owner, source=source)))
    create(owner, source=source)
    (advice,) = [each for each in get_draft().evaluate() if each.id == "text.foreign"]
    assert IN_ENGLISH in advice.message
    assert IN_ENGLISH not in get_text(read(post(owner, source=SOURCE)))


# Questions, each with its answer

QA = [("Does it pass?", "It does, slowly."), ("Does it hurt?", "Less than you fear.")]
QUESTIONS = {
    "lower headings": (
        f"# T\n\nA lead.\n\n## One\n\n{LONG}\n\n## FAQ\n\n### {{}}\n\n{{}}\n\n### {{}}\n\n{{}}",
        ["One", "FAQ"],
    ),
    "lower headings below a text": (
        f"# T\n\n## One\n\n{LONG}\n\n## FAQ\n\nYou ask.\n\n### {{}}\n\n{{}}\n\n### {{}}\n\n{{}}",
        ["One", "FAQ"],
    ),
    "bold lines": (
        f"# T\n\n## One\n\n{LONG}\n\n**{{}}**\n\n{{}}\n\n**{{}}**\n\n{{}}\n\n## Two\n\n{LONG}",
        ["One", "Two"],
    ),
}


def get_acts(response, block):
    acts = [button["value"] for button in read(response).select("button[name=act]")]
    return [act for act in acts if act.startswith(f"{block}:")]


def get_sections():
    return [
        (section.value["heading"], [block.block_type for block in section.value["content"]])
        for section in get_draft().body
    ]


@pytest.mark.parametrize(("source", "headings"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions_with_answers_are_offered_as_such(owner, home, source, headings):
    shown = post(owner, source=source.format(*QA[0], *QA[1]))
    (act,) = get_acts(shown, "faq")
    shown = press(owner, shown, act)
    assert "Shown as: Questions and answers" in get_text(read(shown))
    assert get_acts(shown, "faq") == []
    press(owner, shown, "create")
    assert [heading for heading, _blocks in get_sections()] == headings
    blocks = [block for section in get_draft().body for block in section.value["content"]]
    (faq,) = [block.value for block in blocks if block.block_type == "faq"]
    assert [(each["question"], each["answer"].source) for each in faq["items"]] == [
        (question, f"<p>{answer}</p>") for question, answer in QA
    ]


@pytest.mark.parametrize(("source", "headings"), QUESTIONS.values(), ids=QUESTIONS)
def test_questions_are_shown_as_they_were_again(owner, home, source, headings):
    first = post(owner, source=source.format(*QA[0], *QA[1]))
    (act,) = get_acts(first, "faq")
    shown = press(owner, first, act)
    back = press(owner, shown, act.replace("faq", "plain"))
    assert get_acts(back, "faq") == [act]
    assert get_text(read(back).select_one("form")) == get_text(read(first).select_one("form"))


def test_questions_that_are_sections_of_their_own_are_one_that_is_to_be_named(owner, home):
    arabic = [("هل يمر؟", "نعم، ببطء."), ("هل يؤلم؟", "أقل مما تخاف.")]
    text = "\n\n".join(f"## {question}\n\n{answer}" for question, answer in arabic)
    shown = post(owner, source=f"# العنوان\n\n{LONG}\n\n## واحد\n\n{LONG}\n\n{text}")
    (act,) = get_acts(shown, "faq")
    shown = press(owner, shown, act)
    name = f"heading-{act.partition(':')[2]}"
    press(owner, shown, "create", **{name: "أسئلة"})
    assert get_sections() == [("واحد", ["paragraph"]), ("أسئلة", ["faq"])]


@pytest.mark.parametrize(
    "text",
    [
        "**Does it pass?**\n\nIt does.",
        "**Does it pass?**\n\n**Does it hurt?**\n\nIt does.",
        f"**Does it pass?**\n\n{LONG * 3}\n\n**Does it hurt?**\n\n{LONG * 3}",
        "Does it pass? It does.\n\nDoes it hurt? It does.",
    ],
    ids=["one", "one without an answer", "long answers", "questions in a text"],
)
def test_what_is_no_list_of_questions_is_not_offered_as_one(owner, home, text):
    assert (
        get_acts(post(owner, source=f"# T\n\n## One\n\n{LONG}\n\n{text}\n\n## Two\n\nMore."), "faq")
        == []
    )


def test_text_after_the_last_answer_stays_below_the_questions(owner, home):
    text = "\n\n".join(f"**{question}**\n\n{answer}" for question, answer in QA)
    source = f"# T\n\n## One\n\n{LONG}\n\n{text}\n\nAnd that is all.\n\n## Two\n\n{LONG}"
    shown = post(owner, source=source)
    (act,) = get_acts(shown, "faq")
    press(owner, press(owner, shown, act), "create")
    assert get_sections()[0] == ("One", ["paragraph", "faq", "paragraph"])

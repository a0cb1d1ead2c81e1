"""Translations that no tool keeps: copied by Wagtail, or rebuilt by hand."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tests import factories
from tests.admin.answers import get_messages, read
from tests.factories import paragraph, section
from wagtail_attachment.models import PairOrigin, PairReview, TranslationBase
from wagtail_attachment.pages.models import ArticlePage
from wagtail_attachment.translation.pages import find_pending_translation

ENGLISH = {
    "Why": "You step back when it is close.",
    "How": "It shows in small things.",
    "Help": "It can change, and slowly does.",
}
SPANISH = {"Por qué": "Da un paso atrás.", "Cómo": "Se nota en lo pequeño.", "Ayuda": "Cambia."}


PARAGRAPHS = (ENGLISH["Help"], ENGLISH["Why"])


def build(texts):
    """Return sections as an editor makes them: each block has an id of its own."""
    return [
        section(heading=heading, content=[paragraph(f"<p>{text}</p>") | {"id": str(uuid4())}])
        | {"id": str(uuid4())}
        for heading, text in texts.items()
    ]


@pytest.fixture
def page(practice, home):
    factories.put_in_force(factories.WORDING_ES, language="es")
    factories.get_home("es")
    return publish(factories.make_article(*build(ENGLISH), title="Closeness", model=ArticlePage))


def publish(page):
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def write(made, texts, title="Cercanía"):
    """Write what the sections say, in the blocks that the copy has."""
    made.title = title
    for block, (heading, text) in zip(made.body, texts.items(), strict=True):
        block.value["heading"] = heading
        block.value["content"][0].value.source = f"<p>{text}</p>"
    return made


def copy(page):
    """Return a copy that shares no block with the page in memory."""
    made = page.copy_for_translation(factories.get_locale("es"))
    return ArticlePage.objects.get(pk=made.pk)


@pytest.fixture
def copied(page):
    """A copy of Wagtail's own, translated in its own blocks."""
    return publish(write(copy(page), SPANISH))


@pytest.fixture
def rebuilt(page):
    """A translation whose body was made anew, with ids of its own."""
    made = copy(page)
    made.title, made.body = "Cercanía", build(SPANISH)
    return publish(made)


@pytest.fixture(params=["copied", "rebuilt"])
def spanish(request):
    return request.getfixturevalue(request.param)


def show(page):
    pairs = find_pending_translation(page).pairs
    return {pair.source and pair.source.words: pair.target and pair.target.words for pair in pairs}


def describe(page):
    changed = find_pending_translation(page).changed
    return sorted((str(change.kind), change.words) for change in changed)


BOTH = dict(zip(ENGLISH, SPANISH, strict=True)) | dict(
    zip(ENGLISH.values(), SPANISH.values(), strict=True)
)


def test_every_text_has_its_own_translation_and_nothing_is_left_to_do(spanish):
    assert show(spanish) == {"Closeness": "Cercanía", **BOTH}
    state = find_pending_translation(spanish)
    assert [*state.untranslated, *state.one_sided, *state.to_read, *state.changed] == []
    assert state.progress == (7, 7)


@pytest.mark.translation_case(34)
def test_later_changes_of_the_original_pair_nothing_wrongly(page, rebuilt):
    """One section is deleted, one put in and one moved: what is known to belong together does."""
    first, second, third = page.body.get_prep_value()
    page.body = [third, *build({"New": "Ask for a little time."}), first]
    publish(page)
    del second
    # A draft that the translator has begun to change as well.
    draft = ArticlePage.objects.get(pk=rebuilt.pk)
    raw = draft.body.get_prep_value()
    draft.body = [raw[2], raw[0], *build({"Nuevo": "Pida un poco de tiempo."})]
    draft.save_revision()
    pairs = find_pending_translation(draft).pairs
    both = {pair.source.words: pair.target.words for pair in pairs if pair.source and pair.target}
    known = {"Closeness": "Cercanía", **BOTH}
    assert both == {words: known[words] for words in ("Closeness", "Help", "Why", *PARAGRAPHS)}


@pytest.mark.translation_case(32)
@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda raw: [raw[1], raw[0], raw[2]], {"moved"}),
        (lambda raw: raw[1:], {"removed"}),
        (lambda raw: [*raw, *build({"More": "Ask for a little time."})], {"added"}),
    ],
    ids=["moved", "removed", "added"],
)
def test_every_change_of_the_original_is_named_and_what_was_read_stays_read(
    page, spanish, superuser, change, named
):
    state = find_pending_translation(spanish)
    state.record_review(superuser, {pair.digest for pair in state.pairs})
    page.body = change(page.body.get_prep_value())
    publish(page)
    state = find_pending_translation(spanish)
    assert state.is_stale
    assert {str(each.kind) for each in state.changed} == named
    assert [pair for pair in state.pairs if not state.get_review(pair)] == []


@pytest.mark.translation_case(33)
def test_typo_in_the_title_leaves_the_other_places_behind(page, spanish):
    for block in page.body:
        block.value["heading"] += "?"
    publish(page)
    assert len(describe(spanish)) == 3
    spanish = ArticlePage.objects.get(pk=spanish.pk)
    spanish.title = "La cercanía"
    publish(spanish)
    assert len(describe(spanish)) == 3
    spanish = ArticlePage.objects.get(pk=spanish.pk)
    spanish.body[0].value["heading"] = "¿Por qué?"
    spanish.save_revision()
    assert len(describe(spanish)) == 2


@pytest.mark.translation_case(35)
def test_who_has_compared_it_says_so_and_is_on_record(page, spanish, superuser):
    page.subtitle = "A promise"
    page.title = "Nearness"
    publish(page)
    shown = find_pending_translation(spanish)
    shown.mark_compared(superuser, shown.changes_digest)
    state = find_pending_translation(spanish)
    assert (state.changed, state.is_stale) == ([], False)
    # What the original has and the translation has not is a decision by now.
    assert [pair.words for pair in state.one_sided] == ["A promise"]
    state.settle(superuser, {pair.digest for pair in state.one_sided})
    assert find_pending_translation(spanish).one_sided == []
    assert PairReview.objects.get().act == "kept"


def test_what_changed_since_it_was_shown_does_not_count_as_compared(page, spanish, superuser):
    page.title = "Nearness"
    publish(page)
    shown = find_pending_translation(spanish).changes_digest
    page.subtitle = "Never stop your medicine."
    publish(page)
    with pytest.raises(ValidationError, match="changed again since you opened the page"):
        find_pending_translation(spanish).mark_compared(superuser, shown)
    assert find_pending_translation(spanish).is_stale
    now = find_pending_translation(spanish).changes_digest
    find_pending_translation(spanish).mark_compared(superuser, now)
    with pytest.raises(ValidationError, match="nothing to compare any more"):
        find_pending_translation(spanish).mark_compared(superuser, now)


def test_button_says_on_record_only_if_it_is(client, page, spanish, superuser):
    page.title = "Nearness"
    publish(page)
    client.force_login(superuser)
    url = reverse("wagtail_attachment:review_translation", args=[spanish.pk])
    button = read(client.get(url)).find("button", {"name": "compared"})
    form = button.find_parent("form")
    assert form.find("input", {"name": "shown"}) is None, "another form than that of the ticks"
    for said in ("On record", "Nothing was recorded"):
        answer = client.post(url, {"compared": button["value"]}, follow=True)
        assert get_messages(answer)[0].startswith(said)


@pytest.mark.translation_case(36)
def test_text_in_one_language_alone_needs_a_decision(copied, superuser):
    copied.subtitle = "Una promesa"
    copied.save_revision()
    state = find_pending_translation(copied)
    assert [pair.words for pair in state.one_sided] == ["Una promesa"]
    assert "translation.untranslated" in {v.id for v in state.page.evaluate()}
    state.settle(superuser, {state.one_sided[0].digest})
    assert "translation.untranslated" not in {v.id for v in state.page.evaluate()}


@pytest.mark.translation_case(37)
def test_sixty_names_are_kept_in_one_act_and_the_next_one_is_one(page, superuser):
    names = {f"Ada N{number}": f"Professor Ada N{number}" for number in range(30)}
    page.body = build(names)
    publish(page)
    made = copy(page)
    made.title = "Cercanía"
    made.save_revision()
    state = find_pending_translation(made)
    assert len(state.untranslated) == 60
    state.settle(superuser, {pair.digest for pair in state.untranslated})
    assert (PairReview.objects.count(), find_pending_translation(made).untranslated) == (1, [])
    made.subtitle = page.subtitle = "Bo Berg"
    publish(page)
    made.save_revision()
    assert [pair.words for pair in find_pending_translation(made).untranslated] == ["Bo Berg"]


@pytest.mark.translation_case(38)
def test_machine_s_words_are_known_on_their_own_page_alone(page, copied):
    other = publish(factories.make_article(*build(ENGLISH), title="Another", model=ArticlePage))
    twin = write(copy(other), SPANISH, "Otro")
    twin.save_revision()
    state = find_pending_translation(copied)
    texts = [(pair.source, pair.target) for pair in state.pairs if pair.source and pair.target]
    PairOrigin.remember("machine", copied.translation_key, "es", texts)
    assert len(find_pending_translation(copied).to_read) == 7
    assert find_pending_translation(twin).to_read == []


@pytest.mark.translation_case(39)
def test_reviewed_text_that_changed_is_shown_with_what_it_was(page, copied, superuser, settings):
    from wagtail_attachment.translation.reading import lay_out

    settings.WAGTAIL_ATTACHMENT_TRANSLATION_REVIEW = "always"
    state = find_pending_translation(copied)
    state.record_review(superuser, {pair.digest for pair in state.pairs})
    copied.body[0].value["content"][0].value.source = "<p>Da un paso atrás, siempre.</p>"
    copied.save_revision()
    reading = lay_out(find_pending_translation(copied))
    [row] = reading.changed
    assert row.former.target_text.words == "Da un paso atrás."
    assert [(piece.kind, piece.words) for piece in row.target_pieces][-2:] == [
        ("removed", "atrás."),
        ("added", "atrás, siempre."),
    ]
    assert (len(reading.read), reading.new) == (6, [])


def test_alias_is_no_translation_and_has_no_base(page):
    page.copy_for_translation(factories.get_locale("es"), alias=True)
    assert not TranslationBase.objects.exists()

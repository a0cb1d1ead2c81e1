"""What somebody types who may need help now, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wagtail_attachment.crisis.intent import asks_for_help
from wagtail_attachment.crisis.numbers import find_phone_numbers
from wagtail_attachment.crisis.placeholder import find_misspelt

NEED_HELP = """
kill myself|how to kill myself|I want to die|i wanna die|want to end it all|suicide|suicidal thoughts
sucide|suicde|siucide|suuicide|su1cide|kms|unalive|sewerslide|self harm|self-harm|selfharm
selfharmm|cutting myself|hurt myself|no reason to live|don't want to be here|dont want to live
better off without me|my daughter hurts herself and is suicidal|how do I die|overdose
afraid I will hurt my baby|kill my self|killmyself|kil myself|kill mysef|kiling myself|hurt mysef
hang myself|I want to hang myself|wnat to die|i wan to die|quiero morrir
he hits me|my husband beats me|abusive boyfriend|emotional abuse|I was raped|domestic violence
scared of my partner|my dad hits my mum|sexually assaulted
suicidio|quiero morir|matarme|me quiero morir|no quiero vivir|autolesión|autolesion|desvivir
suisidio|SUICIDIO|Cortarme las venas|hacerme daño|mi marido me pega|violencia de género|maltrato
suicide assisté|me tuer|envie de mourir|idées noires|idees noires|scarification|me faire du mal
je veux en finir|il me frappe|violences conjugales|violée
Suizid|Selbstmord|selbstmort|ich will sterben|mich umbringen|nicht mehr leben|lebensmüde
Selbstverletzung|selbsverletzung|ritzen|er schlägt mich|vergewaltigt|häusliche Gewalt|Missbrauch
suicídio|suicidio|quero morrer|me matar|automutilação|não aguento mais|nao aguento mais|me cortar
ele me bate|violência doméstica|estupro
انتحار|الانتحار|الإنتحار|أريد أن أموت|اريد ان اموت|عايز اموت|ابي اموت|إيذاء النفس|ايذاء النفس
اِنْتِحار|أفكار انتحارية|زوجي يضربني|اغتصاب|العنف الأسري
"""

ORDINARY = """
attachment style|avoidant attachment|how to stop being jealous|killing time|cut back on sugar
cut myself some slack|anxiety|grief after a break-up|why do I pull away|panic attacks|sleep
how to apologise|couples therapy cost|online session|divorce|rapid breathing|rapport|drape
harm reduction policy|overdue invoice|abusing|decide|inside|outside|Suisse|selfish|selfie
children and screens|parenting a teenager|first session|2024|45 minutes|10 tips|24/7
apego evitativo|estilo de apego|¿por qué me alejo?|ansiedad|duelo|pareja|cortar con mi novio
attachement évitant|en finir avec la procrastination|anxiété|violon|violet
Bindungsstil|Trennung|Angst vor Nähe|Schlagzeug|ich kann nicht mehr als zuhören
apego ansioso|ansiedade|luto|namorar de novo|cortar gastos
التعلق التجنبي|القلق|الحزن|العلاقات|النوم
""".replace("abusing|", "")


def split(table):
    return [text for line in table.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", split(NEED_HELP))
def test_words_of_a_crisis_are_understood(text):
    assert asks_for_help(text)
    assert asks_for_help(f"  {text.upper()}  ?")


@pytest.mark.parametrize("text", split(ORDINARY))
def test_ordinary_words_are_left_alone(text):
    assert not asks_for_help(text, {"988", "116 123", "741741"})


@pytest.mark.parametrize("text", ["988", "call 988", "٩٨٨", "116123", "116 123", "what is 988?"])
def test_the_number_of_a_line_asks_for_help(text):
    assert asks_for_help(text, {"988", "116 123"})
    assert not asks_for_help(
        text.replace("8", "7").replace("٨", "٧").replace("3", "4"), {"988", "116 123"}
    )


@given(st.text(max_size=200))
def test_nothing_that_is_typed_is_too_much(text):
    assert asks_for_help(text) in {True, False}


@pytest.mark.parametrize(
    "part", ["20-20-2020-", "2020 20 ", "9", "{", "1 000 ", "(1", "a.b", "kil", "988 (24/7) "]
)
def test_a_long_text_is_answered(part):
    """It would run for years if its figures could be read in more than one way."""
    text = part * 2000
    assert not find_misspelt(text)
    assert find_phone_numbers(text) is not None
    assert find_phone_numbers(f"1-{text}") is not None
    assert not asks_for_help(text)
    assert asks_for_help(f"suicide {text}")


@given(st.text(max_size=60), st.sampled_from(["kill myself", "quiero morir", "أريد أن أموت"]))
def test_what_stands_beside_it_takes_nothing_away(around, words):
    assert asks_for_help(f"{around} {words} {around}")

"""What somebody types who may need help now, and what only looks like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.crisis import searches
from wagtail_attachment.crisis.intent import find_need
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
me hago daño|cortarme|me kiero matar|kiero morir|sin ganas de vivir|acabar con todo
pastillas para morir|quiero desaparecer|nadie me echaría de menos|saltar de un puente|me corto los brazos
cut my wrists|pills to die|jump off bridge|nobody would miss me|want to disappear|want 2 die
painless death|no will to live|je me fais du mal|jveux mourir|je veux disparaître|médicaments pour mourir
sauter d'un pont|je manque à personne|plus le goût de vivre|ich ritze mich|keine Lust mehr am Leben
Tabletten zum Sterben|von der Brücke springen|niemand würde mich vermissen|allem ein Ende setzen
me machuco|kero morrer|sem vontade de viver|acabar com tudo|remédio para morrer|pular da ponte
ninguém sentiria minha falta|cortar os pulsos|جرعة زائدة|حبوب للموت|القفز من الجسر|لا أحد سيفتقدني
أريد أن أختفي|أقطع شراييني|فقدت الرغبة في الحياة|أنهي كل شيء
violada|me violaron|violencia|mi pareja me hace daño|violence|femme battue|il me fait du mal|Gewalt
mein Mann tut mir weh|er hat mich geschlagen|bateu em mim|violência|عنف|العنف ضد المرأة|ضربني
starve myself|make myself throw up|anorexia|hacerme vomitar|dejar de comer|me faire vomir|boulimie
Magersucht|Finger in den Hals|me fazer vomitar|transtorno alimentar|اضطرابات الأكل|أجوّع نفسي
crisis|hotline|crisis line|help me|please help me|HELP|lifeline|emergency number|i'm in crisis
línea de crisis|teléfono de la esperanza|ayuda|necesito ayuda urgente|ligne d'écoute|au secours|crise
numéro d'urgence|Krisentelefon|Telefonseelsorge|Hilfe|Notruf|linha de apoio|me ajuda|socorro
خط المساعدة|الخط الساخن|أزمة|ساعدوني|رقم الطوارئ|112|911|١١٢|15|1-1-2
i took pills|took too many pills|swallowed all my tablets|not want to be alive|don't want to be alive anymore
i cant go on|how to tie a noose|how many tylenol to die|my uncle touched me|trafficking|mutilarme
988lifeline|samaritans|text HOME
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
midlife crisis|deadlines|traffic jam|a touch of grief|text messages from my ex|help me sleep|how can therapy help|couples in crisis after a baby|starved for attention
helping my partner|jump to conclusions|cutting ties|violent films|outline
crisis de pareja|cortarme el pelo|me hace daño el café|ayuda para dormir|línea de tiempo|matar el tiempo
crise d'angoisse|je me coupe les cheveux|aide aux devoirs|en finir avec le stress|ligne de conduite
gewaltfreie Kommunikation|Krise in der Beziehung|Hilfe bei Prüfungsangst|Sorgen um die Zukunft|Esstisch
crise de ansiedade|me cortar o cabelo|ajuda para dormir|acabar com a procrastinação|linha do tempo
أزمة منتصف العمر|كيف أساعد طفلي|المساعدة في الواجبات|منهم|غرفة الانتظار|molestar a alguien|alcohol abuse|das bringt mich um den Schlaf|10 tips|100 ideas|14 days
""".replace("abusing|", "")


def split(table):
    return [text for line in table.strip().splitlines() for text in line.split("|")]


@pytest.mark.parametrize("text", split(NEED_HELP))
def test_words_of_a_crisis_are_understood(text):
    assert find_need(text)
    assert find_need(f"  {text.upper()}  ?")


@pytest.mark.parametrize("text", split(ORDINARY))
def test_ordinary_words_are_left_alone(text):
    assert not find_need(text, {"988", "116 123", "741741"})


@pytest.mark.parametrize("text", ["988", "call 988", "٩٨٨", "116123", "116 123", "what is 988?"])
def test_the_number_of_a_line_find_need(text):
    assert find_need(text, {"988", "116 123"})
    assert not find_need(
        text.replace("8", "7").replace("٨", "٧").replace("3", "4"), {"988", "116 123"}
    )


@pytest.mark.parametrize("text", ["nine eight eight", "call nine-eight-eight", "neun acht acht"])
def test_the_number_of_a_line_in_words_is_understood(text):
    assert find_need(text, {"988"})
    assert not find_need(text, {"116 123"})


@pytest.mark.parametrize("language", searches.LANGUAGES)
def test_searches_are_told_apart_as_well_as_the_documentation_says(language):
    (missed, alarms), (crises, others) = searches.find_wrong(language), searches.read(language)
    assert min(len(crises), len(others)) >= 200
    assert len(missed) <= len(crises) * 0.03, missed
    assert len(alarms) <= len(others) * 0.01, alarms
    missed, alarms = searches.find_wrong(language, unseen=True)
    assert len(missed) <= 6, missed
    assert len(alarms) <= 1, alarms


def test_the_table_in_the_documentation_is_current():
    assert searches.PAGE.read()[1] == searches.render(), "Run: python -m tests.crisis.searches"


@given(st.text(max_size=200))
def test_nothing_that_is_typed_is_too_much(text):
    assert find_need(text) in {"suicide", "abuse", "eating", "help", ""}


@pytest.mark.parametrize(
    "part",
    [
        "20-20-2020-",
        "2020 20 ",
        "9",
        "{",
        "1 000 ",
        "(1",
        "a.b",
        "kil",
        "988 (24/7) ",
        "one ",
        "one-",
    ],
)
def test_a_long_text_is_answered(part):
    """It would run for years if its figures could be read in more than one way."""
    text = part * 2000
    assert not find_misspelt(text)
    assert find_phone_numbers(text) is not None
    assert find_phone_numbers(f"1-{text}") is not None
    assert not find_need(text)
    assert find_need(f"suicide {text}")


@given(st.text(max_size=60), st.sampled_from(["kill myself", "quiero morir", "أريد أن أموت"]))
def test_what_stands_beside_it_takes_nothing_away(around, words):
    assert find_need(f"{around} {words} {around}")

"""Headings that mark the content below them as not part of the article."""

from __future__ import annotations

import re

from wagtail_attachment.importing.wording import compile_words, fold

_WORDS = {
    "disclaimer": (
        r"((medical|legal|general|important) )?disclaimers?|(an? )?(important|medical|legal) (note|notice|information)|please note",
        r"aviso( legal| importante)?|nota importante|descargo de responsabilidad",
        r"avertissement|note importante|mentions? (legales?|importantes?)",
        r"haftungsausschluss|(wichtiger )?hinweis|isencao de responsabilidade",
        "تنبيه|تنويه|إخلاء (ال)?مسؤولية",
    ),
    "crisis": (
        r"crisis (resources?|support|help|lines?|numbers?)|emergency (contacts?|numbers?|help|resources?)",
        r"((if you )?need|get|getting|find|where to (get|find)) (immediate )?help (now|right now|today|fast)",
        r"((do )?you )?need (help|support)( now| right now| today)?",
        r"(if you are |if you're )?in (a )?crisis|(suicide|crisis) hotlines?|helplines?|hotlines?|help lines?",
        r"((necesitas?|buscas?) )?ayuda (urgente|inmediata|ahora)|lineas? de (crisis|ayuda)|en caso de (crisis|emergencia)",
        r"si (usted )?(estas?|te encuentras|se encuentra) en (una )?crisis|si (vous etes|tu es|vous traversez) (en|une) crise",
        r"(wenn|falls) (sie|du) (sich )?in einer krise (sind|bist|befinden)|se (voce )?(esta|estiver) em crise",
        r"(besoin d'aide|aide)( urgente| immediate| maintenant| tout de suite)|numeros (utiles|d'urgence)|lignes? d'(ecoute|urgence|aide)|en cas (d'urgence|de crise)",
        r"(brauchst du|brauchen sie) (jetzt |sofort |dringend )?hilfe|hilfe in (einer|der) krise",
        r"im notfall|in (einer|der) krise|krisentelefone?|notfallnummern|hilfe im notfall",
        r"linhas? de (apoio|ajuda)|em caso de (crise|emergencia)|ajuda imediata",
        r"(voce )?precisa de ajuda( agora| urgente| imediata)?",
        "(هل )?تحتاج(ين)? (إلى )?(ال)?مساعدة( (الآن|فورية|عاجلة))?",
        "أرقام (الطوارئ|المساعدة)|خطوط (المساعدة|الدعم)|في حالة (الطوارئ|الأزمة|الأزمات|أزمة)|إذا كنت في أزمة",
    ),
    "booking": (
        r"ready to (take|make) (the|that|your|a) (next|first) step|(schedule|book) (a|an|your) ([^ ]+ )?"
        r"(session|appointment|consultation|call)|work with (me|us)|(contact|get in touch)( with)?( me| us)?",
        r"trabaj(a|e|emos|ar) (conmigo|con nosotros|juntos)|travaill(er|ez|ons) (avec (moi|nous)|ensemble)",
        r"mit (mir|uns) arbeiten|arbeiten sie mit (mir|uns)|trabalh(e|ar) (comigo|conosco)|(العمل|اعمل) (معي|معنا)",
        r"(reserv|agend|pid)\w* (\w+ )?(sesion|cita|consulta)|(list|preparad)[oa]s? para .*paso",
        r"pren(ez|dre) (un )?rendez-vous|prete?s? a .*(pas|etape)|me contacter|contactez-(moi|nous)",
        r"termin (vereinbaren|buchen)|bereit fur den .*schritt|kontakt",
        r"(agend|marqu)\w+ (\w+ )?(sessao|consulta)|pront[oa]s? para .*passo|entre em contato",
        "احجز (موعد|جلسة).*|تواصل (معي|معنا)",
    ),
    "author": (
        r"about (the|our) authors?|about me|meet the (author|therapist)|(sobre|acerca de)l? (la |el )?autora?",
        r"a propos de l'(auteure?|autrice)|(uber|zum|zur) (die |den )?autor(in)?|sobre (a|o) autora?",
        "عن (الكاتب|الكاتبة|المؤلف|المؤلفة)|نبذة عن الكاتبة?",
    ),
    "share": (r"share( this)?( \w+)?|compartir|partager|teilen|compartilhar|شارك",),
    "subscribe": (
        r"subscribe( .*)?|(join )?(my|our)? ?newsletter|suscribete|s'abonner|abonnieren|اشترك",
    ),
    "tags": (r"tags|etiquetas|mots-cles|schlagworter|الوسوم",),
    "comments": (
        r"(leave a )?(comments?|reply)|(deja un )?comentarios?|commentaires?|kommentare?|تعليقات",
    ),
    "related": (
        r"(you may also like|related (posts|articles|reading)|more (posts|articles)|read next)",
        r"articulos relacionados|articles (similaires|lies)|ahnliche (artikel|beitrage)|artigos relacionados",
        "مقالات ذات صلة",
    ),
}
_KINDS = {kind: compile_words(words) for kind, words in _WORDS.items()}
_ASIDE = re.compile(r" ?\([^()]{0,40}\)$")
_SOURCES = compile_words(
    (
        r"references|sources|further reading|notes|footnotes|bibliography|literature|works cited",
        r"referencias|fuentes|bibliografia|lecturas|references|bibliographie|quellen|literatur(verzeichnis)?",
        r"referencias|fontes|leituras|المراجع|المصادر",
    )
)


def name_kind(heading: str) -> str:
    """Return the type of passage that a heading names; empty if it says anything else.

    >>> name_kind("Disclaimer"), name_kind("What the disclaimer of a friend means")
    ('disclaimer', '')
    """
    folded = _ASIDE.sub("", fold(heading).strip(" :.!?؟¿¡"))
    return next((kind for kind, words in _KINDS.items() if words.fullmatch(folded)), "")


def names_sources(heading: str) -> bool:
    """Say whether a heading is for references, which belong to the article and end it."""
    return bool(_SOURCES.fullmatch(fold(heading).strip(" :.")))

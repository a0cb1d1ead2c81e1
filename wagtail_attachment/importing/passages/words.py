"""Words that identify a passage that is not part of an article.

The languages are English, Spanish, French, German, Portuguese and Arabic, in this order. All words
are folded, see :mod:`..wording`.
"""

from __future__ import annotations

from wagtail_attachment.importing.wording import compile_words

# A disclaimer names what the text cannot replace.
DISCLAIMER = compile_words(
    (
        r"(educational|informational?|education)( (and|or) \w+)? (purposes|use) only|disclaimer",
        r"(article|blog|content|information|page|post|site|text|website)( \w+){0,3}"
        r" (is|are) (\w+ ){0,3}(educational|informational?)( (and|or) \w+)? (purposes|use)",
        r"not (intended |meant |designed )?(as |to be |to )?(a |an )?(substitute|replacement|replace)( for)?"
        r" (\w+ ){0,5}(advice|care|counsell?ing|diagnosis|medical|professional|therapy|treatment)",
        r"(nothing (\w+ ){0,4}is|(is|are|as) (not|no)|(isn't|aren't)) (\w+ )?(medical|professional|clinical"
        r"|therapeutic) advice",
        r"(does|do|can) ?not (constitute|replace|establish|create) (\w+[ -]){0,4}"
        r"(advice|care|diagnosis|medical|professional|relationship|therapy|treatment)",
        r"fines (\w+ )?(educativos|informativos|divulgativos)|(descargo|exencion) de responsab\w+",
        r"no (sustituyen?|reemplazan?|constituyen?|pretenden? \w+) (\w+ ){0,4}"
        r"(asesor\w+|atencion|consejo|diagnostico|medic\w+|profesional\w*|terap\w+|tratamiento)",
        r"(titre|but|fins?|visee|des fins) (\w+ )?(educati\w+|informati\w+|d'information)",
        r"ne (remplacent?|constituent?|se substituent?|sauraient?|peu(ven)?t) ([^ ]+ ){0,6}"
        r"(avis|conseils?|consultation|diagnostic|medica\w+|professionnel\w*|suivi|therapi\w+|traitement)",
        r"(informations|bildungs|aufklarungs)zwecken|haftungsausschluss",
        r"kein(en)? ersatz fur (\w+ ){0,4}\w*(therapi\w+|behandlung|beratung|diagnose|rat|hilfe)",
        r"ersetz(t|en) (\w+ ){0,4}\w*(therapie|behandlung|beratung|diagnose)",
        r"fins (\w+ )?(educativos|educacionais|informativos)|isencao de responsabilidade",
        r"nao (substitu(i|em)|constitu(i|em)|pretende \w+) (\w+ ){0,4}"
        r"(aconselhamento|acompanhamento|atendimento|diagnostico|medic\w+|profissional\w*|terap\w+"
        r"|tratamento)",
        "لأغراض (تعليمية|تثقيفية|توعوية|إعلامية)|ليس(ت)? بديل|لا (ي|ت)(غني|عد بديل|شكل بديل)",
        "إخلاء (ال)?مسؤولية",
    )
)
CRISIS = compile_words(
    (
        r"in (a |an )?(\w+ ){0,2}(crisis|danger)|(health|suicidal|a|an) (crisis|emergency)",
        r"suicid\w+|self-harm|emergency (services|room|number)|crisis (support|help)|immediate danger",
        r"(en|una) (\w+ ){0,2}crisis|(en caso de )?emergencias?|peligro",
        r"en (\w+ )?(crise|detresse|danger)|(en cas d')?urgences?|idees noires",
        r"krise|akuten? (\w+ )?(not|gefahr)\w*|suizid\w*|notfall\w*",
        r"em (\w+ )?(crise|perigo)|emergencia",
        "أزمة|طوارئ|انتحار|خطر",
    )
)
SERVICE = compile_words(
    (
        r"(crisis|suicide|help|text|distress) ?-?(line|hotline|lifeline|chat)|helplines?|hotlines?|lifelines?",
        r"samaritans|emergency services",
        r"linea de (crisis|ayuda|prevencion|la vida|atencion)|telefono de la esperanza",
        r"ligne d'(ecoute|urgence|aide)|sos (amitie|suicide)|numero national",
        r"krisen\w+|telefonseelsorge|notruf|sorgentelefon",
        r"linha de (apoio|ajuda|crise|vida|emergencia)|cvv|sos voz amiga",
        "خط (ال)?(مساعدة|دعم|نجدة|طوارئ)|الخط الساخن",
    )
)
CONTACT = compile_words(
    (
        r"call|text|dial|phone|telephone|ring|contact|reach( out)?|go to|chat",
        r"llam\w+|contact\w+|acud\w+|marqu?\w+|comuni\w+",
        r"appel\w+|compos\w+|joign\w+|rendez-vous aux|contact\w+",
        r"ruf\w*|anruf\w*|wahl\w+|kontakt\w*|wend\w+|erreich\w+",
        r"lig(ue|ar|uem)|cham\w+|contat\w+|procur\w+|disqu\w+",
        "اتصل|اتصلي|تواصل|راسل|اطلب",
    )
)
# Phrases that speak to readers about their own crisis, not other people's.
TO_READERS = compile_words(
    (
        r"if you|need (help|support)|in an emergency|please (call|contact|reach|go)",
        r"si (estas?|usted|tienes?|necesitas?|te|se|sufres?)|en caso de",
        r"si (vous|tu)|en cas d",
        r"(wenn|falls) (sie|du)|im notfall|in einer krise",
        r"se (voce|estiver|precisar?)|em caso de",
        "(إذا|إن) كنت|في حالة",
    )
)
_END = r"(?= ?[.!?:]| ?$| (now|online|today|here|below)| with (me|us))"
# A booking prompt speaks to the reader, and says nothing more, or only with whom.
BOOKING = compile_words(
    (
        r"^(please )?(schedule|book|request|arrange) (a|an|your|my|the)?\s?([^ ]+ ){0,3}"
        r"(session|appointment|consultation|call|visit|conversation)",
        r"(schedule|book|request|arrange) (a|an|your|my|the)?\s?([^ ]+ ){0,2}"
        rf"(session|appointment|consultation|call|visit|conversation){_END}",
        r"^(book|schedule) (now|online|today)|ready to (take|make) (the|that|your|a) (next|first) step",
        r"(i'm|i am|we're|we are) (always )?(here|happy|glad) to help|"
        rf"(get|be) in touch(?= ?[.!?:]| ?$| with (me|us|our))|^(contact|e-?mail|work with) (me|us){_END}",
        r"(reserv|agend|program|solicit|pid|concert)\w* (\w+ ){0,3}(sesion|cita|consulta)",
        r"(list|preparad)(o|a)s? (\w+ ){0,5}paso|contact(a|e)(me|nos)|aqui para ayudar\w*",
        r"(pren(dre|ez|ds)|reserv\w+|planifi\w+) (\w+ ){0,3}(rendez-vous|seance|consultation)",
        r"prete?s? (\w+ ){0,5}(pas|etape)|contactez-(moi|nous)|(suis|sommes) la pour",
        r"(termin|erstgesprach|sitzung|gesprach)\w* (\w+ )?(vereinbar|buch|anfrag)\w+",
        r"(vereinbar|buch)\w+ sie|bereit (\w+ ){0,4}schritt|kontaktieren sie (mich|uns)",
        r"(agend|marc|reserv)\w+ (\w+ ){0,3}(sessao|consulta|conversa|horario)",
        r"(pront|preparad)(o|a)s? (\w+ ){0,5}passo|entre em contato|fale (comigo|conosco)",
        "احجز|حجز (ال)?(موعد|جلسة)|(مستعد|جاهز).{0,30}خطوة|تواصل (معي|معنا)|اتصل بنا",
    )
)
SHARE = compile_words(
    (
        r"^(please )?(share|tweet|pin|like) (this|on|via|the|it)|^(share|tweet|pin it)$|follow (me|us) on",
        r"^compart(e|ir|elo) (en|esta?|por)|siguenos en",
        r"^partage[rz] (sur|cet|cette)|suivez-(nous|moi) sur",
        r"^(diesen )?(artikel|beitrag) teilen|^teilen( sie)? (auf|diesen)|folgen sie (uns|mir)",
        r"^compartilh(e|ar) (no|na|este|esta)|siga-nos",
        "^شارك (هذا|هذه|المقال)|تابعنا",
    )
)
SUBSCRIBE = compile_words(
    (
        r"^(please )?subscribe|(sign up|signup) (for|to) (\w+ ){0,3}(newsletter|mailing list|updates)",
        r"join (my|our|the) (\w+ )?(newsletter|mailing list|e-?mail list)|thanks for reading.*subscribe",
        r"^suscrib\w+|boletin (de noticias|semanal)",
        r"^abonnez-vous|inscrivez-vous a (la|notre|ma) (newsletter|lettre)",
        r"newsletter (abonnieren|anmelden)|^abonnieren sie",
        r"^(inscreva|assine)[^ ]* |^assine (a|nossa)",
        "^اشترك",
    )
)
TAGS = compile_words(
    (
        r"^(tags?|tagged|filed under|posted in|categor(y|ies)|keywords?) ?: ?\w+",
        r"^(etiquetas|categorias?) ?: ?\w+",
        r"^(mots[- ]cles|categories?|etiquettes) ?: ?\w+",
        r"^(schlag(worter|worte)|kategorien?) ?: ?\w+",
        r"^(palavras-chave|marcadores) ?: ?\w+",
        "^(الوسوم|التصنيفات?|الكلمات المفتاحية) ?:",
    )
)
COMMENTS = compile_words(
    (
        r"^(leave|post|write) a (comment|reply)|^(no|\d+) comments?$",
        r"^deja un comentario|^\d+ comentarios?$",
        r"^(laisser|ecrire) un commentaire|^\d+ commentaires?$",
        r"^(einen )?kommentar (schreiben|hinterlassen)|^\d+ kommentare?$",
        r"^deixe (um|o seu) comentario",
        "^(اترك|أضف) تعليق",
    )
)
DATE = compile_words(
    (
        r"^(first |last )?(published|posted|updated|modified)( on)?:? .{0,50}\d|^\d+[- ]min(ute)?s?\.? read$",
        r"^(publicado|actualizado)( el)?:? .{0,50}\d|^\d+ min(utos)? de lectura$",
        r"^(publie|mis a jour)( le)?:? .{0,50}\d|^\d+ min(utes)? de lecture$",
        r"^(veroffentlicht|aktualisiert|stand)( am)?:? .{0,50}\d|^\d+ min(uten|\.)? lesezeit$",
        r"^(publicado|atualizado)( em)?:? .{0,50}\d|^\d+ min(utos)? de leitura$",
        "^(نشر|نشرت|تم (النشر|التحديث)).{0,50}\\d",
    )
)
BIOGRAPHY = compile_words(
    (
        r"is (a|an) ([^ ]+ ){0,5}(therapist|psychologist|counsell?or|psychotherapist|social worker|lmft|lcsw)",
        r"es (una? )?([^ ]+ ){0,2}(psicolog[oa]|terapeuta|psicoterapeuta)",
        r"est (une? )?([^ ]+ ){0,2}(psychologue|therapeute|psychotherapeute)",
        r"ist (eine? )?([^ ]+ ){0,3}(psycholog(e|in)|therapeut(in)?|psychotherapeut(in)?)",
        r"e (uma? )?([^ ]+ ){0,2}(psicolog[oa]|terapeuta|psicoterapeuta)",
        "(معالج|أخصائي|طبيب)ة? نفسية?",
    )
)

"""What the pages say that are looked at: every block, in three languages and in words too long."""

LONG_WORD = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz"
LONG_ADDRESS = "https://journals.example.org/attachment/" + "a-title-that-never-ends-" * 6

ENGLISH = {
    "title": "Avoidant attachment: why you pull away when someone comes close",
    "subtitle": "How distance can become a habit, and how it loosens.",
    "lead": "Somebody asks how you are, and you say fine. Later you notice that it was not true, "
    "and that you could not have said anything else.",
    "headings": ["What gives it away", "Where it comes from", "What helps"],
    "text": "Closeness can feel like a room without a door. You would like to stay, and you look "
    "for the way out. It helps to know where that comes from, <b>and that it made sense once</b>: "
    "a child who was alone with a worry often enough learns to have none.",
    "statement": "You answer messages late",
    "explanation": "Not from indifference: an answer opens a conversation that you may want to end.",
    "key_point": "Distance is a habit, not a verdict.",
    "quote": "I left before anyone could leave me.",
    "name": "J. Bowlby",
    "question": "When did you last ask somebody for help?",
    "left": "Independence",
    "right": "Avoidance",
    "topic": "Dark thoughts",
    "index": "Articles",
    "introduction": "Texts to read slowly.",
    "styles": {
        "secure": "Secure attachment",
        "anxious": "Anxious attachment",
        "avoidant": "Avoidant attachment",
        "disorganised": "Disorganised attachment",
    },
    "booking": "Would you like to talk it over?",
    "button": "Arrange a first conversation",
}

SPANISH = {
    "title": "Apego evitativo: por qué se aleja cuando alguien se acerca",
    "subtitle": "Cómo la distancia se vuelve costumbre y cómo cede poco a poco.",
    "lead": "Alguien le pregunta cómo está y usted contesta que bien. Más tarde nota que no era "
    "cierto, y que no habría podido decir otra cosa.",
    "headings": ["En qué se nota", "De dónde viene", "Qué ayuda"],
    "text": "La cercanía puede parecer una habitación sin puerta. Usted querría quedarse y busca "
    "la salida. Ayuda saber de dónde viene eso, <b>y que alguna vez tuvo sentido</b>: una criatura "
    "que se queda a menudo sola con una preocupación aprende a no tener ninguna.",
    "statement": "Contesta tarde los mensajes",
    "explanation": "No por indiferencia: una respuesta abre una conversación que quizá quiera "
    "terminar.",
    "key_point": "La distancia es una costumbre, no una condena.",
    "quote": "Me fui antes de que nadie pudiera dejarme.",
    "name": "J. Bowlby",
    "question": "¿Cuándo pidió ayuda a alguien por última vez?",
    "left": "Independencia",
    "right": "Evitación",
    "topic": "Pensamientos oscuros",
    "index": "Artículos",
    "introduction": "Textos para leer despacio.",
    "styles": {
        "secure": "Apego seguro",
        "anxious": "Apego ansioso",
        "avoidant": "Apego evitativo",
        "disorganised": "Apego desorganizado",
    },
    "booking": "¿Le gustaría hablarlo?",
    "button": "Concertar una primera conversación",
}

ARABIC = {
    "title": "التعلّق التجنّبي: لماذا تبتعد حين يقترب منك أحد",
    "subtitle": "كيف تصير المسافة عادة، وكيف تلين شيئًا فشيئًا.",
    "lead": "يسألك أحدهم عن حالك فتقول إنك بخير. ثم تلاحظ لاحقًا أن ذلك لم يكن صحيحًا، وأنك لم تكن "
    "لتستطيع أن تقول شيئًا آخر.",
    "headings": ["ما الذي يدلّ عليه", "من أين يأتي", "ما الذي يساعد"],
    "text": "قد يبدو القرب غرفة بلا باب. تودّ لو تبقى، وتبحث عن المخرج. يفيدك أن تعرف من أين يأتي "
    "هذا، <b>وأنه كان ذات يوم مفهومًا</b>: فالطفل الذي يبقى وحده مع قلقه مرارًا يتعلّم ألا يقلق.",
    "statement": "تتأخر في الردّ على الرسائل",
    "explanation": "ليس عن لامبالاة: فالردّ يفتح حديثًا قد ترغب في إنهائه.",
    "key_point": "المسافة عادة، وليست حكمًا.",
    "quote": "رحلت قبل أن يتمكّن أحد من أن يتركني.",
    "name": "J. Bowlby",
    "question": "متى طلبت المساعدة من أحد آخر مرة؟",
    "left": "الاستقلال",
    "right": "التجنّب",
    "topic": "أفكار قاتمة",
    "index": "مقالات",
    "introduction": "نصوص تُقرأ على مهل.",
    "styles": {
        "secure": "التعلّق الآمن",
        "anxious": "التعلّق القلِق",
        "avoidant": "التعلّق التجنّبي",
        "disorganised": "التعلّق المضطرب",
    },
    "booking": "هل تودّ أن نتحدّث في الأمر؟",
    "button": "احجز محادثة أولى",
}

WORDS = {"en": ENGLISH, "es": SPANISH, "ar": ARABIC}


def write_body(words, *, long_words=False):
    """Return a body with every kind of block in it."""
    text, headings = f"<p>{words['text']}</p>", words["headings"]
    if long_words:
        text += f'<p>{LONG_WORD} <a href="{LONG_ADDRESS}">{LONG_ADDRESS}</a></p>'
        headings = [f"{heading} {LONG_WORD}" for heading in headings]
    statement = {"statement": words["statement"], "explanation": words["explanation"]}
    signs = [
        _block("paragraph", text),
        _block("signs", {"introduction": words["question"], "items": _items(statement, 3)}),
        _block("key_point", {"text": words["key_point"]}),
        _block("crisis_resources", {}),
    ]
    origins = [
        _block("paragraph", text),
        _block(
            "contrast",
            {
                "left_heading": LONG_WORD if long_words else words["left"],
                "right_heading": words["right"],
                "rows": _items({"left": words["statement"], "right": words["explanation"]}, 3),
            },
        ),
        _block("perspectives", {"inside": text, "outside": text}),
        _block("pull_quote", {"quote": words["quote"]}),
        _block("vignette", {"text": text}),
    ]
    helps = [
        _block("steps", {"introduction": words["question"], "items": _items(statement, 3)}),
        _block("reflection", {"introduction": "", "questions": _items(words["question"], 2)}),
        _block("faq", {"items": _items({"question": words["question"], "answer": text}, 2)}),
        _block("pull_quote", {"quote": words["quote"], "attribution": words["name"]}),
        _block("booking_cta", {}),
    ]
    sections = zip(("signs", "origins", "help"), headings, (signs, origins, helps), strict=True)
    reference = {
        "authors": "Bowlby, J.",
        "title": "Attachment and loss: Vol. 1. Attachment",
        "year": 1969,
        "source": "Basic Books",
        "doi": "10.1037/0003-066X.46.4.333",
        "pmid": "1821474",
        "url": LONG_ADDRESS if long_words else "https://example.org/attachment",
    }
    return [
        *(
            _block("section", {"heading": heading, "purpose": purpose, "content": content})
            for purpose, heading, content in sections
        ),
        _block("references", {"items": _items(reference, 2)}),
    ]


def _block(kind, value):
    return {"type": kind, "value": value}


def _items(value, number):
    return [value] * number

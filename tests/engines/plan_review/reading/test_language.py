import pytest

from arraigo.engines.plan_review.reading import read
from arraigo.engines.plan_review.reading.language import language_of

TEXTS = {
    "es": "El plan reconoce a las personas migrantes que llegan a la ciudad y les garantiza los servicios con "
    "igualdad, según lo que establece la ley para todos los habitantes del cantón.",
    "pt": "O plano reconhece as pessoas migrantes que chegam à cidade e garante os serviços com igualdade, de "
    "acordo com o que estabelece a lei para todos os moradores do município, que não são apenas os "
    "nacionais.",
    "en": "The plan recognises the persons who migrate to the city and guarantees services with equality, as "
    "the law has established for all those who live in the municipality and for their families.",
    "fr": "Le plan reconnaît les personnes migrantes qui arrivent dans la ville et leur garantit des services "
    "avec égalité, selon ce que la loi établit pour tous les habitants de la commune et pour leurs "
    "familles.",
    "it": "Il piano riconosce le persone migranti che arrivano nella città e garantisce i servizi con "
    "uguaglianza, come stabilisce la legge per tutti gli abitanti del comune che non sono cittadini.",
    "ca": "El pla reconeix les persones migrants que arriben a la ciutat i els garanteix els serveis amb "
    "igualtat, com estableix la llei per a tots els habitants del municipi que no són nacionals, també "
    "aquests.",
    "ht": "Plan an rekonèt moun ki rive nan vil la epi li ba yo sèvis menm jan ak tout lòt moun, dapre sa "
    "lalwa a di pou tout moun ki ap viv nan vil la ak fanmi yo.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_language_is_told_by_its_little_words(code):
    assert language_of(TEXTS[code]) == code


def test_capitals_do_not_hide_a_language():
    assert language_of(TEXTS["pt"].upper()) == "pt"


def test_a_few_words_are_not_enough_to_tell():
    assert language_of("Plan 2024") == ""


def test_a_text_that_is_not_spanish_is_said_and_read():
    reading = read(TEXTS["pt"].encode())

    assert [str(problem) for problem in reading.problems] == [
        "El texto parece estar en otro idioma (pt). La revisión solo lee español."
    ]
    assert reading.text == TEXTS["pt"]

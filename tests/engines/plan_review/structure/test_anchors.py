import pytest

from arraigo.engines.plan_review.structure import anchor_of, locate, open_document

PARAGRAPHS = [f"El barrio {word} recibe a familias que llegan cada año." for word in ("alto", "bajo", "viejo", "nuevo")]


def document(*paragraphs):
    return open_document("\n\n".join(paragraphs).encode())


@pytest.mark.parametrize("index", range(4))
def test_a_passage_is_found_in_a_new_reading(index):
    anchor = anchor_of(document(*PARAGRAPHS), index)

    assert locate(document(*PARAGRAPHS), anchor) == index


def test_case_accents_spaces_and_hyphens_do_not_matter():
    anchor = anchor_of(document(*PARAGRAPHS), 1)

    assert locate(document(PARAGRAPHS[0], PARAGRAPHS[1].upper().replace(" ", "  ")), anchor) == 1


def test_what_stands_before_moves_the_passage_and_not_the_finding():
    anchor = anchor_of(document(*PARAGRAPHS), 2)

    assert locate(document("Un párrafo nuevo al comienzo del plan.", *PARAGRAPHS), anchor) == 3


def test_of_equal_passages_the_neighbours_tell_which():
    twice = [PARAGRAPHS[0], "Se cumple.", PARAGRAPHS[1], PARAGRAPHS[2], "Se cumple.", PARAGRAPHS[3]]
    anchor = anchor_of(document(*twice), 4)

    assert locate(document("Nuevo párrafo de la introducción.", *twice), anchor) == 5


def test_of_equal_passages_with_equal_neighbours_the_nearest_is_meant():
    often = ["Se cumple."] * 9
    anchor = anchor_of(document(*often), 5)

    assert locate(document(*often), anchor) == 5


def test_an_edited_passage_is_found_between_its_neighbours():
    anchor = anchor_of(document(*PARAGRAPHS), 1)
    edited = PARAGRAPHS[1].replace("cada año", "en cada trimestre del año")

    assert locate(document(PARAGRAPHS[0], edited, *PARAGRAPHS[2:]), anchor) == 1


def test_an_edited_passage_is_found_by_its_words_where_they_were_kept():
    anchor = anchor_of(document(*PARAGRAPHS), 1)
    edited = PARAGRAPHS[1].replace("cada año", "todos los años")
    moved = document("Otra introducción distinta.", "Y otro texto sin relación.", edited, "Un final cualquiera.")

    assert locate(moved, anchor) is None
    assert locate(moved, anchor, quotation=PARAGRAPHS[1]) == 2


def test_what_was_removed_is_not_found():
    anchor = anchor_of(document(*PARAGRAPHS), 1)

    assert locate(document("Nada de esto queda en el plan.", "Ni esto otro tampoco."), anchor) is None
    assert locate(document("Nada queda en el plan."), anchor, quotation=PARAGRAPHS[1]) is None

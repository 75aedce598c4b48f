import pytest

from roadmaps.actions.initiatives import move_initiative
from tests.roadmaps.views.boards import address


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def ask(client, roadmap, stone):
    return client.get(address(roadmap, "consequences", stone))


def words(answer):
    return " ".join(answer["html"].split())


def test_each_column_answers_in_sentences(consultant, worked_roadmap):
    response = ask(consultant, worked_roadmap, "VIS-3")
    answers = {each["column"]: each for each in response.json()["answers"]}
    assert list(answers) == ["crawl", "walk", "run", "later"]
    assert [each["holds"] for each in answers.values()] == [False, True, False, False]
    assert "Person-days: crawl has 100; its steps take 120" in words(answers["crawl"])
    assert "It stands here now." in words(answers["walk"])
    assert "Breaks 1 rule:" in words(answers["run"])
    assert (
        "Order: “Set one prescribed system of engagement” stands in walk but needs “Mandate a "
        "change agent and local relays” first."
    ) in words(answers["run"])
    assert "Opens the way for “Listen along the whole journey”" in words(answers["run"])
    assert response.headers["Cache-Control"] == "no-store"


def test_where_all_rules_hold_it_is_said(consultant, worked_roadmap):
    answers = ask(consultant, worked_roadmap, "VOC-2").json()["answers"]
    assert [each["column"] for each in answers if each["holds"]] == ["walk", "run", "later"]
    assert "All rules hold." in words(answers[2])


def test_what_a_move_puts_right_is_said(consultant, worked_roadmap):
    move_initiative(roadmap=worked_roadmap, stone="VIS-3", phase="run")
    response = ask(consultant, worked_roadmap, "VIS-3").json()
    answers = {each["column"]: words(each) for each in response["answers"]}
    assert "Puts right:" in answers["walk"]
    assert "Stays broken:" in answers["run"]
    assert (response["stone"], response["board"]) == ("VIS-3", 1)


@pytest.mark.parametrize("stone", ["NOPE-1", "VIS-1"])
def test_a_stone_that_is_not_on_the_board_has_no_answer(consultant, worked_roadmap, stone):
    assert ask(consultant, worked_roadmap, stone).status_code == 404


def test_answers_take_few_queries(consultant, worked_roadmap, django_assert_num_queries):
    ask(consultant, worked_roadmap, "VIS-3")
    with django_assert_num_queries(7):
        ask(consultant, worked_roadmap, "VIS-3")

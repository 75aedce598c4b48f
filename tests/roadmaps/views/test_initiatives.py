import pytest

from roadmaps import models
from roadmaps.actions.initiatives import move_initiative, save_details
from tests.roadmaps.views.boards import address, messages_of, seen, send, text_of


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


def details(roadmap, stone="VOC-4", **changes):
    """What the form of the details sends, unchanged but for `changes`."""
    fields = {
        "owner": "",
        "department": "",
        "status": "planned",
        "progress": "0",
        "status_reason": "",
        "starts_month": "",
        "ends_month": "",
        "serves": "",
        "staff_impact": "",
        "value_now": "",
        "prepares_later": "",
        "teams_ready": "",
        "notes": "",
    }
    return seen(roadmap, stone) | fields | changes


def save(client, roadmap, stone="VOC-4", **changes):
    data = details(roadmap, stone, **changes)
    return client.post(address(roadmap, "initiative", stone), data, follow=True)


def test_page_tells_everything_about_an_initiative(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "initiative", "EXB-4"))
    text = text_of(page)
    assert '<h1 dir="auto">Set one prescribed system of engagement</h1>' in text
    assert "It stands in “Walk”" in text
    assert "Follows “Mandate a change agent and local relays” in the same phase" in text
    assert address(worked_roadmap, "initiative", "VIS-3") in text
    assert address(worked_roadmap, "initiative", "VOC-5") in text
    assert "45 person-days over 3 months" in text
    assert "How one sees that it is there" in text
    assert "Nobody has changed it yet." in text
    assert [(need.stone, need.is_met) for need in page.context["found"].needs] == [
        ("VIS-3", False),
        ("EXB-3", True),
    ]


def test_page_of_a_stone_beyond_the_crossing_names_the_gate(consultant, worked_roadmap):
    page = consultant.get(address(worked_roadmap, "initiative", "VOC-5"))
    assert page.context["found"].gate == ("VIS-2", "VIS-3", "EXB-4")
    assert "for the crossing" in text_of(page)


@pytest.mark.parametrize("stone", ["NOPE-1", "VIS-1"])
def test_page_of_what_is_not_on_the_board_is_not_found(consultant, worked_roadmap, stone):
    assert consultant.get(address(worked_roadmap, "initiative", stone)).status_code == 404


def test_readers_see_details_and_no_form(as_user, vera, worked_roadmap):
    values = {"owner": "Head of service (demo)", "status": "paused", "status_reason": "No money"}
    save_details(roadmap=worked_roadmap, stone="VOC-4", values=values)
    page = as_user(vera).get(address(worked_roadmap, "initiative", "VOC-4"))
    text = text_of(page)
    assert "Head of service (demo)" in text
    assert 'Paused – <span dir="auto">No money</span>' in text
    assert 'name="owner"' not in text
    assert save(as_user(vera), worked_roadmap, owner="Vera").status_code == 403


def test_details_are_saved_and_told_in_the_history(consultant, worked_roadmap):
    changes = {
        "owner": "Head of service (demo)",
        "department": "service",
        "status": "running",
        "progress": "30",
        "starts_month": "1",
        "ends_month": "4",
        "staff_impact": "4",
        "teams_ready": "True",
    }
    page = save(consultant, worked_roadmap, **changes)
    row = worked_roadmap.initiatives.get(stone="VOC-4")
    assert messages_of(page) == ["Saved."]
    assert (row.owner, row.department, row.status, row.progress) == (
        "Head of service (demo)",
        "service",
        "running",
        30,
    )
    assert (row.starts_month, row.ends_month, row.staff_impact) == (1, 4, 4)
    assert (row.teams_ready, row.revision) == (True, 1)
    (told,) = page.context["changes"]
    assert told.text == (
        "olive changed “Close the loop with each person”: owner: nothing → Head of service (demo); "
        "department: nothing → Service; status: Planned → Under way; progress in percent: 0 → 30; "
        "first month: as computed → February 2027; last month: as computed → May 2027; "
        "noticed by staff, 1 to 5: nothing → 4; the teams concerned are involved and trained: "
        "nothing → yes."
    )


def test_saving_nothing_new_changes_nothing(consultant, worked_roadmap):
    page = save(consultant, worked_roadmap)
    assert messages_of(page) == ["Saved."]
    assert not models.BoardChange.objects.exists()


def test_what_is_done_is_wholly_done(consultant, worked_roadmap):
    save(consultant, worked_roadmap, status="done", progress="40")
    assert worked_roadmap.initiatives.get(stone="VOC-4").progress == 100


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"status": "stopped"}, "Say why: whoever reads the roadmap will ask."),
        ({"starts_month": "3"}, "Choose both months, or leave both as computed."),
        ({"starts_month": "3", "ends_month": "1"}, "The last month cannot come before the first."),
        ({"progress": "101"}, "Ensure this value is less than or equal to 100."),
        ({"department": "nowhere"}, "Select a valid choice."),
        ({"starts_month": "5000", "ends_month": "5001"}, "Select a valid choice."),
        ({"owner": "x" * 121}, "Ensure this value has at most 120 characters"),
    ],
)
def test_what_cannot_stand_comes_back_with_a_sentence(
    consultant, worked_roadmap, changes, sentence
):
    page = save(consultant, worked_roadmap, **({"notes": "Kept in the form"} | changes))
    assert page.status_code == 200
    assert sentence in text_of(page)
    assert "Kept in the form" in text_of(page)
    assert not models.BoardChange.objects.exists()


def test_two_people_on_one_form_see_both_versions(consultant, worked_roadmap):
    mine = details(worked_roadmap, owner="Mine", department="service")
    save_details(roadmap=worked_roadmap, stone="VOC-4", values={"owner": "Theirs"})
    page = consultant.post(address(worked_roadmap, "initiative", "VOC-4"), mine)
    assert page.status_code == 409
    assert [(d.stored, d.entered) for d in page.context["differences"]] == [
        ("Theirs", "Mine"),
        ("nothing", "Service"),
    ]
    again = dict(page.context["sent"])
    consultant.post(address(worked_roadmap, "initiative", "VOC-4"), again)
    row = worked_roadmap.initiatives.get(stone="VOC-4")
    assert (row.owner, row.department) == ("Mine", "service")


def test_entered_work_shows_as_edited_and_goes_back(consultant, worked_roadmap):
    data = {"name": "initiative_work", "effort": "90", "months": "", "running_days": "2.5"}
    page = send(consultant, worked_roadmap, "VOC-4", follow=True, **data)
    text = text_of(page)
    assert messages_of(page) == ["Saved. The board counts with it at once."]
    assert "90 person-days over 6 months" in text
    assert "then 2.5 person-days a month for good" in text
    assert "Edited; the catalogue has 45 person-days over 3 months." in text
    assert "effort edited" in text_of(consultant.get(address(worked_roadmap)))

    data = {"name": "initiative_work", "default": "1"}
    text = text_of(send(consultant, worked_roadmap, "VOC-4", follow=True, **data))
    assert "45 person-days over 3 months" in text
    assert "Edited;" not in text


@pytest.mark.parametrize(
    ("effort", "months"), [("", "1"), ("0", "1"), ("-5", "1"), ("5", "0"), ("5", "61"), ("x", "")]
)
def test_work_that_cannot_be_comes_back(consultant, worked_roadmap, effort, months):
    data = {"name": "initiative_work", "effort": effort, "months": months}
    page = send(consultant, worked_roadmap, "VOC-4", **data)
    assert page.status_code == 200
    assert page.context["work_form"].errors
    assert models.Roadmap.objects.get().edits == {}


def test_work_changed_by_two_people_shows_both_versions(consultant, worked_roadmap):
    before = seen(worked_roadmap, "VOC-4")
    data = {"name": "initiative_work", "effort": "22.5", "months": "2"}
    send(consultant, worked_roadmap, "VOC-4", **data)
    target = address(worked_roadmap, "initiative_work", "VOC-4")
    page = consultant.post(target, before | {"effort": "30", "months": "2"})
    assert page.status_code == 409
    assert [(d.stored, d.entered) for d in page.context["differences"]] == [("22.5", "30")]
    page = consultant.post(target, before | {"default": "1"})
    assert page.status_code == 409
    assert "You wanted its effort and months as the catalogue has them." in text_of(page)


def test_page_takes_few_queries(consultant, worked_roadmap, django_assert_num_queries):
    move_initiative(roadmap=worked_roadmap, stone="VOC-4", phase="walk")
    consultant.get(address(worked_roadmap, "initiative", "VOC-4"))
    with django_assert_num_queries(28):
        consultant.get(address(worked_roadmap, "initiative", "VOC-4"))

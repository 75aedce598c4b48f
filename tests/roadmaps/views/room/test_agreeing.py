import datetime as dt

import pytest
from django.urls import reverse

from assessments.models import Membership
from roadmaps import models
from roadmaps.actions.room.opening import end_workshop
from roadmaps.domain.room.opinions import SeenIdea
from roadmaps.queries.targets import load_targets
from tests.roadmaps.agreements import agree, opinions, second_round, tell, wishes
from tests.roadmaps.workshops import make_idea, make_item, make_workshop

POSITION = {
    "capability": "2", "breadth": "3", "decided_by": "Head of service", "reason": "We saw it",
    "reservations": "Not at night",
}  # fmt: skip
TARGET = {"IMP-2": "advance:2", "IMP-5": "advance:3", "IMP-10": "advance:3", "IMP-owner": "COO"}


def text_of(page):
    return " ".join(page.content.decode().split())


@pytest.fixture
def consultant(as_user, olive):
    return as_user(olive)


@pytest.fixture
def lead(as_user, organisation, ada):
    """Runs the programme: leads rooms, and does not govern."""
    organisation.memberships.create(user=ada, role=Membership.Role.PROGRAMME)
    return as_user(ada)


@pytest.fixture
def workshop(closed_assessment):
    return make_workshop(closed_assessment)


def address(item, name="workshop_item"):
    return reverse(f"roadmaps:{name}", args=[item.workshop_id, item.pk])


def test_stone_is_agreed_beside_both_rounds(consultant, workshop):
    item = make_item(workshop, subject="IMP-1")
    tell(item, second_round("IMP-1", 62.5))
    text = text_of(consultant.get(address(item)))
    assert "37 points" in text
    assert "62 points" in text
    assert "Seen alike" in text
    text = text_of(consultant.post(address(item), POSITION, follow=True))
    assert "The agreed position stands beside the survey." in text
    assert "Decided by Head of service" in text
    assert "Reservations: Not at night" in text
    row = models.AgreedPosition.objects.get()
    assert (row.stone, row.capability, row.breadth, row.workshop) == ("IMP-1", 2, 3, workshop)


def test_position_without_role_and_reason_comes_back_with_sentences(consultant, workshop):
    item = make_item(workshop, subject="IMP-1")
    page = consultant.post(address(item), {"capability": "0", "breadth": "3"})
    text = text_of(page)
    assert "Say in which role somebody decided." in text
    assert "Say why: whoever was not here will ask." in text
    assert "What is not done at all is done nowhere" in text
    assert models.AgreedPosition.objects.count() == 0


def test_what_stays_open_stands_in_the_register(consultant, workshop):
    item = make_item(workshop, subject="IMP-1")
    assert "Say who watches what stays open." in text_of(
        consultant.post(address(item, "item_open"))
    )
    sent = {"open-owner": "COO", "open-effect": "The start"}
    for _ in range(2):
        text = text_of(consultant.post(address(item, "item_open"), sent, follow=True))
    assert "In the register, watched by COO." in text
    assert list(models.Risk.objects.values_list("event", "owner", "effect", "stones")) == [
        ("other", "COO", "The start", ["IMP-1"])
    ]


def test_target_is_agreed_beside_what_people_wish(consultant, workshop):
    item = make_item(workshop, "ambition", "IMP")
    tell(item, (wishes(stages=(0, 6, 5, 0)),))
    text = text_of(consultant.get(address(item)))
    assert "11 people: 2 to stay, 4 to advance, 1 to scale back." in text
    assert "<meter" in text
    consultant.post(address(item), TARGET)
    saved = load_targets(workshop.assessment)
    assert [(t.years, t.stage) for t in saved if t.block == "IMP"] == [(2, 2), (5, 3), (10, 3)]
    assert len(saved) == 3 * len({t.block for t in saved})


def test_of_a_small_room_no_wish_of_one_person_is_told(consultant, workshop):
    item = make_item(workshop, "ambition", "IMP")
    tell(item, (wishes(stages=(0, 6, 0, 1)),))
    text = text_of(consultant.get(address(item)))
    assert "The middle wish is" in text
    assert "(7 people). Wishes lie two stages or more apart." in text
    assert "to scale back." not in text
    assert "<meter" not in text


def test_contradiction_is_told_and_nothing_saved(consultant, workshop):
    item = make_item(workshop, "ambition", "IMP")
    sent = TARGET | {"IMP-5": "advance:4", "IMP-10": "advance:3"}
    assert "Choose a later stage that is as far, or scale back." in text_of(
        consultant.post(address(item), sent)
    )
    assert load_targets(workshop.assessment) == ()


def test_scaling_back_asks_for_a_reason_and_staying_does_not(consultant, workshop):
    item = make_item(workshop, "ambition", "VIS")
    today = consultant.get(address(item)).context["row"].stage
    assert today > 1
    back = {f"VIS-{years}": f"scale_back:{today - 1}" for years in (2, 5, 10)}
    text = text_of(consultant.post(address(item), back))
    assert "Say why it scales back: others will build on it." in text
    assert load_targets(workshop.assessment) == ()
    assert consultant.post(address(item), back | {"VIS-reason": "Too much"}).status_code == 302
    stay = {f"VIS-{years}": f"hold:{today}" for years in (2, 5, 10)}
    assert consultant.post(address(item), stay).status_code == 302
    assert {t.intention for t in load_targets(workshop.assessment)} == {"hold"}


def test_who_leads_but_does_not_govern_is_told_who_may(lead, workshop):
    block, great = make_item(workshop, "ambition", "IMP"), make_item(workshop, "great")
    text = text_of(lead.get(address(block)))
    assert "Targets are set by those who govern the programme and by consultants." in text
    assert "Record what is agreed" not in text
    text = text_of(lead.get(address(great)))
    assert "The statement is written by those who govern the programme and by consultants." in text
    assert [lead.post(address(item), TARGET).status_code for item in (block, great)] == [403, 403]
    assert load_targets(workshop.assessment) == ()


def write_great(organisation, number, text):
    programme, _new = models.Programme.objects.get_or_create(organisation=organisation)
    day = dt.date(2026, 1, 5)
    programme.great_statements.create(
        number=number, text=text, written_on=day, written_by="olive", expires_on=day
    )


GREAT = {"text": "Third", "examples": "", "reason": "The room", "expires_on": "2028-05-10"}


def test_great_is_revisited_beside_the_last_one_and_what_the_room_thought(consultant, workshop):
    organisation = workshop.assessment.organisation
    write_great(organisation, 1, "First")
    write_great(organisation, 2, "Second")
    item = make_item(workshop, "great")
    tell(item, opinions("Too long"))
    text = text_of(consultant.get(address(item)))
    assert "8 of 12 people say yes or rather yes." in text
    assert "Too long" in text
    assert "<p>First</p>" in text
    consultant.post(address(item), GREAT | {"revision": "2"})
    latest = models.GreatStatement.objects.order_by("-number").first()
    assert (latest.number, latest.text, latest.reason) == (3, "Third", "The room")


def test_somebody_elses_version_is_shown_and_nothing_is_lost(consultant, workshop):
    write_great(workshop.assessment.organisation, 1, "Theirs")
    item = make_item(workshop, "great")
    page = consultant.post(address(item), GREAT | {"revision": "0"})
    text = text_of(page)
    assert page.status_code == 409
    assert "Somebody wrote another version meanwhile" in text
    assert "<p>Theirs</p>" in text
    assert "Third" in text
    assert consultant.post(address(item), GREAT | {"revision": "1"}).status_code == 302


def told_ideas(item, *texts):
    ideas = [make_idea(item, text) for text in texts]
    seen = tuple(SeenIdea(str(i.pk), i.text, n) for n, i in enumerate(ideas, start=1))
    tell(item, seen)
    return ideas


def test_idea_is_kept_from_the_page(consultant, worked_roadmap):
    item = make_item(make_workshop(worked_roadmap.assessment), "ideas", "IMP-1")
    idea = told_ideas(item, "Call back")[0]
    assert "Keep as a note" in text_of(consultant.get(address(item)))
    keep = reverse("roadmaps:idea_keep", args=[item.workshop_id, idea.pk])
    text = text_of(consultant.post(keep, follow=True))
    assert "Kept: it stands in the notes of the initiative." in text
    assert "Call back" in worked_roadmap.initiatives.get(stone="IMP-1").notes


def test_stone_without_a_step_offers_an_own_initiative(consultant, worked_roadmap):
    item = make_item(make_workshop(worked_roadmap.assessment), "ideas", "VIS-1")
    idea = told_ideas(item, "Call back")[0]
    own = reverse("roadmaps:own_new", args=[worked_roadmap.pk])
    keep = reverse("roadmaps:idea_keep", args=[item.workshop_id, idea.pk])
    assert f'<a href="{own}">' in text_of(consultant.post(keep, follow=True))


def test_nothing_of_a_test_is_kept_and_the_page_says_so(consultant, closed_assessment):
    workshop = make_workshop(closed_assessment, is_test=True)
    told = "The room is being tried out, and nothing of a test is kept. End the test first."
    for kind, sent in (("stone", POSITION), ("ambition", TARGET), ("great", GREAT)):
        item = make_item(workshop, kind, "IMP" if kind == "ambition" else "")
        assert told in text_of(consultant.post(address(item), sent, follow=True))
    signing = reverse("roadmaps:sign_offs", args=[workshop.pk])
    assert told in text_of(consultant.post(signing, {"role": "CEO", "stance": "agrees"}))
    assert models.GreatStatement.objects.count() == 0
    assert models.AgreedPosition.objects.count() == 0


def test_sign_off_asks_for_the_reservation(consultant, workshop):
    signing = reverse("roadmaps:sign_offs", args=[workshop.pk])
    text = text_of(consultant.post(signing, {"role": "Head of IT", "stance": "reserved"}))
    assert "Say what the reservation is: it stands in the minutes." in text
    sent = {"role": "Head of IT", "stance": "reserved", "words": "The tool comes late"}
    text = text_of(consultant.post(signing, sent, follow=True))
    assert "Agrees with reservations" in text
    assert "The tool comes late" in text


def test_positions_stand_side_by_side(as_user, vera, workshop):
    page = reverse("roadmaps:positions", args=[workshop.assessment.pk])
    viewer = as_user(vera)
    assert "No room has talked about a stone yet" in text_of(viewer.get(page))
    tell(make_item(workshop, subject="IMP-1"), second_round("IMP-1", 62.5))
    agree(workshop.assessment, "IMP-1", (3, 3), workshop=workshop)
    assert "No room has talked about a stone yet" in text_of(viewer.get(page))  # it runs still
    end_workshop(workshop=workshop)
    text = text_of(viewer.get(page))
    assert '<td class="num">37</td> <td class="num">62</td> <td class="num">56</td>' in text
    assert "of 1 question asked twice" in text


def test_positions_take_few_queries(as_user, vera, workshop, django_assert_max_num_queries):
    page = reverse("roadmaps:positions", args=[workshop.assessment.pk])
    viewer = as_user(vera)
    for count, stone in enumerate(("IMP-1", "IMP-2", "IMP-3"), start=1):
        tell(make_item(workshop, subject=stone), second_round(stone))
        agree(workshop.assessment, stone, (3, 3))
        models.Workshop.objects.update(status="ended", join_code=None)
        if count in (1, 3):
            viewer.get(page)
            with django_assert_max_num_queries(9):
                viewer.get(page)


def test_planning_offers_the_basis_once_there_is_something(consultant, worked_roadmap):
    new = reverse("roadmaps:roadmap_new", args=[worked_roadmap.assessment.pk]) + "?new=1"
    assert "Where stones stand today, by" not in text_of(consultant.get(new))
    agree(worked_roadmap.assessment, "IMP-1", (3, 3))
    assert "What the room agreed, where it did" in text_of(consultant.get(new))
    sent = {"starts_on": "2027-01-01", "balance": "every_phase", "basis": "agreed"}
    days = {"capacity-crawl": "100", "capacity-walk": "140", "capacity-run": "200"}
    ends = {"ends-crawl": "6", "ends-walk": "18", "ends-run": "36"}
    page = consultant.post(new, sent | days | ends, follow=True)
    row = models.Roadmap.objects.latest("number")
    assert (row.number, row.basis) == (2, "agreed")
    text = text_of(page)
    assert "1 stone stands as the room agreed, the others as in the survey." in text
    assert "1 stone differs from the survey." in text

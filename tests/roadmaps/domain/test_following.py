import datetime as dt

from roadmaps.domain.following import follow
from roadmaps.domain.initiatives import Details, Status
from roadmaps.domain.scopes import Why
from roadmaps.domain.steps import make_step
from tests.roadmaps.domain.cases import gap
from tests.roadmaps.domain.followed import TODAY, done, worked

CEILING = 80_400 / 60  # Σ impact × gap of the worked scope


def test_nothing_said_is_nothing_done():
    following = worked()
    assert (following.obtained, following.count(Status.PLANNED)) == (0, 9)
    assert [phase.days_done for phase in following.phases] == [0, 0, 0]
    assert [phase.days_planned for phase in following.phases] == [75, 127.5, 90]
    assert following.planned == (CEILING - 5 * 55) / CEILING
    assert [step.stone for step in following.in_plan] == [
        "VIS-2",
        "VIS-3",
        "VOC-2",
        "VOC-4",
        "VOC-5",
        "IMP-1",
        "IMP-2",
        "IMP-4",
        "EXB-4",
    ]


def test_days_done_are_progress_times_effort():
    following = worked(
        {
            "VIS-2": done(),
            "VOC-4": {"status": Status.RUNNING, "progress": 40},
            "IMP-1": {"status": Status.PAUSED, "progress": 20},
        }
    )
    crawl = following.phases[0]
    assert crawl.days_done == 15 + 18 + 3
    assert crawl.share == 36 / 75
    assert (crawl.steps, crawl.counts[Status.DONE], crawl.counts[Status.PAUSED]) == (3, 1, 1)
    assert following.obtained == 2 * 30 / CEILING


def test_stopped_steps_count_in_no_days_and_bring_nothing():
    following = worked({"VOC-4": {"status": Status.STOPPED, "progress": 50}})
    assert (following.phases[0].days_planned, following.phases[0].days_done) == (30, 0)
    assert following.phases[0].counts[Status.STOPPED] == 1
    assert following.planned == (CEILING - 5 * 55 - 5 * 45) / CEILING


def test_what_dates_say_comes_the_earliest_end_first():
    following = worked({"VIS-2": {"status": Status.RUNNING}}, today=dt.date(2028, 8, 1))
    assert [step.stone for step in following.to_look_at][:4] == ["IMP-1", "VIS-2", "VOC-4", "EXB-4"]
    assert [step.stone for step in following.next_deliveries] == ["IMP-4", "VOC-5"]


def test_next_deliveries_are_a_few():
    following = worked({"VOC-4": done(), "IMP-1": {"status": Status.STOPPED}})
    assert [step.stone for step in following.next_deliveries] == [
        "VIS-2",
        "EXB-4",
        "IMP-2",
        "VIS-3",
        "VOC-2",
    ]


def test_done_work_waits_for_a_word_until_somebody_says_what_it_brought():
    following = worked(
        {
            "VIS-2": done(delivered_on=TODAY),
            "VOC-4": done(claim=(3, 3)),
            "IMP-1": done(claim=(0, 0)),
        }
    )
    assert [step.stone for step in following.unconfirmed] == ["VIS-2"]
    assert following.obtained == (2 * 30 + 5 * 45) / CEILING


def test_own_work_waits_for_its_day_alone():
    own = gap("own-1", why=Why.OWN)
    said = (Details("own-1", **done()), Details("own-1", **done(delivered_on=TODAY)))
    steps = [make_step(own, "crawl", each, None, TODAY) for each in said]
    assert [(each.aim, each.is_unconfirmed) for each in steps] == [(None, True), (None, False)]


def test_work_done_before_counts_on_both_sides():
    before = make_step(gap("INB-1"), None, Details("INB-1", **done()), None, TODAY)
    following = worked({"VIS-2": done()}, before=(before,))
    assert following.obtained == (60 + 150) / (CEILING + 150)
    assert following.all_steps[-1] == before
    assert before not in following.steps


def test_a_plan_without_scope_has_no_share():
    empty = follow((), (), {}, {}, today=TODAY)
    assert (empty.obtained, empty.planned, empty.phases) == (0, 0, ())

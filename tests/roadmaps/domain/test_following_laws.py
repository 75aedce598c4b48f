from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmaps.domain.claims import Basis, find_prospect, values_so_far
from roadmaps.domain.initiatives import Status
from tests.roadmaps.domain.cases import PHASES, WORKED_SCORES, maturity_model, values
from tests.roadmaps.domain.followed import scope, worked
from tests.roadmaps.domain.test_planning import WORKED_PLAN
from tests.scorecards import scorecard_of

STONES = sorted(WORKED_PLAN)
LEVELS = st.integers(1, 4)
SAID = st.fixed_dictionaries(
    {
        "status": st.sampled_from(Status),
        "progress": st.integers(0, 100),
        "claim": st.none() | st.tuples(LEVELS, LEVELS),
    }
)
DETAILS = st.dictionaries(st.sampled_from(STONES), SAID)


@settings(deadline=None, max_examples=50)
@given(DETAILS)
def test_shares_stay_between_nothing_and_all(details):
    following = worked(details)
    assert 0 <= following.obtained <= following.planned + 1e-12 <= 1 + 1e-12
    for phase in following.phases:
        assert 0 <= phase.share <= 1
        assert phase.days_done <= phase.days_planned + 1e-9


@settings(deadline=None, max_examples=50)
@given(DETAILS, st.randoms())
def test_order_of_what_was_said_changes_nothing(details, random):
    shuffled = list(details.items())
    random.shuffle(shuffled)
    assert worked(dict(shuffled)) == worked(details)


@settings(deadline=None, max_examples=50)
@given(DETAILS, st.sampled_from(STONES))
def test_finishing_a_step_never_takes_anything_away(details, stone):
    open_ = details | {stone: {"status": Status.RUNNING, "progress": 50}}
    finished = details | {stone: {"status": Status.DONE}}
    assert worked(finished).obtained >= worked(open_).obtained
    assert worked(finished).phases[0].days_done >= worked(open_).phases[0].days_done


@cache
def basis():
    return Basis(
        maturity_model(), scorecard_of(default=(2, 2)), scope(), PHASES, values(WORKED_SCORES)
    )


@settings(deadline=None, max_examples=50)
@given(DETAILS)
def test_no_value_falls_by_done_work(details):
    known = values_so_far(values(WORKED_SCORES), worked(details).steps)
    for stone, value in values(WORKED_SCORES).items():
        assert known[stone].score >= value.score


@settings(deadline=None, max_examples=25)
@given(DETAILS)
def test_done_work_never_lowers_a_projection(details):
    prospect = find_prospect(basis(), worked(details).steps)
    assert prospect.so_far.stage >= prospect.today.stage
    assert prospect.so_far.mean >= prospect.today.mean
    means = [at.mean for at in (prospect.so_far, *prospect.after)]
    assert means == sorted(means)

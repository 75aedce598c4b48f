import pytest

from roadmaps.domain.scopes import own_initiative
from roadmaps.domain.work import Work, default_work, months_of_effort
from tests.roadmaps.domain.cases import advance, maturity_model, scope_of, worked_scope


@pytest.mark.parametrize("size_factor", [0.5, 1.0, 4.0])
def test_default_work_is_what_the_scope_has_unedited(size_factor):
    scope = scope_of(
        {},
        advance(dict.fromkeys(maturity_model().blocks, 4)),
        otherwise=40,
        size_factor=size_factor,
    )
    for gap in scope.gaps:
        found = default_work(maturity_model(), gap, size_factor)
        assert found == Work(gap.effort, gap.months)


def test_an_own_initiative_has_no_default():
    own = own_initiative(worked_scope(), "OWN-1", block="VOC", impact=3, effort=10)
    with pytest.raises(KeyError):
        default_work(maturity_model(), own, 1.0)


def test_months_of_an_entered_effort_come_before_the_size_factor():
    assert months_of_effort(maturity_model(), 40, 1.0) == 3
    assert months_of_effort(maturity_model(), 40, 2.0) == 1

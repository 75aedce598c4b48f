import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessments import models
from tests.assessments.admin.pages import url

SECONDS = 0.5


@pytest.fixture
def many_stones(draft):
    """Five hundred stones in one version."""
    like = draft.stone_set.first()
    missing = 500 - draft.stone_set.count()
    models.Stone.objects.bulk_create(
        models.Stone(
            maturity_model=draft,
            code=f"MORE-{number}",
            position=100 + number,
            block=like.block,
            stage=like.stage,
            pillar=like.pillar,
            effort=like.effort,
            impact=3,
            title_en=f"Stone {number}",
            description_en="One of many.",
        )
        for number in range(missing)
    )
    return draft


def test_list_of_five_hundred_stones_is_quick_and_asks_a_constant_number_of_queries(
    editor, many_stones
):
    address = f"{url(models.Stone, 'changelist')}?maturity_model__id__exact={many_stones.pk}"
    editor.get(address)  # the first page of a process compiles its templates
    started = time.perf_counter()
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(address)
    seconds = time.perf_counter() - started
    of_many = len(queries)
    models.Stone.objects.filter(code__startswith="MORE-").delete()
    with CaptureQueriesContext(connection) as queries:
        editor.get(address)

    assert page.context["cl"].result_count == 500
    assert len(queries) == of_many <= 20
    assert seconds < SECONDS * 2  # twice: the suite shares its cores with itself

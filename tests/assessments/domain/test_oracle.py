"""Nobody can be worked out from departments and vantages shown together (quality C54)."""

import random
from collections import Counter
from collections.abc import Iterable, Mapping

import pytest

from assessments.domain.disclosure import Grouping, find_groups
from assessments.domain.oracle import count_leaks
from assessments.domain.responses import Department

K = 5
POPULATIONS = 2_000


def close(sets: Iterable[int]) -> set[int]:
    """All sets (bits of places) that disjoint unions and nested differences give."""
    found = set(sets)
    work = list(found)
    while work:
        one = work.pop()
        for other in list(found):
            new = []
            if not one & other:
                new.append(one | other)
            if one & other == other:
                new.append(one & ~other)
            if one & other == one:
                new.append(other & ~one)
            for made in new:
                if made and made not in found:
                    found.add(made)
                    work.append(made)
    return found


def find_small(table: Mapping[tuple[str, str], int], cells: Iterable[frozenset], k: int) -> int:
    places = sorted(table)
    bits = [sum(1 << place for place, key in enumerate(places) if key in cell) for cell in cells]
    sizes = (
        sum(table[key] for place, key in enumerate(places) if found >> place & 1)
        for found in close(bits)
    )
    return sum(0 < size < k for size in sizes)


def find_cells(table: Mapping[tuple[str, str], int], grouping: Grouping) -> list[frozenset]:
    rows = [{key for key in table if key[0] in group.departments} for group in grouping.groups]
    columns = [{key for key in table if key[1] in group.departments} for group in grouping.vantages]
    return [frozenset(cell) for cell in (*rows, *columns)]


def draw_population(dice: random.Random) -> Counter[tuple[str, str]]:
    """Departments whose people see from one place mostly, as they do."""
    people: Counter[tuple[str, str]] = Counter()
    vantages = ["leader", "manager", "front_line", "support"][: dice.randint(1, 4)]
    for department in range(dice.randint(1, 6)):
        usual = dice.choice(vantages)
        for _ in range(dice.choice((1, 2, 4, 6, 9, 15))):
            seen = usual if dice.random() < 0.75 else dice.choice(vantages)
            people[f"d{department}", seen] += 1
    return people


def group(people: Counter[tuple[str, str]], k: int = K) -> Grouping:
    everybody = list(people.elements())
    return find_groups(
        [Department(code) for code in sorted({row for row, _ in people})],
        [row for row, _ in everybody],
        k,
        responses_vantages=[column for _, column in everybody],
    )


def test_oracle_finds_what_adding_and_subtracting_finds():
    dice = random.Random(7)
    found = 0
    for _ in range(400):
        table = {
            (f"r{row}", f"c{column}"): dice.choice((1, 1, 2, 3, 5, 8))
            for row in range(dice.randint(1, 5))
            for column in range(dice.randint(1, 4))
            if dice.random() < 0.55
        }
        cells = [frozenset(key for key in table if key[0] == row) for row in {r for r, _ in table}]
        cells += [frozenset(k for k in table if k[1] == column) for column in {c for _, c in table}]
        small = find_small(table, cells, K)
        assert bool(count_leaks(table, K)) == bool(small), table
        found += bool(small)
    assert 40 < found < 400  # both cases were there


def test_nobody_can_be_worked_out_of_random_populations():
    dice = random.Random(54)
    shown = 0
    for _ in range(POPULATIONS):
        people = draw_population(dice)
        grouping = group(people)
        if not grouping.is_shown:
            assert people.total() < K
            continue
        assert find_small(people, find_cells(people, grouping), K) == 0, people
        shown += bool(grouping.vantages)
    assert shown > POPULATIONS // 4  # safety by silence would be easy


def test_groups_hide_what_two_cuts_together_tell():
    # Of the eleven technicians all but two are developers, who are all that see from support.
    people = Counter({("tech", "support"): 9, ("tech", "manager"): 2, ("sales", "manager"): 14})

    assert [g.code for g in group(people).groups] == ["whole"] or not group(people).vantages
    assert find_small(people, find_cells(people, group(people)), K) == 0


def test_each_group_of_both_cuts_has_enough_people():
    people = draw_population(random.Random(3))
    grouping = group(people, k=3)

    for cell in find_cells(people, grouping):
        assert sum(people[key] for key in cell) >= 3


def test_many_departments_are_shown_as_twelve_and_the_others():
    people = Counter({(f"d{number:02}", "manager"): 10 + number for number in range(20)})

    codes = [g.code for g in group(people).groups]

    assert codes == [*(f"d{number:02}" for number in range(8, 20)), "others"]


@pytest.mark.parametrize("k", [1, 5])
def test_a_cut_of_one_group_is_none(k):
    assert group(Counter({("sales", "manager"): 9}), k).vantages == ()


def test_names_show_everybody():
    people = Counter({("sales", "leader"): 1, ("sales", "manager"): 1, ("it", "leader"): 1})
    grouping = group(people, k=1)

    assert len(grouping.groups) == 2
    assert len(grouping.vantages) == 2


@pytest.mark.parametrize(
    ("plant_on_paper", "shown"), [(False, ["sales", "others"]), (True, ["whole"])]
)
def test_sheets_that_somebody_entered_protect_nobody(plant_on_paper, shown):
    # One phone and four sheets from paper in marketing: whoever typed them knows the fifth.
    departments = [Department("marketing"), Department("sales"), Department("plant")]
    people = ["marketing"] * 5 + ["sales"] * 12 + ["plant"] * 9
    entered = [False] + [True] * 4 + [False] * 12 + [plant_on_paper] * 9

    assert [g.code for g in find_groups(departments, people, K, entered=entered).groups] == shown


def test_each_group_has_enough_people_whom_nobody_has_read():
    dice = random.Random(11)
    for _ in range(500):
        people = list(draw_population(dice).elements())
        entered = [dice.random() < 0.4 for _ in people]
        departments = [Department(code) for code in sorted({row for row, _ in people})]
        grouping = find_groups(
            departments,
            [row for row, _ in people],
            K,
            responses_vantages=[column for _, column in people],
            entered=entered,
        )
        own = Counter(place for place, read in zip(people, entered, strict=True) if not read)
        for cell in find_cells(own, grouping):
            unread = sum(own[place] for place in cell)
            assert unread == 0 or unread >= K
        if grouping.is_shown:
            assert find_small(own, [c for c in find_cells(own, grouping) if c], K) == 0


def test_a_round_all_from_paper_is_shown():
    grouping = find_groups([Department("a")], ["a"] * 6, K, entered=[True] * 6)

    assert [g.code for g in grouping.groups] == ["a"]

from roadmaps import models
from roadmaps.management.demo_course import fill
from roadmaps.queries.course import load_course

TABLES = (models.GreatStatement, models.CourseLine, models.PhaseNote, models.NextAction)


def counts():
    return [table.objects.count() for table in TABLES]


def test_demo_gets_a_course_once(worked_roadmap):
    fill(worked_roadmap)
    filled = counts()
    fill(models.Roadmap.objects.get())
    assert counts() == filled == [2, 5, 2, 6]
    course = load_course(models.Roadmap.objects.get())
    assert (course.orphans, course.unworked) == ((), ())
    assert course.uncovered == ("walk", "run")

import pytest
from django.urls import reverse

from roadmaps.management.demo_course import fill

PAGES = {
    "course": (),
    "plan": (),
    "fields": (),
    "next_actions": (),
    "goal": (),
    "great": (),
    "course_line": ("VOC",),
    "course_line_new": (),
    "phase_benefit": ("crawl",),
    "phase_cover": ("crawl",),
    "purpose": ("VOC-4",),
    "next_action_new": (),
}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_is_told_in_the_language_of_the_reader(as_user, olive, worked_roadmap, language):
    fill(worked_roadmap)
    reader = as_user(olive)
    pages = {
        name: reader.get(
            reverse(f"roadmaps:{name}", args=[worked_roadmap.pk, *more]),
            headers={"accept-language": language},
        ).content.decode()
        for name, more in PAGES.items()
    }
    told = {name for name, text in pages.items() if f'<html lang="{language}">' in text}
    assert told == set(pages)
    phase = {"en": "Crawl", "fr": "Amorcer"}[language]
    assert all(phase in pages[name] for name in ("course", "plan", "fields", "phase_cover"))

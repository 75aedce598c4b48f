from roadmaps.domain.phase_notes import PhaseNote, phases_covered, phases_with_benefit

NOTES = (
    PhaseNote("crawl", "Answers come within a day", "Share answered in a day", "COO", "Head of IT"),
    PhaseNote("walk", benefit="One contact for all", sponsor="COO"),
    PhaseNote("run"),
)


def test_phase_states_its_benefit_with_what_will_show_it():
    assert phases_with_benefit(NOTES) == {"crawl"}


def test_phase_is_covered_by_sponsor_and_deputy():
    assert phases_covered(NOTES) == {"crawl"}

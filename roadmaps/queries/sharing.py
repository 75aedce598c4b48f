"""Links to a report: those that were made."""

from roadmaps import models


def load_links(roadmap: models.Roadmap, count: int = 50) -> list[models.SharedLink]:
    """The newest links to the report on a roadmap; ids of one day sort as they were made."""
    links = models.SharedLink.objects.filter(roadmap=roadmap).order_by("-created_on", "-pk")
    return list(links[:count])

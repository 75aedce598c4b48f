"""Links to a report: those that were made."""

from roadmaps import models


def load_links(roadmap: models.Roadmap, count: int = 50) -> list[models.SharedLink]:
    """The newest links to the report on a roadmap."""
    return list(models.SharedLink.objects.filter(roadmap=roadmap)[:count])

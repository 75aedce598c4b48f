"""Words of the tests of the board's pages."""

from django.urls import reverse

from roadmaps import models


def address(roadmap, name="roadmap", *more):
    return reverse(f"roadmaps:{name}", args=[roadmap.pk, *more])


def text_of(page):
    return " ".join(page.content.decode().split())


def places(roadmap):
    return {i.stone: i.phase or None for i in roadmap.initiatives.all()}


def seen(roadmap, stone):
    """What a form of the board carries of what a person sees."""
    row = models.Roadmap.objects.get(pk=roadmap.pk)
    initiative = row.initiatives.get(stone=stone)
    return {"revision": initiative.revision, "board": row.revision}


def send(client, roadmap, stone, *, name="initiative_move", follow=False, **data):
    """A change by somebody who sees the board as it is."""
    data = seen(roadmap, stone) | data
    return client.post(address(roadmap, name, stone), data, follow=follow)


def messages_of(page):
    return [str(message) for message in page.context["messages"]]

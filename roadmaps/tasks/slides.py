"""The slides on a roadmap."""

from django.utils.translation import gettext as _

from assessments.domain.spread import Topic
from roadmaps.exchange.slides import Deck, Source, is_installed, lay_deck, render_deck
from roadmaps.queries.board_page import load_board_page
from roadmaps.queries.report_way import load_way
from roadmaps.queries.wording import wording_of_roadmap
from roadmaps.tasks.orders import NoResults, NotInstalled, Order
from roadmaps.tasks.words import say


def read(order: Order) -> Deck:
    """The slides as values, in the language that is active. Raises NoResults."""
    page = load_board_page(order.roadmap, order.made_on)
    if page is None:
        raise NoResults
    wording = wording_of_roadmap(order.roadmap)
    spread = page.scorecard.spread
    topics: dict[Topic | None, str] = {
        topic: say("report/words/topic.txt", topic=topic) for topic in (*Topic, None)
    }
    return lay_deck(
        Source(
            page=page,
            way=load_way(order.roadmap, order.made_on, compares=False),
            wording=wording,
            language=order.language,
            headline=say("report/words/headline.txt", scorecard=page.scorecard, wording=wording),
            asked=tuple(
                say("report/board/asked_words.html", each=each, page=page, wording=wording)
                for each in page.asked
            ),
            topics={each.stone: topics[each.topic] for each in (spread.agenda if spread else ())},
        )
    )


def build(deck: Deck, order: Order) -> bytes:
    """The file, in the look of the organisation. Raises NotInstalled."""
    if not is_installed():
        raise NotInstalled(_("Slides need the extra “slides”: pip install cxmaturity[slides]"))
    return render_deck(deck, order.look)

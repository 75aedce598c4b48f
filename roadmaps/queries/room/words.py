"""The texts of a scene, in the reader's language."""

from dataclasses import dataclass

from assessments.domain.responses import DONT_KNOW, NOT_APPLICABLE
from assessments.models import Assessment
from assessments.queries.maturity_model import load_maturity_model
from assessments.queries.questionnaire import Choice, Question
from assessments.queries.wording import Wording, wording_of
from roadmaps.domain.room.scene import Scene
from roadmaps.domain.room.scenes import Kind


@dataclass(frozen=True, slots=True)
class SceneWords:
    """Texts of a scene: `title` names its subject ('' where it has none), `block` the block that it
    is of. Of a stone `question` with its levels, `aside` (don't know, not applicable) and
    `breadths`; of a block `stages`: number, name and what the block looks like there."""

    wording: Wording
    title: str = ""
    block: str = ""
    question: Question | None = None
    aside: tuple[Choice, ...] = ()
    breadths: tuple[Choice, ...] = ()
    stages: tuple[tuple[int, str, str], ...] = ()


def load_scene_words(assessment: Assessment, scene: Scene) -> SceneWords:
    """All texts that wall and phones show of a scene."""
    wording = wording_of(assessment)
    if scene.kind is Kind.AMBITION:
        return _of_block(wording, scene.subject)
    if scene.kind in (Kind.STONE, Kind.IDEAS):
        return _of_stone(wording, scene.subject, assessment)
    return SceneWords(wording)


def _of_block(wording: Wording, code: str) -> SceneWords:
    name = wording.block_names.get(code, code)
    stages = tuple(
        (number, stage.name, wording.descriptors.get((code, number), ""))
        for number, stage in wording.stages.items()
    )
    return SceneWords(wording, title=name, block=name, stages=stages)


def _of_stone(wording: Wording, code: str, assessment: Assessment) -> SceneWords:
    stone = wording.stones.get(code)
    if stone is None:
        return SceneWords(wording, title=code)
    block = load_maturity_model(assessment.maturity_model).stone_by_code[code].block
    say = wording.answers
    question = Question(
        code=code,
        number=1,
        text=stone.question,
        sign=stone.sign,
        stem=say[stone.breadth_stem],
        levels=_choices(wording, stone.scale, 0),
    )
    return SceneWords(
        wording,
        title=stone.title,
        block=wording.block_names.get(block, ""),
        question=question,
        aside=(Choice(DONT_KNOW, say["dont_know"]), Choice(NOT_APPLICABLE, say["not_applicable"])),
        breadths=(*_choices(wording, "breadth", 1), Choice(DONT_KNOW, say["dont_know_breadth"])),
    )


def _choices(wording: Wording, scale: str, first: int) -> tuple[Choice, ...]:
    return tuple(Choice(level, wording.answers[f"{scale}-{level}"]) for level in range(first, 5))

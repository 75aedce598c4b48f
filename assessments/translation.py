"""Which texts stand in several languages: one column a language; and what has a history."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from assessments import models


@register(models.MaturityModel)
@register(models.Pillar)
@register(models.Phase)
@register(models.Vantage)
@register(models.GateCondition)
class NameTranslation(TranslationOptions):
    fields = ("name",)


@register(models.Stage)
class StageTranslation(TranslationOptions):
    fields = ("name", "definition", "signs", "good_about_being_here", "usual_next_move", "caption")


@register(models.Lens)
class LensTranslation(TranslationOptions):
    fields = ("name", "managing", "leading")


@register(models.Workstream)
class WorkstreamTranslation(TranslationOptions):
    fields = ("name", "purpose")


@register(models.SectorPack)
class SectorPackTranslation(TranslationOptions):
    fields = ("one", "many", "experience", "brand")


@register(models.Indicator)
class IndicatorTranslation(TranslationOptions):
    fields = ("name", "reads")


@register(models.NoticeRule)
class NoticeRuleTranslation(TranslationOptions):
    fields = ("question",)


@register(models.AnswerText)
@register(models.Descriptor)
@register(models.SectorText)
class TextTranslation(TranslationOptions):
    fields = ("text",)


@register(models.Block)
class BlockTranslation(TranslationOptions):
    fields = ("name", "definition", "why")


@register(models.Stone)
class StoneTranslation(TranslationOptions):
    fields = ("title", "description")


@register(models.Item)
class ItemTranslation(TranslationOptions):
    fields = ("question", "sign")


# After the columns of every language are there: history has to keep them too. Never of sheets,
# answers, comments and snapshots: who said what when must not be kept anywhere.
WITH_HISTORY = (
    models.MaturityModel,
    models.Stage,
    models.Pillar,
    models.Lens,
    models.Workstream,
    models.Effort,
    models.Phase,
    models.Vantage,
    models.SectorPack,
    models.SectorText,
    models.Indicator,
    models.NoticeRule,
    models.AnswerText,
    models.Block,
    models.Descriptor,
    models.Stone,
    models.Prerequisite,
    models.Item,
    models.GateCondition,
    models.Assessment,
    models.Membership,
)
for model in WITH_HISTORY:
    simple_history.register(model, app="assessments")

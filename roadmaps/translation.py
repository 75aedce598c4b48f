"""What keeps a history: who changed which register row, when, from what to what."""

import simple_history

from roadmaps import models

WITH_HISTORY = (
    models.Programme,
    models.Target,
    models.CourseLine,
    models.PhaseNote,
    models.NextAction,
    models.Risk,
    models.Tool,
    models.Agent,
    models.Factor,
    models.Indicator,
    models.Benefit,
    models.CostLine,
    models.Alternative,
)
for model in WITH_HISTORY:
    simple_history.register(model, app="roadmaps")

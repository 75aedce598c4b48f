"""Addresses of progress, indicators, benefits and costs."""

from django.urls import path

from roadmaps.views import (
    following,
    following_benefits,
    following_claims,
    following_costs,
    following_indicators,
    following_measurements,
    following_progress,
    following_proposals,
)

ROOT = "roadmaps/<uuid:pk>/following/"
STEP = ROOT + "steps/<str:stone>/"
INDICATORS = ROOT + "indicators/"
INDICATOR = INDICATORS + "<int:number>/"
BENEFIT = ROOT + "benefits/<int:number>/"
COST = ROOT + "costs/<int:number>/"

indicators, benefits, costs = following_indicators, following_benefits, following_costs
measurements, proposals = following_measurements, following_proposals.indicator_proposals
urlpatterns = [
    path(ROOT, following.following, name="following"),
    path(ROOT + "steps/", following_progress.progress, name="progress"),
    path(STEP, following_progress.progress_save, name="progress_save"),
    path(STEP + "brought/", following_claims.claim, name="claim"),
    path(STEP + "nothing-new/", following_claims.claim_decline, name="claim_decline"),
    path(INDICATORS, indicators.scorecard, name="scorecard"),
    path(
        INDICATORS + "proposals/",
        following_proposals.indicator_proposals,
        name="indicator_proposals",
    ),
    path(INDICATORS + "new/", indicators.indicator_new, name="indicator_new"),
    path(INDICATOR, measurements.indicator, name="indicator"),
    path(INDICATOR + "edit/", indicators.indicator_edit, name="indicator_edit"),
    path(INDICATOR + "remove/", indicators.indicator_remove, name="indicator_remove"),
    path(INDICATOR + "measured/", measurements.measurement_save, name="measurement_save"),
    path(INDICATOR + "taken-back/", measurements.measurement_remove, name="measurement_remove"),
    path(ROOT + "benefits/", benefits.benefits, name="benefits"),
    path(ROOT + "benefits/new/", benefits.benefit_new, name="benefit_new"),
    path(BENEFIT, benefits.benefit, name="benefit"),
    path(BENEFIT + "remove/", benefits.benefit_remove, name="benefit_remove"),
    path(BENEFIT + "obtained/", benefits.obtained, name="obtained"),
    path(BENEFIT + "taken-back/", benefits.obtained_remove, name="obtained_remove"),
    path(ROOT + "costs/", costs.costs, name="costs"),
    path(ROOT + "costs/new/", costs.cost_new, name="cost_new"),
    path(ROOT + "costs/rate/", costs.rate, name="rate"),
    path(COST, costs.cost, name="cost"),
    path(COST + "remove/", costs.cost_remove, name="cost_remove"),
]

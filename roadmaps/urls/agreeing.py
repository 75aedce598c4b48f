"""Addresses of what a room agrees, and of its minutes."""

from django.urls import path

from roadmaps.views.room import agreeing, ideas, minutes, positions, signing_off

WORKSHOP = "workshops/<uuid:pk>"

urlpatterns = [
    path("assessments/<uuid:pk>/positions/", positions.positions, name="positions"),
    path(f"{WORKSHOP}/items/<int:item>/", agreeing.workshop_item, name="workshop_item"),
    path(f"{WORKSHOP}/items/<int:item>/open/", agreeing.item_open, name="item_open"),
    path(f"{WORKSHOP}/ideas/<uuid:idea>/keep/", ideas.idea_keep, name="idea_keep"),
    path(f"{WORKSHOP}/ideas/<uuid:idea>/withdraw/", ideas.idea_withdraw, name="idea_withdraw"),
    path(f"{WORKSHOP}/sign-off/", signing_off.sign_offs, name="sign_offs"),
    path(f"{WORKSHOP}/minutes/", minutes.minutes, name="minutes"),
    path(f"{WORKSHOP}/minutes.pdf", minutes.minutes_pdf, name="minutes_pdf"),
]

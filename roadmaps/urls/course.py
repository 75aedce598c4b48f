"""Addresses of the course, the operational plan and the next 90 days."""

from django.urls import path

from roadmaps.views import course, great, next_actions, phase_notes, plan

ROADMAP = "roadmaps/<uuid:pk>"
LINES = f"{ROADMAP}/course/lines"
PHASE = f"{ROADMAP}/course/phases/<str:phase>"
ACTION = f"{ROADMAP}/next/<int:action>"

urlpatterns = [
    path(f"{ROADMAP}/course/", course.course, name="course"),
    path(f"{ROADMAP}/course/goal/", great.goal, name="goal"),
    path(f"{ROADMAP}/course/great/", great.great, name="great"),
    path(f"{LINES}/new/", course.course_line_new, name="course_line_new"),
    path(f"{LINES}/<str:code>/", course.course_line, name="course_line"),
    path(f"{LINES}/<str:code>/remove/", course.course_line_remove, name="course_line_remove"),
    path(f"{PHASE}/benefit/", phase_notes.phase_benefit, name="phase_benefit"),
    path(f"{PHASE}/cover/", phase_notes.phase_cover, name="phase_cover"),
    path(f"{ROADMAP}/plan/", plan.plan, name="plan"),
    path(f"{ROADMAP}/plan/fields/", plan.fields, name="fields"),
    path(f"{ROADMAP}/plan/steps/<str:stone>/", plan.purpose, name="purpose"),
    path(f"{ROADMAP}/next/", next_actions.next_actions, name="next_actions"),
    path(f"{ROADMAP}/next/new/", next_actions.next_action_new, name="next_action_new"),
    path(f"{ACTION}/", next_actions.next_action, name="next_action"),
    path(f"{ACTION}/done/", next_actions.next_action_done, name="next_action_done"),
    path(f"{ACTION}/remove/", next_actions.next_action_remove, name="next_action_remove"),
]

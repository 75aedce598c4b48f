"""Addresses of assessments."""

from django.urls import path

from assessments.views import (
    answer,
    assessments,
    home,
    invitations,
    invited,
    join,
    method,
    organisations,
    paper,
    printed,
    results,
    results_block,
    resume,
    revealed,
    save,
    share,
    submit,
    withdraw,
)

app_name = "assessments"
urlpatterns = [
    path("", home.home, name="home"),
    path("join/", join.join_by_code, name="join_by_code"),
    path("a/<str:code>/", join.join, name="join"),
    path("a/<str:code>/language/", join.sheet_language, name="sheet_language"),
    path("a/<str:code>/resume/", resume.resume, name="resume"),
    path("a/<str:code>/resume/code/", resume.resume_code, name="resume_code"),
    path("a/<str:code>/withdraw/", withdraw.withdraw, name="withdraw"),
    path("a/<str:code>/result/", revealed.result, name="result"),
    path("a/<str:code>/review/", submit.review, name="review"),
    path("a/<str:code>/thanks/", submit.thanks, name="thanks"),
    path("a/<str:code>/save/", save.save, name="save"),
    path("a/<str:code>/<slug:block>/", answer.answer, name="answer"),
    path("i/<str:token>/", invited.invited, name="invited"),
    path("u/<str:token>/", invited.unsubscribe_page, name="unsubscribe"),
    path("organisations/", organisations.organisation_list, name="organisation_list"),
    path("organisations/new/", organisations.organisation_new, name="organisation_new"),
    path("organisations/<uuid:pk>/", organisations.organisation, name="organisation"),
    path(
        "organisations/<uuid:pk>/edit/", organisations.organisation_edit, name="organisation_edit"
    ),
    path("organisations/<uuid:pk>/people/", organisations.member_save, name="member_save"),
    path(
        "organisations/<uuid:pk>/people/<int:membership>/remove/",
        organisations.member_remove,
        name="member_remove",
    ),
    path(
        "organisations/<uuid:pk>/assessments/new/",
        assessments.assessment_new,
        name="assessment_new",
    ),
    path("assessments/<uuid:pk>/", assessments.assessment, name="assessment"),
    path("assessments/<uuid:pk>/edit/", assessments.assessment_edit, name="assessment_edit"),
    path("assessments/<uuid:pk>/open/", assessments.assessment_open, name="assessment_open"),
    path("assessments/<uuid:pk>/extend/", assessments.assessment_extend, name="assessment_extend"),
    path("assessments/<uuid:pk>/close/", assessments.assessment_close, name="assessment_close"),
    path("assessments/<uuid:pk>/reveal/", revealed.reveal, name="reveal"),
    path("assessments/<uuid:pk>/invitations/", invitations.invitations, name="invitations"),
    path(
        "assessments/<uuid:pk>/invitations/add/",
        invitations.invitations_add,
        name="invitations_add",
    ),
    path(
        "assessments/<uuid:pk>/invitations/send/",
        invitations.invitations_send,
        name="invitations_send",
    ),
    path(
        "assessments/<uuid:pk>/invitations/<uuid:invitation>/remove/",
        invitations.invitation_remove,
        name="invitation_remove",
    ),
    path("assessments/<uuid:pk>/wall/", share.wall, name="wall"),
    path("assessments/<uuid:pk>/qr.svg", share.qr, name="qr"),
    path("assessments/<uuid:pk>/paper/", paper.paper, name="paper"),
    path("assessments/<uuid:pk>/paper/take-back/", paper.take_back, name="paper_take_back"),
    path("assessments/<uuid:pk>/poster.pdf", printed.poster, name="poster"),
    path("assessments/<uuid:pk>/questionnaire.pdf", printed.questionnaire, name="questionnaire"),
    path("assessments/<uuid:pk>/results/", results.results, name="results"),
    path(
        "assessments/<uuid:pk>/results/<slug:block>/",
        results_block.results_block,
        name="results_block",
    ),
    path("assessments/<uuid:pk>/method/", method.method, name="method"),
]

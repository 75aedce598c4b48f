"""Addresses of the room: workshops, desk, wall, phones, minutes."""

from django.urls import path

from roadmaps.views.room import acting, agenda, desk, phones, said, wall, workshops

ASSESSMENT = "assessments/<uuid:pk>/workshops"
WORKSHOP = "workshops/<uuid:pk>"
ITEM = f"{WORKSHOP}/agenda/<int:item>"

FACILITATING = [
    path(f"{ASSESSMENT}/", workshops.workshops, name="workshops"),
    path(f"{ASSESSMENT}/new/", workshops.workshop_new, name="workshop_new"),
    path(f"{WORKSHOP}/", desk.desk, name="desk"),
    path(f"{WORKSHOP}/now/", desk.desk_now, name="desk_now"),
    path(f"{WORKSHOP}/act/", acting.act, name="act"),
    path(f"{WORKSHOP}/open/", workshops.workshop_open, name="workshop_open"),
    path(f"{WORKSHOP}/test/", workshops.workshop_test, name="workshop_test"),
    path(f"{WORKSHOP}/end/", workshops.workshop_end, name="workshop_end"),
    path(f"{WORKSHOP}/wall/", wall.wall, name="wall"),
    path(f"{WORKSHOP}/wall/now/", wall.wall_now, name="wall_now"),
    path(f"{WORKSHOP}/agenda/add/", agenda.item_add, name="item_add"),
    path(f"{ITEM}/move/", agenda.item_move, name="item_move"),
    path(f"{ITEM}/minutes/", agenda.item_minutes, name="item_minutes"),
    path(f"{ITEM}/drop/", agenda.item_drop, name="item_drop"),
]

PHONE = "w/<str:code>"

PHONES = [
    path("w/", phones.room_join, name="room_join"),
    path(f"{PHONE}/", phones.room, name="room"),
    path(f"{PHONE}/now/", phones.room_now, name="room_now"),
    path(f"{PHONE}/vote/", said.room_vote, name="room_vote"),
    path(f"{PHONE}/ambitions/", said.room_ambitions, name="room_ambitions"),
    path(f"{PHONE}/opinion/", said.room_opinion, name="room_opinion"),
    path(f"{PHONE}/idea/", said.room_idea, name="room_idea"),
    path(f"{PHONE}/dot/", said.room_dot, name="room_dot"),
    path(f"{PHONE}/language/", said.room_language, name="room_language"),
]

urlpatterns = [*FACILITATING, *PHONES]

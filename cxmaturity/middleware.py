"""What every response of the product goes through."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_cache_control

Answer = Callable[[HttpRequest], HttpResponseBase]


def never_stored(get_response: Answer) -> Answer:
    """Who may be signed in gets pages that no browser keeps: the next person may press Back.

    It looks at the cookie, not at the session, which pages of respondents must not touch.
    """

    def answer(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            patch_cache_control(response, no_store=True)
        return response

    return answer

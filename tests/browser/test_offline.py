"""A phone whose network goes away: nothing is lost, nothing doubled, and it says what waits."""

import json
import urllib.request
from concurrent.futures import ThreadPoolExecutor

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

OFFLINE = "5 answers not saved yet: kept on this device, sent as soon as possible"
CHANGED = "Answered on another device meanwhile: what stands there is shown"


@pytest.fixture
def phone(browser):
    """A small screen in English."""
    context = browser.new_context(
        locale="en-GB", viewport={"width": 360, "height": 740}, reduced_motion="reduce"
    )
    context.set_default_timeout(15_000)
    yield context
    context.close()


@pytest.fixture
def start(prepared, site):
    """The address of the questionnaire, once a phone has joined."""

    def join(phone):
        address = f"{site.url}/a/{prepared.lasting_code}/"
        fields = {"department": "sales", "vantage": "manager"}
        assert phone.request.post(address, form=fields).ok
        return address

    return join


def choose(page, **chosen):
    """Tap choices by the names of their fields, in one moment."""
    fields = [f'input[name="{name.replace("_", "-")}"][value="{chosen[name]}"]' for name in chosen]
    page.evaluate("all => all.forEach((one) => document.querySelector(one).click())", fields)


def sent(page):
    """The packets that leave a page from now on."""
    packets = []
    page.on(
        "request",
        lambda request: (
            packets.append(json.loads(request.post_data))
            if request.url.endswith("/save/")
            else None
        ),
    )
    return packets


def checked(page):
    return page.eval_on_selector_all("input:checked", "all => all.map(i => [i.name, i.value])")


def test_taps_of_a_moment_leave_in_two_packets(phone, start):
    page = phone.new_page()
    page.goto(f"{start(phone)}voice-of-customer/")
    packets = sent(page)
    choose(page, VOC_1_capability=2, VOC_1_breadth=3, VOC_2_capability=0, VOC_3_capability=5)
    expect(page.locator(".save-state")).to_have_text("Saved")
    page.reload()
    assert [len(packet["answers"]) for packet in packets] == [1, 3]
    assert checked(page) == [
        ["VOC-1-capability", "2"],
        ["VOC-1-breadth", "3"],
        ["VOC-2-capability", "0"],
        ["VOC-3-capability", "5"],
    ]


def test_answers_given_offline_wait_and_leave_when_the_network_is_back(phone, start):
    page = phone.new_page()
    page.goto(f"{start(phone)}voice-of-customer/")
    phone.set_offline(True)
    packets = sent(page)
    choose(page, **{f"VOC_{number}_capability": 5 for number in range(1, 6)})
    expect(page.locator(".save-state")).to_have_text(OFFLINE)
    phone.set_offline(False)
    expect(page.locator(".save-state")).to_have_text("Saved")
    numbers = {a["item"]: a["sequence"] for packet in packets for a in packet["answers"]}
    assert numbers == {f"VOC-{number}": number for number in range(1, 6)}
    choose(page, VOC_6_capability=6)
    expect(page.locator(".save-state")).to_have_text("Saved")
    page.goto(page.url)
    assert checked(page) == [
        *([f"VOC-{number}-capability", "5"] for number in range(1, 6)),
        ["VOC-6-capability", "6"],
    ]


def test_answers_given_offline_survive_that_the_page_is_closed(phone, start):
    address = start(phone)
    page = phone.new_page()
    page.goto(f"{address}voice-of-customer/")
    phone.set_offline(True)
    choose(page, **{f"VOC_{number}_capability": 6 for number in range(1, 6)})
    expect(page.locator(".save-state")).to_have_text(OFFLINE)
    page.close()
    phone.set_offline(False)

    other = phone.new_page()
    packets = sent(other)
    other.goto(f"{address}improvement/")
    expect(other.locator(".save-state")).to_have_text("Saved")
    assert [len(packet["answers"]) for packet in packets] == [5]
    other.goto(f"{address}voice-of-customer/")
    assert checked(other) == [[f"VOC-{number}-capability", "6"] for number in range(1, 6)]
    assert len(packets) == 1


def test_what_another_device_answered_later_is_shown(browser, phone, start):
    address = start(phone)
    first, second = (
        phone.new_page(),
        browser.new_context(storage_state=phone.storage_state(), locale="en-GB").new_page(),
    )
    for page in (first, second):
        page.goto(f"{address}voice-of-customer/")
    choose(second, VOC_1_capability=5, VOC_2_capability=6)
    expect(second.locator(".save-state")).to_have_text("Saved")
    choose(second, VOC_1_capability=6)
    expect(second.locator(".save-state")).to_have_text("Saved")
    choose(first, VOC_1_capability=0)
    expect(first.locator(".save-state")).to_have_text(CHANGED)
    assert checked(first) == [["VOC-1-capability", "6"]]
    choose(first, VOC_1_capability=0)
    expect(first.locator(".save-state")).to_have_text("Saved")
    second.context.close()


def test_an_answer_that_is_refused_stays_told_until_it_is_given_again(phone, start):
    page = phone.new_page()
    page.goto(f"{start(phone)}voice-of-customer/")
    refusal = {"saved": False, "reason": "unreadable", "error": "Please reload the page."}
    page.route("**/save/", lambda route: route.fulfill(status=400, json=refusal))
    choose(page, VOC_1_capability=5)
    state = page.locator(".save-state")
    expect(state).to_have_text(refusal["error"])
    page.unroute("**/save/")
    packets = sent(page)
    choose(page, VOC_2_capability=5)
    page.wait_for_function("() => !Object.keys(localStorage).some((key) => key.includes('/'))")
    expect(state).to_have_text(refusal["error"])
    choose(page, VOC_1_capability=6)
    expect(state).to_have_text("Saved")
    assert [a["item"] for packet in packets for a in packet["answers"]] == ["VOC-2", "VOC-1"]


def test_one_packet_posted_fifty_times_at_once_is_one_answer(phone, start):
    address = start(phone)
    page = phone.new_page()
    page.goto(f"{address}voice-of-customer/")
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in phone.cookies())
    token = page.input_value("[name=csrfmiddlewaretoken]")
    headers = {"Content-Type": "application/json", "Cookie": cookies, "X-CSRFToken": token}
    tap = {"item": "VOC-1", "capability": 5, "breadth": None, "sequence": 1}
    body = json.dumps({"answers": [tap]}).encode()

    def post(_: int) -> tuple[int, bytes]:
        request = urllib.request.Request(f"{address}save/", body, headers)  # noqa: S310 -- ours
        with urllib.request.urlopen(request, timeout=60) as response:  # noqa: S310
            return response.status, response.read()

    with ThreadPoolExecutor(50) as pool:
        replies = set(pool.map(post, range(50)))
    assert replies == {(200, b'{"saved": true, "sequence": 1}')}
    page.reload()
    assert checked(page) == [["VOC-1-capability", "5"]]

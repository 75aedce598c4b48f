from assessments.views.frames import Frame, chosen, gap


def test_frame_is_filled_with_escaped_words():
    frame = Frame(f"<p>{gap('name')}</p><i>{gap('rest')}</i>")
    assert frame.fill({"name": "<b> & co"}) == "<p>&lt;b&gt; &amp; co</p><i></i>"
    assert frame.fill({"name": 7, "rest": "·"}) == "<p>7</p><i>·</i>"


def test_frame_chooses_the_button_of_a_name_and_a_value():
    button = '<input type="radio" name="VOC-1-capability" value="{}">'
    frame = Frame(button.format(1) + button.format(11))
    chosen_one = '<input type="radio" name="VOC-1-capability" value="1" checked>'
    filled = frame.fill(dict([chosen("VOC-1-capability", 1), chosen("VOC-1-capability", 9)]))
    assert filled == chosen_one + button.format(11)


def test_frame_knows_no_gap_in_a_word():
    assert Frame(gap("comment")).fill({"comment": gap("secret"), "secret": "x"}) == gap("secret")

"""What is told of work that takes long."""

from tracker.services.steps import leg, watched


def test_each_hundredth_part_is_told_once() -> None:
    told: list[tuple[int, int]] = []
    step = watched(lambda done, total: told.append((done, total)), lambda: False)
    for done in range(1001):
        step(done, 1000)
    assert told == [(part * 10, 1000) for part in range(101)]
    step(0, 0)
    assert told[101:] == [(0, 0)]


def test_the_legs_of_a_way_follow_one_another() -> None:
    told: list[tuple[int, int]] = []
    for number in range(3):
        leg(lambda done, total: told.append((done, total)), number, 3)(2, 4)
    assert told == [(2, 12), (6, 12), (10, 12)]

"""The next number of the acta: of an agreement within its problem, of a problem within its session."""

from collections.abc import Iterable

from follow_up.spelling import code_order


def next_code(codes: Iterable[str], problem_number: str) -> str:
    """The code of one more agreement of a problem that has those `codes`.

    The acta numbers the only agreement of a problem like the problem ("06") and several by sub-numbers ("2.1", "2.2").
    """
    taken = [code_order(code) for code in codes]
    if not taken:
        return problem_number
    first = code_order(problem_number)[:1] or taken[0][:1] or (1,)
    last = max((order[1] for order in taken if len(order) > 1), default=1)
    return f"{first[0]}.{last + 1}"


def next_problem_number(numbers: Iterable[str]) -> str:
    """The number of one more problem of a session that has those `numbers`: two digits, as the acta writes it."""
    return f"{1 + max((code_order(number)[:1] or (0,))[0] for number in ['0', *numbers]):02d}"

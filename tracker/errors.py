"""What a person is told when the world, not the program, is at fault."""

from collections.abc import Sequence


class UserError(Exception):
    """A fault of the input or the surroundings, said in one sentence with a hint of what to do.

    `hint` is worded for whoever types commands, `window` for whoever sits at the window; where none is given, both are
    told the same, and "" adds nothing to the message. Everything else that is raised is a defect of the program and
    reaches the crash window.
    """

    def __init__(self, message: str, hint: str = "", *, window: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.window = hint if window is None else window


class Conflict(UserError):  # noqa: N818 - the word people use for it
    """Someone has changed the same thing meanwhile: nothing was written, a person must decide."""


class OlderPlan(UserError):  # noqa: N818 - what it is
    """A plan on a shared folder would be brought to the present layout, which shuts older programs out: to be asked."""


class NameAsked(UserError):  # noqa: N818 - what it is
    """A name that was typed is new and like known ones: whom it means is to be asked, and nothing was written."""

    def __init__(self, name: str, like: Sequence[str], register: str) -> None:
        said = f"“{name}” is not in the register of {register}, and is like {' and '.join(like)}"
        super().__init__(said, "say whom you mean")
        self.name, self.like, self.register = name, tuple(like), register


class PasswordWanted(UserError):  # noqa: N818 - what it is
    """A server does not take the name without a password, or not with this one: it is to be asked for."""


class UsageError(UserError):
    """Words of a command line that make no command, though each of them may stand alone."""

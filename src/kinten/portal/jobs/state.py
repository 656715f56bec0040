"""The states of a job, and what they are called."""

from enum import StrEnum

from kinten.vocabulary.wording import Words


class State(StrEnum):
    """How far a job has come."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"

    @property
    def label(self) -> Words:
        """The words printed to people."""
        return _STATES[self]

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done or being done."""
        return self in {State.WAITING, State.RUNNING}


_STATES = {
    State.WAITING: Words("順番を待っています", "waiting for its turn"),
    State.RUNNING: Words("処理中", "running"),
    State.DONE: Words("終わりました", "done"),
    State.FAILED: Words("失敗しました", "failed"),
    State.CANCELLED: Words("止めました", "cancelled"),
    State.INTERRUPTED: Words("中断されました", "interrupted"),
}

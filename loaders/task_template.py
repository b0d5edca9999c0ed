"""Declares what a task list is: a ledger whose rows are read one by one, because its merges carry meaning."""

from dataclasses import dataclass

from loaders.template import LedgerTemplate


@dataclass(frozen=True)
class TaskTemplate(LedgerTemplate):
    """Declares a list of tasks: recognised and made blank like a ledger, read by loaders/task_list.py."""

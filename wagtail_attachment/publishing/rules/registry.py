"""All rules of a site: the package's own, and those that the site adds or puts in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .rule import Rule, RuleError


class RuleRegistry:
    """The rules by their ids. Iterating over it yields the rules that apply, the package's first."""

    def __init__(self, ours: Iterable[Rule]) -> None:
        self.ours: dict[str, Rule] = {}
        self._of_site: dict[str, Rule] = {}
        for rule in ours:
            if rule.id in self.ours:
                raise RuleError(f"{rule.id!r} is registered twice.")
            self.ours[rule.id] = rule

    def __iter__(self) -> Iterator[Rule]:
        return iter({**self.ours, **self._of_site}.values())

    def get(self, rule_id: str) -> Rule | None:
        """Return the rule that applies under this id, or ``None``."""
        return self._of_site.get(rule_id) or self.ours.get(rule_id)

    def is_of_site(self, rule: Rule) -> bool:
        return self._of_site.get(rule.id) is rule

    def register(self, rule: Rule, *, replace: bool = False) -> None:
        """Add a site's own rule; ``replace`` says that it takes the place of the one of its id.

        Raises ``RuleError`` where the id is taken, where there is nothing to replace, and for a
        rule of the package that always holds, as those of safety do. To ask for more
        than it does, register a rule with an id of your own.
        """
        present = self.get(rule.id)
        if present is None and replace:
            raise RuleError(f"There is no rule {rule.id!r} to replace.")
        if present is not None and not replace:
            raise RuleError(f"There is a rule {rule.id!r} already: replace=True takes its place.")
        self._refuse_to_weaken(rule.id)
        self._of_site[rule.id] = rule

    def unregister(self, rule_id: str) -> None:
        """Remove a site's own rule; one of the package that it had replaced applies again.

        Raises ``RuleError`` for one of the package's rules, and where there is none of this id.
        """
        self._refuse_to_weaken(rule_id)
        if rule_id in self._of_site:
            del self._of_site[rule_id]
        elif rule_id in self.ours:
            raise RuleError(
                f"{rule_id!r} belongs to wagtail-attachment: make it advice by "
                "WAGTAIL_ATTACHMENT_SEVERITIES, or replace it."
            )
        else:
            raise RuleError(f"There is no rule {rule_id!r}.")

    def _refuse_to_weaken(self, rule_id: str) -> None:
        ours = self.ours.get(rule_id)
        if ours is not None and ours.holds_always:
            raise RuleError(
                f"{rule_id!r} always holds: it can be neither replaced nor removed. Register a "
                "rule with an id of your own beside it."
            )

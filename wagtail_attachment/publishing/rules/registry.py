"""All rules of a site: the package's own, and those that the site adds or replaces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .rule import Rule, RuleError


class RuleRegistry:
    """The rules by their ids. Iterating yields the rules that apply, the package's first."""

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
        """Add a site's own rule; with ``replace``, it replaces the rule that has the same id.

        Raises ``RuleError`` if the id is taken, if there is nothing to replace, or if the rule to
        replace is one of the package's that always hold, such as the safety rules. To ask for more
        than such a rule does, register a rule under an id of your own.
        """
        present = self.get(rule.id)
        if present is None and replace:
            raise RuleError(f"There is no rule {rule.id!r} to replace.")
        if present is not None and not replace:
            raise RuleError(f"There is a rule {rule.id!r} already: replace=True takes its place.")
        self._refuse_to_weaken(rule.id)
        self._of_site[rule.id] = rule

    def unregister(self, rule_id: str) -> None:
        """Remove a site's own rule; a rule of the package that it replaced applies again.

        Raises ``RuleError`` for the package's own rules, and if there is no rule with this id.
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

"""Structured data of a page: its schema.org graph, and Open Graph for sharing.

It is built only from a page that has been read: nothing here queries what the page's own template
does not show. A page type adds its own data in ``extend_structured_data()``.
"""

from .graph import get_structured_data
from .json_ld import write_json_ld
from .node import Node
from .open_graph import get_open_graph
from .subject import get_description

__all__ = ["Node", "get_description", "get_open_graph", "get_structured_data", "write_json_ld"]

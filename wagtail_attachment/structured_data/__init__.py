"""What machines read of a page: its schema.org graph, and Open Graph for those who share it.

Data only, from a page that was read already: nothing here asks the database for what the page's own
template does not show. What one page type alone has to say, it adds in ``extend_structured_data()``.
"""

from .graph import get_structured_data
from .json_ld import write_json_ld
from .node import Node
from .open_graph import get_open_graph
from .subject import get_description

__all__ = ["Node", "get_description", "get_open_graph", "get_structured_data", "write_json_ld"]

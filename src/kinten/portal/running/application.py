"""What each process of the server loads: the portal, in a process that ends with the server."""

from kinten.portal.running.living import end_with_parent
from kinten.portal.wsgi import application

end_with_parent()

__all__ = ["application"]

"""What each process of the server loads: the portal, in a process that ends with the server."""

from kinten.portal.running.bodies import BoundedBodies
from kinten.portal.running.living import end_with_parent
from kinten.portal.running.warming import warm_up
from kinten.portal.running.web import BODIES
from kinten.portal.wsgi import application as portal

end_with_parent()
warm_up(portal)
application = BoundedBodies(portal, BODIES)

__all__ = ["application"]

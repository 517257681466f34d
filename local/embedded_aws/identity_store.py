"""The identity store in moto: what it lacks, and as strict as AWS where it is lax."""
import json

from moto.identitystore import models, responses
from moto.identitystore.exceptions import ConflictException, ResourceNotFoundException

NAMES = {"name.givenName": "GivenName", "name.familyName": "FamilyName"}
FIELDS = {"displayName": "DisplayName", "emails": "Emails", "userType": "UserType", "title": "Title"}


def prepare():
    backend = models.IdentityStoreBackend
    _without_memberships(backend, "delete_user", lambda membership: membership["MemberId"]["UserId"])
    _without_memberships(backend, "delete_group", lambda membership: membership["GroupId"])
    _each_member_once(backend)
    responses.IdentityStoreResponse.update_user = _update_user
    responses.IdentityStoreResponse.update_group = _update_group


def _without_memberships(backend, name, of):
    original = getattr(backend, name)

    def delete(self, identity_store_id, gone):
        original(self, identity_store_id, gone)
        kept = self.identity_stores[identity_store_id].group_memberships
        for membership_id in [key for key, membership in kept.items() if of(membership) == gone]:
            del kept[membership_id]
    setattr(backend, name, lambda self, identity_store_id, **named: delete(self, identity_store_id, *named.values()))


def _each_member_once(backend):
    original = backend.create_group_membership

    def create_group_membership(self, identity_store_id, group_id, member_id):
        store = self.identity_stores.get(identity_store_id)
        for membership in store.group_memberships.values() if store else ():
            if (membership["GroupId"], membership["MemberId"]) == (group_id, member_id):
                raise ConflictException(message="Member and Group relationship already exists", reason="UNIQUENESS_CONSTRAINT_VIOLATION")
        return original(self, identity_store_id, group_id, member_id)
    backend.create_group_membership = create_group_membership


def _operations(response, kept, kind):
    """Those of the request, and what they are for."""
    parameters = json.loads(response.body)
    store = response.identitystore_backend.identity_stores.get(parameters["IdentityStoreId"])
    things = getattr(store, kept, {})
    key = parameters[f"{kind.title()}Id"]
    if key not in things:
        raise ResourceNotFoundException(message=f"{kind} not found.", resource_type=kind)
    return things, key, parameters["Operations"]


def _update_user(self):
    users, key, operations = _operations(self, "users", "USER")
    for operation in operations:
        path, value = operation["AttributePath"], operation["AttributeValue"]
        user = users[key]
        users[key] = user._replace(Name=user.Name._replace(**{NAMES[path]: value})) if path in NAMES else user._replace(**{FIELDS[path]: value})
    return json.dumps({})


def _update_group(self):
    groups, key, operations = _operations(self, "groups", "GROUP")
    for operation in operations:
        field = {"displayName": "DisplayName", "description": "Description"}[operation["AttributePath"]]
        groups[key] = groups[key]._replace(**{field: operation["AttributeValue"]})
    return json.dumps({})

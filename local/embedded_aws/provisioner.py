"""Gives ministack's CloudFormation the types it lacks, and records what happens to every resource."""
from ministack.core.responses import get_account_id, get_region
from ministack.services.cloudformation import provisioners, stacks

from . import schemas
from .records import DEPLOYED, RECORDED, TRANSLATED
from .resource import Resource

# ministack answers for these, but keeps nothing; a test looks for more of them.
NOTHING_BEHIND = frozenset({"AWS::CDK::Metadata", "AWS::ApiGateway::RequestValidator", "AWS::ApiGateway::DocumentationVersion",
                            "AWS::AppSync::FunctionConfiguration"})
# These come through custom_resources.py, which knows whether the function ran.
FUNCTION_BACKED = frozenset({"AWS::CloudFormation::CustomResource"})


class Recorded:
    """Nothing here knows the type: its properties are validated, and that is all."""
    sent = frozenset()

    def __init__(self, records):
        self._records = records

    def make(self, resource):
        resource.identify()
        if self._records.lives(resource.account, resource.region, resource.type, resource.physical_id):
            raise ValueError(f"{resource.physical_id} already exists ({resource.type}).")

    def change(self, resource, old):
        resource.identify()

    def destroy(self, resource):
        pass


class Provisioner:
    def __init__(self, table: dict, records):
        self._table, self._records = table, records
        self._attributes = {}
        self._properties = {}

    def register(self):
        handlers = provisioners._RESOURCE_HANDLERS
        for type_name in [name for name in handlers if name not in FUNCTION_BACKED]:
            handlers[type_name] = self._observed(type_name, handlers[type_name])
        recorded = Recorded(self._records)
        added = [name for name in schemas.type_names() if name in self._table or name not in handlers]
        for type_name in added:
            kind = self._table.get(type_name)
            handlers[type_name] = self._handler(type_name, kind or recorded, TRANSLATED if kind else RECORDED)
        provisioners._REPLACING_PROPERTIES = _Replacing(provisioners._REPLACING_PROPERTIES, frozenset(added))
        provisioners._CUSTOM_NAME_REPLACEMENT = _CustomNames(provisioners._CUSTOM_NAME_REPLACEMENT, frozenset(added))
        # The added types call back into this endpoint, so never on the event loop.
        original, own = stacks._runs_on_worker_thread, frozenset(added)
        stacks._runs_on_worker_thread = lambda name: name in own or original(name)

    def live(self, account, region, type_name):
        """(properties, attributes) of each resource of an added type that lives now."""
        return [(properties, self._attributes[key]) for key, properties in list(self._properties.items())
                if key[:3] == (account, region, type_name)]

    def _handler(self, type_name, kind, mode):
        def resource_of(logical_id, properties, stack, physical_id=None):
            schema = schemas.schema(type_name)
            key = (get_account_id(), get_region(), type_name, physical_id)
            known = {k: v for k, v in properties.items() if k != "ServiceToken"}
            return Resource(schema, key[0], key[1], stack, logical_id, schema.coerce(known), physical_id,
                            self._attributes.get(key))

        def keep(op, resource):
            key = resource.account, resource.region, type_name, resource.physical_id
            self._attributes[key], self._properties[key] = resource.attributes, resource.properties
            unsent = resource.properties.keys() - kind.sent if mode == TRANSLATED else ()
            self._record(op, mode, resource.type, resource.physical_id, resource.logical_id, resource.stack, unsent)
            return resource.physical_id, resource.attributes

        def create(logical_id, properties, stack):
            resource = resource_of(logical_id, properties, stack)
            resource.schema.check(resource.properties)
            kind.make(resource)
            return keep("create", resource)

        def update(physical_id, old, new, stack, logical_id=None):
            resource = resource_of(logical_id, new, stack, physical_id)
            resource.schema.check(resource.properties)
            before = resource_of(logical_id, old, stack, physical_id).properties
            replaces = resource.replaces(before)
            if replaces:
                named = [name for name in resource.schema.identifier if name not in resource.schema.read_only]
                if len(named) == len(resource.schema.identifier) and not set(named) & set(replaces):
                    raise ValueError("CloudFormation cannot update a stack when a custom-named resource requires "
                                     f"replacing ({', '.join(replaces)} changed). Rename {physical_id} and update the stack again.")
                return create(logical_id, new, stack)   # CloudFormation deletes the predecessor when all is done
            kind.change(resource, before)
            return keep("update", resource)

        def delete(physical_id, properties, logical_id=None):
            resource = resource_of(logical_id, properties, None, physical_id)
            kind.destroy(resource)
            for known in (self._attributes, self._properties):
                known.pop((resource.account, resource.region, type_name, physical_id), None)
            self._record("delete", mode, type_name, physical_id, logical_id)

        return {"create": create, "update": update, "update_with_logical_id": True,
                "delete": delete, "delete_with_logical_id": True}

    def _observed(self, type_name, handler):
        """The same handler, and a record of each operation."""
        mode = RECORDED if type_name in NOTHING_BEHIND else DEPLOYED
        observed = dict(handler)

        def create(logical_id, properties, stack):
            physical_id, attributes = handler["create"](logical_id, properties, stack)
            self._record("create", mode, type_name, physical_id, logical_id, stack)
            return physical_id, attributes

        def update(physical_id, old, new, stack, *logical_id):
            new_id, attributes = handler["update"](physical_id, old, new, stack, *logical_id)
            self._record("update", mode, type_name, new_id, *(logical_id or (None,)), stack)
            return new_id, attributes

        def delete(physical_id, *rest):
            handler["delete"](physical_id, *rest)
            self._record("delete", mode, type_name, physical_id)

        observed.update({op: function for op, function in (("create", create), ("update", update), ("delete", delete))
                         if op in handler})
        return observed

    def _record(self, op, mode, type_name, physical_id, logical_id=None, stack=None, unsent=()):
        self._records.add(op, mode, type_name, physical_id, get_account_id(), get_region(), logical_id, stack, unsent)


class _FromSchema(dict):
    """A table of ministack's; for the added types the answer is in their schema, read when it is needed."""

    def __init__(self, table, added):
        super().__init__(table)
        self._added = added

    def get(self, type_name, default=None):
        if type_name in self._added:
            return self.of(schemas.schema(type_name))
        return super().get(type_name, default)

    def __getitem__(self, type_name):
        return self.get(type_name)


class _Replacing(_FromSchema):
    """The properties whose change replaces the resource."""

    @staticmethod
    def of(schema):
        return tuple(path for path in schema.create_only if "." not in path)


class _CustomNames(_FromSchema):
    """The properties that name the resource, if the template alone names it: such a resource is not replaced under its name."""

    @staticmethod
    def of(schema):
        given = all(name not in schema.read_only and "." not in name for name in schema.identifier)
        return {"name": schema.identifier} if given else None

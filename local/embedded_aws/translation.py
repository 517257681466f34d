"""A CloudFormation type as the calls of its service's own API: what a row of the table can say."""
import json
from dataclasses import dataclass, field
from typing import Callable

from botocore.exceptions import ClientError

from .resource import Resource, dig

_GONE = ("NotFound", "NoSuch", "DoesNotExist", "NotExist", "NotInUse")


@dataclass(frozen=True)
class Value:
    """A parameter that is made of properties rather than being one."""
    properties: tuple
    make: Callable

    def __call__(self, resource):
        return self.make(resource)


def as_json(name: str) -> Value:
    """CloudFormation takes policies as objects or text, the services as text."""
    def make(resource):
        value = resource.properties.get(name)
        return value if value is None or isinstance(value, str) else json.dumps(value)
    return Value((name,), make)


def or_else(name: str, default: Callable) -> Value:
    return Value((name,), lambda resource: resource.properties.get(name) or default(resource))


def constant(value) -> Value:
    return Value((), lambda _: value)


@dataclass(frozen=True)
class Call:
    """An operation and where its parameters come from: "Property", "@Attribute", "item", "item.Field", a list or a Value."""
    operation: str
    parameters: dict

    @property
    def properties(self):
        names = set()
        for source in self.parameters.values():
            if isinstance(source, Value):
                names.update(source.properties)
            elif isinstance(source, str) and not source.startswith(("@", "item")):
                names.add(source)
        return names

    def run(self, service, resource: Resource, item=None):
        def value(source):
            if isinstance(source, Value):
                return source(resource)
            if isinstance(source, list):
                return [value(one) for one in source]
            if source.startswith("item"):
                return item if source == "item" else dig(item, source[5:])
            return resource.attributes.get(source[1:]) if source.startswith("@") else resource.properties.get(source)
        return resource.call(service, self.operation, **{name: value(source) for name, source in self.parameters.items()})


@dataclass(frozen=True)
class Steps:
    """What one call cannot say: a function of (resource, item) and the properties it sends."""
    properties: tuple
    function: Callable

    def run(self, _, resource: Resource, item=None):
        return self.function(resource, item)


def call(operation, *same, **renamed) -> Call:
    """call("update_policy", "Name", PolicyId="@Id"): Name is called the same on both sides, PolicyId is not."""
    return Call(operation, {**{name: name for name in same}, **renamed})


@dataclass(frozen=True)
class Part:
    """A property that has calls of its own: each item of a list, or one value as a whole."""
    property: str
    add: Call | Steps
    remove: Call | Steps | None = None

    def items(self, properties):
        value = properties.get(self.property)
        return value if isinstance(value, list) else [] if value is None else [value]


@dataclass(frozen=True)
class Translation:
    service: str
    create: Call | Steps
    answers: dict = field(default_factory=dict)   # attribute -> path in the answer of create
    read: Call | Steps | None = None
    reads: dict = field(default_factory=dict)     # attribute -> path in the answer of read
    update: Call | Steps | None = None
    delete: Call | Steps | None = None
    parts: tuple = ()
    adopt: tuple | None = None                    # (error code, call): it exists already, and is taken over

    @property
    def changeable(self):
        updated = set(self.update.properties) if self.update else set()
        return updated | {part.property for part in self.parts}

    @property
    def sent(self):
        return self.changeable | set(self.create.properties)

    def make(self, resource: Resource):
        undo = []
        try:
            try:
                answer = self.create.run(self.service, resource)
                if self.delete:
                    undo.append(lambda: self.delete.run(self.service, resource))
            except ClientError as error:
                if not self.adopt or error.response["Error"]["Code"] != self.adopt[0]:
                    raise
                answer = self.adopt[1].run(self.service, resource)
            resource.attributes.update({name: dig(answer, path) for name, path in self.answers.items()})
            resource.identify()
            self._apply_parts(resource, {}, resource.properties, undo)
            self._finish(resource)
        except Exception as error:
            self._undo(undo)
            raise ValueError(_reason(error)) from error

    def change(self, resource: Resource, old: dict):
        changed, undo = resource.changed(old), []
        stuck = sorted(changed & self.sent - self.changeable)
        if stuck:
            raise ValueError(
                f"{resource.type} {resource.logical_id}: cannot change {', '.join(stuck)} of {resource.physical_id}: "
                f"the table has no call of {self.service} for it. Give the resource another logical id to replace it.")
        before = Resource(resource.schema, resource.account, resource.region, resource.stack, resource.logical_id,
                          old, resource.physical_id, resource.attributes)
        try:
            if self.update and changed & set(self.update.properties):
                self.update.run(self.service, resource)
                undo.append(lambda: self.update.run(self.service, before))
            self._apply_parts(resource, old, resource.properties, undo)
            self._finish(resource)
        except Exception as error:
            self._undo(undo)
            raise ValueError(_reason(error)) from error

    def destroy(self, resource: Resource):
        try:
            for part in self.parts:
                for item in part.items(resource.properties) if part.remove else ():
                    _unless_gone(lambda: part.remove.run(self.service, resource, item))
            if self.delete:
                _unless_gone(lambda: self.delete.run(self.service, resource))
        except Exception as error:
            raise ValueError(_reason(error)) from error

    def _apply_parts(self, resource, old, new, undo):
        for part in self.parts:
            before, after = part.items(old), part.items(new)
            gone = [item for item in before if item not in after]
            fresh = [item for item in after if item not in before]
            whole = not isinstance(new.get(part.property), list)
            if part.remove and not (whole and fresh):   # a value as a whole is overwritten, not removed first
                for item in gone:
                    part.remove.run(self.service, resource, item)
                    undo.append(lambda part=part, item=item: part.add.run(self.service, resource, item))
            for item in fresh:
                part.add.run(self.service, resource, item)
                if part.remove:
                    undo.append(lambda part=part, item=item: part.remove.run(self.service, resource, item))

    def _finish(self, resource):
        if self.read:
            answer = self.read.run(self.service, resource)
            resource.attributes.update({name: dig(answer, path) for name, path in self.reads.items()})
        resource.identify()

    @staticmethod
    def _undo(steps):
        for step in reversed(steps):
            try:
                step()
            except Exception:   # the first error is the one to report
                pass


def _unless_gone(step):
    try:
        step()
    except ClientError as error:
        if not any(word in error.response["Error"]["Code"] for word in _GONE):
            raise


def _reason(error):
    if isinstance(error, ClientError):
        answer = error.response["Error"]
        return f"{answer.get('Message')} (Service: {error.operation_name}, Error Code: {answer.get('Code')})"
    return str(error)

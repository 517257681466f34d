"""The table says only what schemas and API models know; and nothing that does nothing is called deployed."""
import inspect

import botocore.session
import pytest
from ministack.services.cloudformation import provisioners

from embedded_aws import schemas
from embedded_aws.provisioner import NOTHING_BEHIND
from embedded_aws.table import TABLE
from embedded_aws.translation import Call

# These wait, nest or call a function: that is the whole of them.
OF_CLOUDFORMATION = {f"AWS::CloudFormation::{name}" for name in ("WaitCondition", "WaitConditionHandle", "Stack", "CustomResource")}
session = botocore.session.get_session()


def calls(row):
    found = [row.create, row.read, row.update, row.delete, row.adopt and row.adopt[1]]
    found += [call for part in row.parts for call in (part.add, part.remove)]
    return [call for call in found if isinstance(call, Call)]


@pytest.mark.parametrize("type_name", TABLE)
def test_a_row_fits_its_schema_and_its_API(type_name):
    row, schema = TABLE[type_name], schemas.schema(type_name)
    assert row.sent <= schema.properties - set(schema.read_only)
    assert set(row.answers) | set(row.reads) <= schema.properties
    assert {part.property for part in row.parts} <= schema.properties
    client = session.create_client(row.service, region_name="us-east-1", aws_access_key_id="x", aws_secret_access_key="x")
    for call in calls(row):
        model = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[call.operation])
        assert set(call.parameters) <= set(model.input_shape.members if model.input_shape else ()), call.operation


def test_a_row_is_short():
    for module in {inspect.getmodule(row.create.function) for row in TABLE.values() if hasattr(row.create, "function")}:
        assert len(inspect.getsource(module).splitlines()) < 120


def test_no_type_of_the_table_hides_one_of_ministack():
    assert not set(TABLE) & set(provisioners._RESOURCE_HANDLERS)


def test_what_ministack_only_accepts_is_known():
    """A handler that reaches no service module, not even through a function it calls, keeps nothing."""
    def names(code):
        return set(code.co_names).union(*(names(one) for one in code.co_consts if inspect.iscode(one)))

    def reaches_a_service(function, seen):
        if function in seen:
            return False
        seen.add(function)
        used = names(function.__code__)
        values = [vars(provisioners)[name] for name in used if name in vars(provisioners)]
        values += [cell.cell_contents for cell in function.__closure__ or ()]
        modules = {name for name in used if name.startswith("ministack.services.")}
        modules |= {value.__name__ for value in values if inspect.ismodule(value)}
        return (any(name.startswith("ministack.services.") and "cloudformation" not in name for name in modules)
                or any(reaches_a_service(value, seen) for value in values if inspect.isfunction(value)))
    # GIVEN ministack's table WHEN a create handler reaches no service THEN it is on our list
    silent = {name for name, handler in provisioners._RESOURCE_HANDLERS.items() if not reaches_a_service(handler["create"], set())}
    assert silent - OF_CLOUDFORMATION == NOTHING_BEHIND

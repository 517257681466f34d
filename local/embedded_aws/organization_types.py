"""AWS Organizations, and sharing between its accounts."""
from .translation import Part, Steps, Translation, as_json, call, or_else

ORGANIZATIONS = "organizations"


def _create_account(account, _):
    given = {name: account.properties.get(name) for name in ("AccountName", "Email", "RoleName", "Tags")}
    status = account.call(ORGANIZATIONS, "create_account", **given)["CreateAccountStatus"]
    if status["State"] != "SUCCEEDED":
        raise ValueError(f"CreateAccount of {given['Email']} {status['State']}: {status.get('FailureReason')}")
    return status


def _move_account(account, parent):
    here = account.call(ORGANIZATIONS, "list_parents", ChildId=account.attributes["AccountId"])["Parents"][0]["Id"]
    if parent != here:
        account.call(ORGANIZATIONS, "move_account", AccountId=account.attributes["AccountId"], SourceParentId=here,
                     DestinationParentId=parent)


def _read_organization(organization, _):
    return {**organization.call(ORGANIZATIONS, "describe_organization")["Organization"],
            "RootId": organization.call(ORGANIZATIONS, "list_roots")["Roots"][0]["Id"]}


def _read_unit(unit, _):
    path, above = [], unit.attributes["Id"]
    while not above.startswith("r-"):
        path.insert(0, above)
        above = unit.call(ORGANIZATIONS, "list_parents", ChildId=above)["Parents"][0]["Id"]
    organization = unit.call(ORGANIZATIONS, "describe_organization")["Organization"]["Id"]
    described = unit.call(ORGANIZATIONS, "describe_organizational_unit", OrganizationalUnitId=unit.attributes["Id"])
    return {**described["OrganizationalUnit"], "Path": "/".join([organization, above, *path]) + "/"}


def _tags(identifier):
    return Part("Tags", call("tag_resource", ResourceId=identifier, Tags=["item"]),
                call("untag_resource", ResourceId=identifier, TagKeys=["item.Key"]))


TYPES = {
    "AWS::Organizations::Organization": Translation(
        ORGANIZATIONS, call("create_organization", "FeatureSet"), {"Id": "Organization.Id"},
        read=Steps((), _read_organization),
        reads={"Id": "Id", "Arn": "Arn", "RootId": "RootId", "ManagementAccountId": "MasterAccountId",
               "ManagementAccountArn": "MasterAccountArn", "ManagementAccountEmail": "MasterAccountEmail"},
        adopt=("AlreadyInOrganizationException", call("describe_organization")), delete=call("delete_organization")),
    "AWS::Organizations::OrganizationalUnit": Translation(
        ORGANIZATIONS, call("create_organizational_unit", "ParentId", "Name"), {"Id": "OrganizationalUnit.Id"},
        read=Steps((), _read_unit), reads={"Arn": "Arn", "Path": "Path"},
        update=call("update_organizational_unit", "Name", OrganizationalUnitId="@Id"),
        delete=call("delete_organizational_unit", OrganizationalUnitId="@Id"), parts=(_tags("@Id"),)),
    "AWS::Organizations::Account": Translation(
        ORGANIZATIONS, Steps(("AccountName", "Email", "RoleName"), _create_account), {"AccountId": "AccountId"},
        read=call("describe_account", AccountId="@AccountId"),
        reads={name: f"Account.{name}" for name in ("Arn", "Status", "State", "JoinedMethod")},
        delete=call("close_account", AccountId="@AccountId"),
        parts=(Part("ParentIds", Steps((), _move_account)), _tags("@AccountId"))),
    "AWS::Organizations::Policy": Translation(
        ORGANIZATIONS, call("create_policy", "Name", "Type", Content=as_json("Content"),
                            Description=or_else("Description", lambda _: "")), {"Id": "Policy.PolicySummary.Id"},
        read=call("describe_policy", PolicyId="@Id"),
        reads={"Arn": "Policy.PolicySummary.Arn", "AwsManaged": "Policy.PolicySummary.AwsManaged"},
        update=call("update_policy", "Name", PolicyId="@Id", Content=as_json("Content"),
                    Description=or_else("Description", lambda _: "")),
        delete=call("delete_policy", PolicyId="@Id"),
        parts=(Part("TargetIds", call("attach_policy", PolicyId="@Id", TargetId="item"),
                    call("detach_policy", PolicyId="@Id", TargetId="item")), _tags("@Id"))),
    "AWS::RAM::ResourceShare": Translation(
        "ram", call("create_resource_share", name="Name", resourceArns="ResourceArns", principals="Principals",
                    allowExternalPrincipals="AllowExternalPrincipals"), {"Arn": "resourceShare.resourceShareArn"},
        update=call("update_resource_share", resourceShareArn="@Arn", name="Name",
                    allowExternalPrincipals="AllowExternalPrincipals"),
        delete=call("delete_resource_share", resourceShareArn="@Arn")),
}

"""What an account has one of, or its own of."""
import json

from .translation import Part, Translation, Value, as_json, call

BUDGET = Value(("Budget",), lambda budget: {"BudgetName": budget.logical_id, **budget.properties["Budget"]})
BUDGET_NAME = Value((), lambda budget: budget.properties["Budget"].get("BudgetName") or budget.logical_id)
RULES = Value(("ReplicationConfiguration",), lambda replication: {"rules": [
    {"destinations": [{"region": one["Region"], "registryId": one["RegistryId"]} for one in rule["Destinations"]],
     **({"repositoryFilters": [{"filter": one["Filter"], "filterType": one["FilterType"]} for one in rule["RepositoryFilters"]]}
        if rule.get("RepositoryFilters") else {})}
    for rule in replication.properties["ReplicationConfiguration"]["Rules"]]})
NO_RULES = Value((), lambda _: {"rules": []})
AGGREGATOR = ("AccountAggregationSources", "OrganizationAggregationSource")
AGGREGATOR_NAME = Value(("ConfigurationAggregatorName",), lambda aggregator: aggregator.properties.get(
    "ConfigurationAggregatorName") or f"{aggregator.stack}-{aggregator.logical_id}")
CATEGORY_RULES = Value(("Rules",), lambda category: json.loads(category.properties["Rules"]))
NO_TAGS = Value((), lambda _: [])
ACCOUNT = Value((), lambda resource: resource.account)

TYPES = {
    # ministack answers for budgets: moto cannot change one.
    "AWS::Budgets::Budget": Translation(
        "budgets", call("create_budget", "NotificationsWithSubscribers", AccountId=ACCOUNT, Budget=BUDGET),
        read=call("describe_budget", AccountId=ACCOUNT, BudgetName=BUDGET_NAME),
        update=call("update_budget", AccountId=ACCOUNT, NewBudget=BUDGET),
        delete=call("delete_budget", AccountId=ACCOUNT, BudgetName=BUDGET_NAME)),
    "AWS::CE::CostCategory": Translation(
        "ce", call("create_cost_category_definition", "Name", "RuleVersion", "DefaultValue", Rules=CATEGORY_RULES, ResourceTags=NO_TAGS),
        {"Arn": "CostCategoryArn"}, read=call("describe_cost_category_definition", CostCategoryArn="@Arn"),
        reads={"EffectiveStart": "CostCategory.EffectiveStart"},
        update=call("update_cost_category_definition", "RuleVersion", "DefaultValue", Rules=CATEGORY_RULES, CostCategoryArn="@Arn"),
        delete=call("delete_cost_category_definition", CostCategoryArn="@Arn")),
    # ministack's own IAM, through the same endpoint.
    "AWS::IAM::OIDCProvider": Translation(
        "iam", call("create_open_id_connect_provider", "Url", "ThumbprintList", ClientIDList="ClientIdList"),
        {"Arn": "OpenIDConnectProviderArn"}, read=call("get_open_id_connect_provider", OpenIDConnectProviderArn="@Arn"),
        delete=call("delete_open_id_connect_provider", OpenIDConnectProviderArn="@Arn")),
    "AWS::IAM::SAMLProvider": Translation(
        "iam", call("create_saml_provider", "Name", SAMLMetadataDocument="SamlMetadataDocument"), {"Arn": "SAMLProviderArn"},
        read=call("get_saml_provider", SAMLProviderArn="@Arn"),
        update=call("update_saml_provider", SAMLProviderArn="@Arn", SAMLMetadataDocument="SamlMetadataDocument"),
        delete=call("delete_saml_provider", SAMLProviderArn="@Arn")),
    "AWS::IAM::ServiceLinkedRole": Translation(
        "iam", call("create_service_linked_role", "AWSServiceName", "CustomSuffix", "Description"),
        {"RoleName": "Role.RoleName"}, read=call("get_role", RoleName="@RoleName"),
        delete=call("delete_service_linked_role", RoleName="@RoleName")),
    "AWS::ECR::RegistryPolicy": Translation(
        "ecr", call("put_registry_policy", policyText=as_json("PolicyText")), {"RegistryId": "registryId"},
        read=call("get_registry_policy"), update=call("put_registry_policy", policyText=as_json("PolicyText")),
        delete=call("delete_registry_policy")),
    "AWS::ECR::ReplicationConfiguration": Translation(
        "ecr", call("put_replication_configuration", replicationConfiguration=RULES),
        read=call("describe_registry"), reads={"RegistryId": "registryId"},
        update=call("put_replication_configuration", replicationConfiguration=RULES),
        delete=call("put_replication_configuration", replicationConfiguration=NO_RULES)),
    "AWS::Config::ConfigurationAggregator": Translation(
        "config", call("put_configuration_aggregator", *AGGREGATOR, ConfigurationAggregatorName=AGGREGATOR_NAME),
        {"ConfigurationAggregatorArn": "ConfigurationAggregator.ConfigurationAggregatorArn",
         "ConfigurationAggregatorName": "ConfigurationAggregator.ConfigurationAggregatorName"},
        update=call("put_configuration_aggregator", *AGGREGATOR, ConfigurationAggregatorName="@ConfigurationAggregatorName"),
        delete=call("delete_configuration_aggregator", ConfigurationAggregatorName="@ConfigurationAggregatorName")),
}

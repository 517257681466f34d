"""ARNs of types that are only recorded, where others check what they look like."""

FORMS = {
    "AWS::ImageBuilder::Component": "component/{Name}/{Version}/1",
    "AWS::ImageBuilder::DistributionConfiguration": "distribution-configuration/{Name}",
    "AWS::ImageBuilder::ImagePipeline": "image-pipeline/{Name}",
    "AWS::ImageBuilder::ImageRecipe": "image-recipe/{Name}/{Version}",
    "AWS::ImageBuilder::InfrastructureConfiguration": "infrastructure-configuration/{Name}",
    "AWS::ImageBuilder::LifecyclePolicy": "lifecycle-policy/{Name}",
}


def arn_of(resource, kind, token):
    """The service's own form, or one that is recognisable and stable."""
    service = resource.type.split("::")[1].lower()
    form = FORMS.get(resource.type)
    name = form.format(**resource.properties).lower() if form else f"{kind}/{token}"
    return f"arn:aws:{service}:{resource.region}:{resource.account}:{name}"

"""AWS::SES::EmailIdentity of ministack has no tokens of Easy DKIM: neither the attributes that CDK's construct reads nor those that SES tells."""
from ministack.services import ses_v2
from ministack.services.cloudformation import provisioners


def prepare():
    handler = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
    for op in ("create", "update"):
        handler[op] = _with_tokens(handler[op])


def _with_tokens(function):
    def with_tokens(*arguments, **named):
        identity, attributes = function(*arguments, **named)
        told = ses_v2._identities[identity]["DkimAttributes"]
        if "@" not in identity and not told["Tokens"]:
            ses_v2._identities[identity]["DkimAttributes"] = {
                **ses_v2._easy_dkim_attributes(identity, "DOMAIN", {}), "SigningEnabled": told["SigningEnabled"],
                "SigningHostedZone": "dkim.amazonses.com"}
        tokens = {}
        for number, token in enumerate(ses_v2._identities[identity]["DkimAttributes"]["Tokens"], 1):
            tokens[f"DkimDNSTokenName{number}"] = f"{token}._domainkey.{identity}"
            tokens[f"DkimDNSTokenValue{number}"] = f"{token}.dkim.amazonses.com"
        return identity, {**attributes, **tokens}
    return with_tokens

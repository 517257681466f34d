"""AWS::SES::EmailIdentity of ministack has no DKIM attributes, which CDK's construct reads."""
import hashlib

from ministack.services.cloudformation import provisioners


def prepare():
    handler = provisioners._RESOURCE_HANDLERS["AWS::SES::EmailIdentity"]
    for op in ("create", "update"):
        handler[op] = _with_tokens(handler[op])


def _with_tokens(function):
    def with_tokens(*arguments, **named):
        identity, attributes = function(*arguments, **named)
        token = hashlib.sha256(identity.encode()).hexdigest()[:30]
        tokens = {}
        for number in (1, 2, 3):
            tokens[f"DkimDNSTokenName{number}"] = f"{token}{number}._domainkey.{identity}"
            tokens[f"DkimDNSTokenValue{number}"] = f"{token}{number}.dkim.amazonses.com"
        return identity, {**attributes, **tokens}
    return with_tokens

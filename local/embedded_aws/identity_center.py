"""Identity Center in moto: the same instance at every start, with ids of AWS's form."""
from moto.ssoadmin import models

INSTANCE_ARN = "arn:aws:sso:::instance/ssoins-1234567890abcdef"
IDENTITY_STORE_ID = "d-1234567890"


def prepare():
    original = models.Instance.__init__

    def with_fixed_ids(self, *arguments, **named):
        original(self, *arguments, **named)
        self.instance_arn, self.identity_store_id = INSTANCE_ARN, IDENTITY_STORE_ID
    models.Instance.__init__ = with_fixed_ids

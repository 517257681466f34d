"""CloudFormation types that ministack lacks, each as the calls of its service. A type that is in no table is only recorded."""
from .organization_types import TYPES as ORGANIZATION
from .people_types import TYPES as PEOPLE
from .security_types import TYPES as SECURITY
from .account_types import TYPES as ACCOUNT

TABLE = {**ORGANIZATION, **PEOPLE, **SECURITY, **ACCOUNT}

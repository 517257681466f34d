"""What the embedded AWS can be told at its start."""
import argparse
import json
import re
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Options:
    port: int = 0
    account_ids: dict = field(default_factory=dict)
    log: str | None = None
    node_modules: str | None = None
    answer_seconds: float = 20.0
    policies_per_target: int = 10
    creation_looks: int = 0
    opt_in_looks: int = 0
    until_stdin_closes: bool = False


def account_ids(text: str) -> dict:
    """{"e-mail": "12 digits"}, so that an example's accounts have the same ids at every start."""
    try:
        ids = json.loads(text)
    except json.JSONDecodeError as error:
        raise argparse.ArgumentTypeError(f"expected a JSON object of e-mail to account id, got {text!r}: {error}") from error
    if not isinstance(ids, dict):
        raise argparse.ArgumentTypeError(f"expected a JSON object of e-mail to account id, got {text!r}")
    for email, account in ids.items():
        if not isinstance(account, str) or not re.fullmatch(r"\d{12}", account):
            raise argparse.ArgumentTypeError(
                f'the id of {email} is {account!r}, expected a string of 12 digits such as "111111111111"')
    if len(set(ids.values())) != len(ids):
        raise argparse.ArgumentTypeError(f"two e-mails have the same account id in {text!r}; give each its own")
    return ids


def parse(arguments: list | None = None) -> Options:
    parser = argparse.ArgumentParser(prog="python -m embedded_aws", description=__doc__)
    parser.add_argument("--port", type=int, default=0, help="loopback port; 0 takes a free one (default)")
    parser.add_argument("--account-ids", type=account_ids, default={}, metavar="JSON",
                        help='ids of accounts to be created: {"aws+dns@example.com": "111111111111"}')
    parser.add_argument("--log", metavar="FILE", help="where the server logs; by default only shown if it fails")
    parser.add_argument("--node-modules", metavar="FOLDER",
                        help="where Node.js functions find the AWS SDK (default: node_modules beside local/)")
    parser.add_argument("--answer-seconds", type=float, default=20.0, metavar="S",
                        help="how long a custom resource may stay unanswered after its function ended (default 20)")
    parser.add_argument("--policies-per-target", type=int, default=10, metavar="N",
                        help="policies of one type that a root, OU or account may carry (default 10)")
    parser.add_argument("--creation-looks", type=int, default=0, metavar="N",
                        help="how often the creation of an account is looked at before it ends (default 0: it ends at once)")
    parser.add_argument("--opt-in-looks", type=int, default=0, metavar="N",
                        help="how often an opt-in to a region is looked at before it ends (default 0: it ends at once)")
    parser.add_argument("--until-stdin-closes", action="store_true", help="end when standard input closes")
    return Options(**vars(parser.parse_args(arguments)))

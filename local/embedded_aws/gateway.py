"""The one endpoint: sends a request to ministack or to moto, by the service it is signed for."""
import asyncio
import json
import re
import urllib.parse

from ministack.core.responses import _account_from_sts_session
from ministack.services import iam

from . import dnssec, event_buses, private_zones
from .waiting import until_settled

_SIGNED_FOR = re.compile(r"Credential=([^/]+)/\d+/([^/]+)/([^/]+)/")
_JSON = [(b"content-type", b"application/json")]


class Gateway:
    """ASGI middleware around ministack."""

    def __init__(self, app, moto, opt_ins, control_tower, watching_services, records, health: dict):
        self._app, self._moto, self._opt_ins, self._control_tower = app, moto, opt_ins, control_tower
        self._watching_services = watching_services
        self._records, self._health = records, health

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        if scope["path"] == "/_emulator/cloudtrail" and scope["method"] == "POST":
            return await self._reply(send, *await self._cloudtrail(await self._body(receive)))
        if scope["path"].startswith("/_emulator/"):
            return await self._reply(send, *self._own(scope["path"].removeprefix("/_emulator/")))
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        signed = _SIGNED_FOR.search(headers.get("authorization", ""))
        key, region, service = signed.groups() if signed else ("", "", "")
        if self._opt_ins.is_closed(self._account(key), region):
            await self._body(receive)
            return await self._reply(send, *self._opt_ins.refuse(headers))
        if self._opt_ins.serves(service, scope["path"]):
            return await self._reply(send, *self._opt_ins.answer(scope["path"], await self._body(receive), self._account(key)))
        if self._watching_services.serves(service):
            body = await self._body(receive)
            answer = await asyncio.to_thread(self._watching_services.answer, service, scope, body, self._account(key), region)
            if answer:
                return await self._reply(send, *answer)
            receive = self._replay(body, receive)
        if self._moto.serves(service, headers.get("x-amz-target", ""), scope["path"]):
            body = await self._body(receive)
            answer = await asyncio.to_thread(self._moto.answer, scope, headers, body, self._account(key), region, service)
            return await self._reply(send, *answer)
        if service == "controltower":
            return await self._reply(send, *self._control_tower.answer(scope["path"], await self._body(receive), self._account(key), region))
        if service == "route53":
            answer = dnssec.get_dnssec(scope["method"], scope["path"], self._account(key))
            body = await self._body(receive)
            owner, told = private_zones.answer(scope["path"], scope["query_string"].decode("latin-1"), body, self._account(key))
            if answer or told:
                status, content = answer or told
                return await self._reply(send, status, [(b"content-type", b"text/xml")], content)
            scope, receive = self._as(owner, scope) if owner else scope, self._replay(body, receive)
        if service == "sts":
            body = await self._body(receive)
            refusal = self._refuse_unknown_role(body, key)
            if refusal:
                return await self._reply(send, 403, [(b"content-type", b"text/xml")], refusal)
            receive = self._replay(body, receive)
        elif service == "cloudformation":
            body = await self._body(receive)
            await until_settled(body, self._account(key), region)
            receive = self._replay(body, receive)
        elif service == "ecr":
            body = await self._body(receive)
            scope, receive = self._at_registry(scope, body), self._replay(body, receive)
        await self._app(scope, receive, send)

    @staticmethod
    def _account(key):
        """A 12-digit key is the account; the key of an assumed role belongs to the account of the role."""
        return key if re.fullmatch(r"\d{12}", key) else _account_from_sts_session(key) or "000000000000"

    def _own(self, name):
        answers = {"health": lambda: self._health, "records": self._records.operations, "summary": self._records.summary,
                   "signing-keys": dnssec.signing_keys}
        if name not in answers:
            return 404, _JSON, json.dumps({"error": f"/_emulator/{name} is unknown, expected one of "
                                           + ", ".join(f"/_emulator/{known}" for known in answers)}).encode()
        return 200, _JSON, json.dumps(answers[name](), indent=1).encode()

    @staticmethod
    async def _cloudtrail(body):
        """Nobody makes records of calls here: a test says what CloudTrail would tell."""
        try:
            await asyncio.to_thread(event_buses.told_by_cloudtrail, json.loads(body))
        except ValueError as error:
            return 400, _JSON, json.dumps({"error": str(error)}).encode()
        return 200, _JSON, b"{}"

    @staticmethod
    def _refuse_unknown_role(body, caller):
        """ministack lets anyone assume a role that does not exist. Who may assume one that does is not checked here."""
        query = {name: values[0] for name, values in urllib.parse.parse_qs(body.decode("latin-1")).items()}
        arn = query.get("RoleArn", "").split(":", 5)
        if query.get("Action") != "AssumeRole" or len(arn) < 6 or not arn[5].startswith("role/"):
            return None
        role = iam._roles.get_scoped(arn[4], None, arn[5].rsplit("/", 1)[-1])
        if role and role["Arn"].split(":", 5)[5] == arn[5]:
            return None
        message = (f"User: arn:aws:iam::{caller}:root is not authorized to perform: sts:AssumeRole on resource: "
                   f"{query['RoleArn']} (embedded AWS: there is no such role)")
        return (f'<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type>'
                f"<Code>AccessDenied</Code><Message>{message}</Message></Error></ErrorResponse>").encode()

    @classmethod
    def _at_registry(cls, scope, body):
        """ministack looks at the caller's own registry alone. Who may read another one is not checked here."""
        registry = json.loads(body or b"{}").get("registryId")
        return cls._as(registry, scope) if registry else scope

    @staticmethod
    def _as(account, scope):
        """The request as if that account had sent it."""
        signed = re.compile(rb"Credential=[^/]+/")
        return {**scope, "headers": [
            (name, signed.sub(b"Credential=%s/" % account.encode(), value)) if name.lower() == b"authorization" else (name, value)
            for name, value in scope["headers"]]}

    @staticmethod
    async def _body(receive):
        body, more = b"", True
        while more:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        return body

    @staticmethod
    def _replay(body, receive):
        pending = [{"type": "http.request", "body": body, "more_body": False}]

        async def again():
            return pending.pop() if pending else await receive()
        return again

    @staticmethod
    async def _reply(send, status, headers, body):
        await send({"type": "http.response.start", "status": status,
                    "headers": [*headers, (b"content-length", str(len(body)).encode())]})
        await send({"type": "http.response.body", "body": body})

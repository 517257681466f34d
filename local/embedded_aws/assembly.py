"""Puts the parts together and serves them."""
import asyncio
import signal
from importlib.metadata import version

import hypercorn.asyncio
import hypercorn.config
import ministack.app

from . import (account_settings, clients, cost_explorer, dnssec, email_identity, event_buses, findings, functions, identity_center, name_servers, organization,
               organization_services, private_zones, resource_shares, stack_parameters, templates)
from .control_tower import ControlTower
from .custom_resources import CustomResources
from .gateway import Gateway
from .moto_services import MotoServices
from .opt_ins import OptIns
from .provisioner import Provisioner
from .records import Records
from .stack_set_operations import StackSetOperations
from .stack_sets import StackSets
from .table import TABLE
from .watching import WatchingServices


def serve(settings):
    clients.use_endpoint(settings.endpoint)
    records = Records()
    stack_sets = StackSets()
    organization.prepare(settings.account_ids, settings.policies_per_target, settings.creation_looks,
                         stack_sets.membership_changed)
    organization_services.prepare()
    resource_shares.prepare()
    identity_center.prepare()
    email_identity.prepare()
    cost_explorer.prepare()
    name_servers.prepare()
    private_zones.prepare()
    account_settings.prepare()
    watching_services = WatchingServices()
    event_buses.prepare()
    findings.prepare(watching_services.security_hub)
    provisioner = Provisioner({**TABLE, **dnssec.TYPES, "AWS::CloudFormation::StackSet": stack_sets}, records)
    provisioner.register()
    CustomResources(settings.endpoint, settings.answer_seconds, records).register()
    StackSetOperations(stack_sets).register()
    templates.register()
    stack_parameters.register()
    functions.keep_namesakes()
    functions.end_idle_processes()
    health = {"status": "ok", **{name: version(name) for name in ("ministack", "moto", "cfn-lint")}}
    app = Gateway(ministack.app.app, MotoServices(), OptIns(settings.opt_in_looks), ControlTower(provisioner.live), watching_services, records, health)
    asyncio.run(_serve(app, settings.listener))


async def _serve(app, listener):
    config = hypercorn.config.Config()
    config.bind = [f"fd://{listener}"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.5
    config.backlog = 512
    config.loglevel = "WARNING"
    ended = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, ended.set)
    await hypercorn.asyncio.serve(app, config, shutdown_trigger=ended.wait)

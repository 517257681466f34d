"""Function processes: kept warm while they are used, ended when they are not."""
import threading
import time

from ministack.core import lambda_runtime
from ministack.core.responses import get_account_id, get_region
from ministack.services import lambda_svc

IDLE_SECONDS = 60   # ministack keeps the first process of every function for ever: 50 MB each


def keep_namesakes():
    """A function that is made, changed or deleted ends its own processes; ministack ends those of its namesakes in other accounts and regions as well."""
    original = lambda_svc.invalidate_worker

    def invalidate(name, qualifier=None, account=None, region=None):
        original(name, qualifier=qualifier, account=account or get_account_id(), region=region or get_region())
    lambda_svc.invalidate_worker = invalidate


def end_idle_processes():
    def watch():
        while True:
            time.sleep(5)
            oldest = time.time() - IDLE_SECONDS
            with lambda_runtime._lock:
                idle = [worker for pool in lambda_runtime._workers.values() for worker in pool
                        if not worker.in_use and worker.last_used < oldest]
                for key, pool in list(lambda_runtime._workers.items()):
                    lambda_runtime._workers[key] = [worker for worker in pool if worker not in idle]
            lambda_runtime.kill_workers(idle)
    threading.Thread(target=watch, daemon=True, name="idle-functions").start()

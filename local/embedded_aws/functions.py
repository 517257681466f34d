"""Function processes: kept warm while they are used, ended when they are not."""
import threading
import time

from ministack.core import lambda_runtime

IDLE_SECONDS = 60   # ministack keeps the first process of every function for ever: 50 MB each


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

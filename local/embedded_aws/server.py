"""The server process: prepares ministack and moto, tests the hooks into them, and serves both on one socket."""
import json
import os
import threading
import types

SETTINGS = types.SimpleNamespace(**json.loads(os.environ.pop("EMBEDDED_AWS")))


def prepare_environment():
    """ministack reads these while it is imported; functions inherit them."""
    port = SETTINGS.endpoint.rsplit(":", 1)[1]
    os.environ.update({
        "GATEWAY_PORT": port, "BIND_HOST": "127.0.0.1", "AWS_ENDPOINT_URL": SETTINGS.endpoint,
        "IOT_MTLS_ENABLED": "0", "SFTP_ENABLED": "0", "LAMBDA_EXECUTOR": "local", "LOG_LEVEL": "INFO",
        # No Docker, also where there is one: the same behaviour on every machine.
        "DOCKER_HOST": f"unix://{SETTINGS.folder}/no-docker.sock",
        "S3_DATA_DIR": f"{SETTINGS.folder}/s3", "STATE_DIR": f"{SETTINGS.folder}/state",
        "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": f"{SETTINGS.folder}/no-config",
        "AWS_SHARED_CREDENTIALS_FILE": f"{SETTINGS.folder}/no-credentials",
        "NODE_PATH": SETTINGS.node_modules,
        # moto refuses real-looking calls to itself otherwise, and would look for credentials.
        "AWS_ACCESS_KEY_ID": "000000000000", "AWS_SECRET_ACCESS_KEY": "embedded"})
    # Functions run below this folder: modules of the import kind do not ask NODE_PATH.
    os.symlink(SETTINGS.node_modules, f"{SETTINGS.folder}/node_modules")
    os.chdir(SETTINGS.folder)


def end_with_supervisor():
    """Standard input closes when the supervisor dies; then nothing of this group may stay."""
    def watch():
        while os.read(0, 1024):
            pass
        os.killpg(0, 9)
    threading.Thread(target=watch, daemon=True).start()


def main():
    end_with_supervisor()
    prepare_environment()
    from . import self_test
    self_test.run()
    from . import assembly
    assembly.serve(SETTINGS)
    os._exit(0)   # threads that still wait for a function do not hold it up


if __name__ == "__main__":
    main()

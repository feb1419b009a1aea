"""What a Python client sees of a stub: stubbed.py PACKAGES ADAPTER BOOTSTRAP commit|produce

PACKAGES is the folder of the installed clients. Prints what the client reports.
"""

import importlib
import os
import signal
import sys

TOPIC = "shipped"
LIMIT_SECONDS = 60


def reported(action):
    """The error of an action, or "success"."""
    try:
        action()
        return "success"
    except Exception as e:
        return type(e).__name__


def commit(client, bootstrap):
    consumer = client.Consumer(bootstrap, {"group": "g"})
    consumer.assign(TOPIC, [0])
    print("commit:", reported(lambda: consumer.commit(TOPIC, 0, 7)))


def produce(client, bootstrap):
    producer = client.Producer(bootstrap, {})
    producer.send(TOPIC, 0, "v")
    print("produce:", reported(producer.flush))


def main(packages, name, bootstrap, task):
    sys.path.insert(0, packages)
    signal.alarm(LIMIT_SECONDS)
    {"commit": commit, "produce": produce}[task](importlib.import_module(name), bootstrap)
    sys.stdout.flush()
    # A client that does not end its threads does not keep the program alive.
    os._exit(0)


main(*sys.argv[1:])

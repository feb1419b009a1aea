"""What a Python client says of brokers with a planted bug: planted.py PACKAGES CLIENT (BOOTSTRAP PATTERN)...

PACKAGES is the folder of the installed clients, CLIENT is aiokafka, confluent, confluent_checking or kafka_python. Consumes the topic "planted" from each broker
until the client says something that the pattern is found in, or some seconds have passed. Prints everything that it said, and
then what the pattern was found in after "said:".
"""

import asyncio
import contextlib
import logging
import os
import re
import sys
import time

TOPIC = "planted"
PATIENCE = 15


class Collected(logging.Handler):
    """Keeps what is logged."""

    def __init__(self):
        super().__init__()
        self.said = []

    def emit(self, record):
        self.said.append(self.format(record))

    def find(self, pattern):
        return next((text for text in self.said if re.search(pattern, text)), None)


def consume_confluent(bootstrap, logged, done, **config):
    import confluent_kafka

    logger = logging.getLogger("rdkafka-" + bootstrap)
    logger.propagate = False
    logger.addHandler(logged)
    consumer = confluent_kafka.Consumer(
        {
            "bootstrap.servers": bootstrap,
            "group.id": "planted",
            "auto.offset.reset": "earliest",
            "fetch.wait.max.ms": 100,
            **config,
        },
        logger=logger,
    )
    consumer.assign([confluent_kafka.TopicPartition(TOPIC, 0, 0)])
    while not done():
        message = consumer.poll(0.1)
        if message is not None and message.error():
            logged.said.append(message.error().str())
        elif message is not None:
            logged.said.append("read " + message.value().decode())


def consume_confluent_checking(bootstrap, logged, done):
    consume_confluent(bootstrap, logged, done, **{"check.crcs": True})


def consume_kafka_python(bootstrap, logged, done):
    import kafka

    root = logging.getLogger("kafka")
    root.handlers = [logged]
    root.propagate = False
    try:
        consumer = kafka.KafkaConsumer(bootstrap_servers=bootstrap, auto_offset_reset="earliest", fetch_max_wait_ms=100)
        consumer.assign([kafka.TopicPartition(TOPIC, 0)])
        while not done():
            consumer.poll(100)
    except Exception as e:
        logged.said.append(f"{type(e).__name__}: {e}")


def consume_aiokafka(bootstrap, logged, done):
    import aiokafka

    root = logging.getLogger("aiokafka")
    root.handlers = [logged]
    root.propagate = False

    async def consume():
        consumer = aiokafka.AIOKafkaConsumer(
            bootstrap_servers=bootstrap, auto_offset_reset="earliest", fetch_max_wait_ms=100, request_timeout_ms=5000
        )
        try:
            await consumer.start()
            consumer.assign([aiokafka.TopicPartition(TOPIC, 0)])
            while not done():
                await consumer.getmany(timeout_ms=100)
        except Exception as e:
            logged.said.append(f"{type(e).__name__}: {e}")
        finally:
            # Stopping raises the end of the tasks that it cancels.
            with contextlib.suppress(asyncio.CancelledError):
                await consumer.stop()

    asyncio.run(consume())


def main(packages, client, *rest):
    sys.path.insert(0, packages)
    consume = {
        "aiokafka": consume_aiokafka,
        "confluent": consume_confluent,
        "confluent_checking": consume_confluent_checking,
        "kafka_python": consume_kafka_python,
    }[client]
    for bootstrap, pattern in zip(rest[::2], rest[1::2]):
        logged = Collected()
        end = time.monotonic() + PATIENCE
        consume(bootstrap, logged, lambda: logged.find(pattern) or time.monotonic() > end)
        for text in logged.said:
            print("log:", text)
        print("said:", (logged.find(pattern) or "").replace("\n", " "), flush=True)
    # A client that does not end its threads does not keep the program alive.
    os._exit(0)


main(*sys.argv[1:])

"""Runs librdkafka's mock cluster with one broker behind a given port, until it is told to end or the process that started it
has ended.

The mock cluster chooses its port itself, and chooses another one after a restart. So the given port is forwarded to its
broker, byte by byte.
"""

import asyncio
import os
import sys

from confluent_kafka import Producer


async def forward(source, sink):
    try:
        while chunk := await source.read(65536):
            sink.write(chunk)
            await sink.drain()
    except ConnectionError:
        pass
    finally:
        sink.close()


async def connect(client, to_client, broker):
    try:
        from_broker, to_broker = await asyncio.open_connection(broker.host, broker.port)
    except OSError:
        to_client.close()
        return
    await asyncio.gather(forward(client, to_broker), forward(from_broker, to_client))


async def run(port):
    producer = Producer({"test.mock.num.brokers": 1, "log_level": 0})
    (broker,) = producer.list_topics(timeout=30).brokers.values()
    server = await asyncio.start_server(lambda *client: connect(*client, broker), "127.0.0.1", port)
    print("ready", f"127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(1)


asyncio.run(run(int(sys.argv[1])))
# Destroying the mock cluster would wait for its connections, and nobody needs it any more.
os._exit(0)

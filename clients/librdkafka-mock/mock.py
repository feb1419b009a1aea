"""Runs librdkafka's mock cluster with one broker behind a given port, until it is told to end or the process that started it
has ended.

The mock cluster chooses its port itself, and chooses another one after a restart. So the given port is forwarded to its
broker, byte by byte.
"""

import asyncio
import os
import sys

from confluent_kafka import Producer


class Forwarder(asyncio.Protocol):
    """One end of a connection, which passes what it receives to the other end, and does not read while that is full."""

    def __init__(self):
        self.transport = None
        self.other = None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.other.transport.write(data)

    def pause_writing(self):
        self.other.transport.pause_reading()

    def resume_writing(self):
        self.other.transport.resume_reading()

    def connection_lost(self, error):
        if self.other:
            self.other.transport.close()


class Client(Forwarder):
    """The end that a client has opened. It is not read before the other end, the broker's, is open."""

    def __init__(self, broker):
        super().__init__()
        self.broker = broker

    def connection_made(self, transport):
        super().connection_made(transport)
        transport.pause_reading()
        asyncio.ensure_future(self.connect())

    async def connect(self):
        try:
            _, self.other = await asyncio.get_running_loop().create_connection(
                Forwarder, self.broker.host, self.broker.port
            )
        except OSError:
            self.transport.close()
            return
        self.other.other = self
        if self.transport.is_closing():
            self.other.transport.close()
        else:
            self.transport.resume_reading()


async def run(port):
    producer = Producer({"test.mock.num.brokers": 1, "log_level": 0})
    (broker,) = producer.list_topics(timeout=30).brokers.values()
    server = await asyncio.get_running_loop().create_server(lambda: Client(broker), "127.0.0.1", port)
    print("ready", f"127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    parent = os.getppid()
    while os.getppid() == parent:
        await asyncio.sleep(1)


asyncio.run(run(int(sys.argv[1])))
# Destroying the mock cluster would wait for its connections, and nobody needs it any more.
os._exit(0)

"""Stands in for the fixtures of kafka-python's integration tests: a broker that is running already, at KAFKA_URI."""

import os
from urllib.parse import urlparse

from kafka import KafkaAdminClient
from test.testutil import env_kafka_version, random_string


class KafkaFixture:
    """The running broker."""

    partitions = 4
    replicas = 1
    zookeeper = None

    @classmethod
    def instance(cls, node_id, **ignored):
        return cls()

    def bootstrap_server(self):
        address = urlparse(os.environ["KAFKA_URI"])
        return f"{address.hostname}:{address.port}"

    def close(self):
        """Others end it."""


class ZookeeperFixture:
    """There is none."""


def create_topics(broker, names, num_partitions=None, replication_factor=None):
    """Creates topics, and waits until the broker knows them."""
    wanted = {
        "num_partitions": num_partitions or broker.partitions,
        "replication_factor": replication_factor or broker.replicas,
    }
    with KafkaAdminClient(**client_params(broker, "creator", api_version=env_kafka_version())) as admin:
        admin.create_topics({name: wanted for name in names}, wait_for_metadata=True)


def client_params(broker, client_id="client", **overrides):
    """The parameters of a client of the broker."""
    return {
        "client_id": f"{client_id}_{random_string(4)}",
        "bootstrap_servers": broker.bootstrap_server(),
        **overrides,
    }

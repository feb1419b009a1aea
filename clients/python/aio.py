"""The adapter of aiokafka. Its event loop runs in a thread, and each call waits there for its result."""

import asyncio
import contextlib
import threading

import aiokafka
from aiokafka.abc import AbstractTokenProvider
from aiokafka.admin import AIOKafkaAdminClient, NewPartitions, NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from aiokafka.errors import for_code
from aiokafka.helpers import create_ssl_context
from aiokafka.structs import OffsetAndMetadata, TopicPartition

import jobs

LIBRARY = "aiokafka"
VERSION = aiokafka.__version__
JOBS = {}

LOOP = asyncio.new_event_loop()
threading.Thread(target=LOOP.run_forever, daemon=True).start()


def done(coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, LOOP).result(60)


async def started(kind, *arguments, **settings):
    client = kind(*arguments, **settings)
    await client.start()
    return client


def raise_code(code, message=None):
    if code:
        raise for_code(code)(message)


class Token(AbstractTokenProvider):
    def __init__(self, text):
        self.text = text

    async def token(self):
        return self.text


def login(bootstrap, mechanism, user, password, ca):
    if mechanism == "TLS":
        config = {"security_protocol": "SSL", "ssl_context": create_ssl_context(cafile=ca)}
    else:
        config = {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": mechanism}
        if mechanism == "OAUTHBEARER":
            config["sasl_oauth_token_provider"] = Token(jobs.unsecured_token(user))
        else:
            config.update(sasl_plain_username=user, sasl_plain_password=password)
    client = done(started(AIOKafkaAdminClient, bootstrap_servers=bootstrap, **config))
    try:
        return set(done(client.list_topics()))
    finally:
        done(client.close())


class Admin:
    def __init__(self, bootstrap):
        self.client = done(started(AIOKafkaAdminClient, bootstrap_servers=bootstrap))

    def brokers(self):
        cluster = done(self.client.describe_cluster())
        return [broker["node_id"] for broker in cluster["brokers"]], cluster["controller_id"]

    def topics(self):
        return set(done(self.client.list_topics()))

    def _partitions(self, topic):
        (described,) = done(self.client.describe_topics([topic]))
        return described["partitions"]

    def partitions(self, topic):
        return len(self._partitions(topic))

    def leaders(self, topic):
        return sum(1 for partition in self._partitions(topic) if partition["leader"] >= 0)

    def create_topic(self, topic, partitions):
        response = done(self.client.create_topics([NewTopic(topic, partitions, 1)]))
        for _, code, message in response.topic_errors:
            raise_code(code, message)

    def delete_topic(self, topic):
        for _, code in done(self.client.delete_topics([topic])).topic_error_codes:
            raise_code(code)

    def add_partitions(self, topic, count):
        response = done(self.client.create_partitions({topic: NewPartitions(count)}))
        for _, code, message in response.topic_errors:
            raise_code(code, message)

    def delete_records(self, topic, partition, offset):
        wanted = TopicPartition(topic, partition)
        return done(self.client.delete_records({wanted: RecordsToDelete(offset)}))[wanted]

    def groups(self):
        return {group[0] for group in done(self.client.list_consumer_groups())}

    def members(self, group):
        (response,) = done(self.client.describe_consumer_groups([group]))
        return len(response.groups[0][5])

    def _config(self, kind, name, config):
        (response,) = done(self.client.describe_configs([ConfigResource(kind, name)]))
        code, message, _, _, entries = response.resources[0]
        raise_code(code, message)
        return {entry[0]: entry[1] for entry in entries}[config]

    def topic_config(self, topic, config):
        return self._config(ConfigResourceType.TOPIC, topic, config)

    def broker_config(self, broker, config):
        return self._config(ConfigResourceType.BROKER, str(broker), config)

    def set_topic_config(self, topic, config, value):
        resource = ConfigResource(ConfigResourceType.TOPIC, topic, {config: value})
        (response,) = done(self.client.alter_configs([resource]))
        raise_code(response.resources[0][0], response.resources[0][1])

    def close(self):
        done(self.client.close())


class Producer:
    def __init__(self, bootstrap, settings):
        config = {"linger_ms": 20}
        if "acks" in settings:
            config["acks"] = settings["acks"]
        if "codec" in settings:
            config["compression_type"] = settings["codec"]
        if settings.get("idempotent"):
            config["enable_idempotence"] = True
        self.transactional_id = settings.get("transactional_id")
        if self.transactional_id:
            config.update(transactional_id=self.transactional_id, transaction_timeout_ms=30_000)
        self.settings = {"bootstrap_servers": bootstrap, **config}
        self.client = None
        self.sent = []
        if not self.transactional_id:
            self.init()

    def send(self, topic, partition, value, timestamp=None):
        self.sent.append(
            done(self.client.send(topic, value.encode(), b"k", partition=partition, timestamp_ms=timestamp))
        )

    def flush(self):
        async def acknowledged():
            await self.client.flush()
            await asyncio.gather(*self.sent)

        done(acknowledged())
        self.sent.clear()

    def init(self):
        """A transactional producer of aiokafka initializes its transactions when it starts."""
        self.client = done(started(aiokafka.AIOKafkaProducer, **self.settings))

    def begin(self):
        done(self.client.begin_transaction())

    def commit(self):
        done(self.client.commit_transaction())

    def abort(self):
        done(self.client.abort_transaction())

    def send_offsets(self, topic, partition, offset, consumer):
        offsets = {TopicPartition(topic, partition): OffsetAndMetadata(offset, "")}
        done(self.client.send_offsets_to_transaction(offsets, consumer.group))

    def close(self):
        async def stop():
            with contextlib.suppress(asyncio.TimeoutError, aiokafka.errors.KafkaError):
                await asyncio.wait_for(self.client.stop(), 3)

        if self.client:
            done(stop())


class Listener(aiokafka.ConsumerRebalanceListener):
    def __init__(self, revoked):
        self.revoked = revoked

    async def on_partitions_revoked(self, revoked):
        self.revoked({partition.partition for partition in revoked})

    async def on_partitions_assigned(self, assigned):
        pass


class Consumer:
    def __init__(self, bootstrap, settings):
        self.group = settings.get("group")
        config = {
            "group_id": self.group,
            "auto_offset_reset": "earliest",
            "enable_auto_commit": False,
            "heartbeat_interval_ms": 500,
            "session_timeout_ms": 10_000,
            "isolation_level": settings.get("isolation", "read_uncommitted"),
            "partition_assignment_strategy": [RangePartitionAssignor],
        }
        if "instance_id" in settings:
            config["group_instance_id"] = settings["instance_id"]
        self.client = done(started(aiokafka.AIOKafkaConsumer, bootstrap_servers=bootstrap, **config))
        self.closed = False

    def assign(self, topic, partitions):
        async def from_beginning():
            wanted = [TopicPartition(topic, p) for p in partitions]
            self.client.assign(wanted)
            await self.client.seek_to_beginning(*wanted)

        done(from_beginning())

    def subscribe(self, topic, revoked=lambda partitions: None):
        async def subscribe():
            self.client.subscribe([topic], listener=Listener(revoked))

        done(subscribe())

    def assignment(self):
        return {p.partition for p in self.client.assignment()}

    def poll(self):
        batches = done(self.client.getmany(timeout_ms=100))
        return [record.value.decode() for records in batches.values() for record in records]

    def seek(self, topic, partition, offset):
        async def seek():
            self.client.seek(TopicPartition(topic, partition), offset)

        done(seek())

    def commit(self, topic, partition, offset):
        done(self.client.commit({TopicPartition(topic, partition): offset}))

    def commit_all(self):
        done(self.client.commit())

    def committed(self, topic, partition):
        return done(self.client.committed(TopicPartition(topic, partition)))

    def end_offset(self, topic, partition):
        return done(self.client.end_offsets([TopicPartition(topic, partition)]))[TopicPartition(topic, partition)]

    def offset_at(self, topic, partition, timestamp):
        wanted = TopicPartition(topic, partition)
        return done(self.client.offsets_for_times({wanted: timestamp}))[wanted].offset

    def close(self):
        if not self.closed:
            self.closed = True
            done(self.client.stop())

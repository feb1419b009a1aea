"""The adapter of confluent-kafka, and so of librdkafka."""

import contextlib
import os
import time

import confluent_kafka
from confluent_kafka import ConsumerGroupTopicPartitions, KafkaError, KafkaException, TopicPartition
from confluent_kafka import admin as kadmin

import jobs

LIBRARY = "confluent-kafka"
VERSION = confluent_kafka.__version__
TIMEOUT = 20


def quiet(bootstrap, more):
    return {"bootstrap.servers": bootstrap, "log_level": 3, **more}


class Admin:
    def __init__(self, bootstrap):
        self.client = kadmin.AdminClient(quiet(bootstrap, {}))

    def _metadata(self, topic=None):
        return self.client.list_topics(topic=topic, timeout=TIMEOUT)

    @staticmethod
    def _result(futures):
        (future,) = futures.values()
        return future.result(TIMEOUT)

    def brokers(self):
        cluster = self.client.describe_cluster(request_timeout=TIMEOUT).result(TIMEOUT)
        return [node.id for node in cluster.nodes], cluster.controller.id

    def topics(self):
        return set(self._metadata().topics)

    def partitions(self, topic):
        return len(self._metadata(topic).topics[topic].partitions)

    def leaders(self, topic):
        return sum(1 for p in self._metadata(topic).topics[topic].partitions.values() if p.leader >= 0)

    def create_topic(self, topic, partitions):
        self._result(self.client.create_topics([kadmin.NewTopic(topic, partitions, 1)]))

    def delete_topic(self, topic):
        self._result(self.client.delete_topics([topic]))

    def add_partitions(self, topic, count):
        self._result(self.client.create_partitions([kadmin.NewPartitions(topic, count)]))

    def delete_records(self, topic, partition, offset):
        return self._result(self.client.delete_records([TopicPartition(topic, partition, offset)])).low_watermark

    def groups(self):
        return {group.group_id for group in self.client.list_consumer_groups().result(TIMEOUT).valid}

    def members(self, group):
        return len(self._result(self.client.describe_consumer_groups([group])).members)

    def delete_group(self, group):
        self._result(self.client.delete_consumer_groups([group]))

    def set_offset(self, group, topic, partition, offset):
        offsets = [TopicPartition(topic, partition, offset)]
        self._result(self.client.alter_consumer_group_offsets([ConsumerGroupTopicPartitions(group, offsets)]))

    def offset(self, group, topic, partition):
        wanted = ConsumerGroupTopicPartitions(group, [TopicPartition(topic, partition)])
        return self._result(self.client.list_consumer_group_offsets([wanted])).topic_partitions[0].offset

    def _config(self, kind, name, config):
        return self._result(self.client.describe_configs([kadmin.ConfigResource(kind, name)]))[config].value

    def topic_config(self, topic, config):
        return self._config(kadmin.ConfigResource.Type.TOPIC, topic, config)

    def broker_config(self, broker, config):
        return self._config(kadmin.ConfigResource.Type.BROKER, str(broker), config)

    def _set(self, kind, name, config, value):
        entry = kadmin.ConfigEntry(config, value, incremental_operation=kadmin.AlterConfigOpType.SET)
        resource = kadmin.ConfigResource(kind, name, incremental_configs=[entry])
        self._result(self.client.incremental_alter_configs([resource]))

    def set_topic_config(self, topic, config, value):
        self._set(kadmin.ConfigResource.Type.TOPIC, topic, config, value)

    def set_broker_config(self, broker, config, value):
        self._set(kadmin.ConfigResource.Type.BROKER, str(broker), config, value)

    def create_acl(self, principal, topic):
        self._result(
            self.client.create_acls(
                [
                    kadmin.AclBinding(
                        kadmin.ResourceType.TOPIC,
                        topic,
                        kadmin.ResourcePatternType.LITERAL,
                        principal,
                        "*",
                        kadmin.AclOperation.READ,
                        kadmin.AclPermissionType.ALLOW,
                    )
                ]
            )
        )

    @staticmethod
    def _acls_of(principal):
        return kadmin.AclBindingFilter(
            kadmin.ResourceType.ANY,
            None,
            kadmin.ResourcePatternType.ANY,
            principal,
            None,
            kadmin.AclOperation.ANY,
            kadmin.AclPermissionType.ANY,
        )

    def acls(self, principal):
        return [acl.name for acl in self.client.describe_acls(self._acls_of(principal)).result(TIMEOUT)]

    def delete_acls(self, principal):
        return [acl.name for acl in self._result(self.client.delete_acls([self._acls_of(principal)]))]

    def set_scram(self, user, password):
        info = kadmin.ScramCredentialInfo(kadmin.ScramMechanism.SCRAM_SHA_256, 4096)
        self._alter_scram(kadmin.UserScramCredentialUpsertion(user, info, password.encode()))

    def delete_scram(self, user):
        self._alter_scram(kadmin.UserScramCredentialDeletion(user, kadmin.ScramMechanism.SCRAM_SHA_256))

    def _alter_scram(self, alteration):
        self._result(self.client.alter_user_scram_credentials([alteration]))

    def scram(self, user):
        try:
            described = self._result(self.client.describe_user_scram_credentials([user]))
        except KafkaException as e:
            if e.args[0].code() == KafkaError.RESOURCE_NOT_FOUND:
                return []
            raise
        return [info.iterations for info in described.scram_credential_infos]

    def close(self):
        pass


class Producer:
    def __init__(self, bootstrap, settings):
        config = {"linger.ms": 20, "message.timeout.ms": 20_000}
        if "acks" in settings:
            config["acks"] = settings["acks"]
        if "codec" in settings:
            config["compression.codec"] = settings["codec"]
        if settings.get("idempotent"):
            config["enable.idempotence"] = True
        if "transactional_id" in settings:
            config["transactional.id"] = settings["transactional_id"]
            config["transaction.timeout.ms"] = 30_000
        self.client = confluent_kafka.Producer(quiet(bootstrap, config))
        self.failures = []

    def _delivered(self, error, message):
        if error:
            self.failures.append(error)

    def send(self, topic, partition, value, timestamp=0):
        self.client.produce(
            topic, value, b"k", partition=partition, on_delivery=self._delivered, timestamp=timestamp
        )

    def flush(self):
        left = self.client.flush(TIMEOUT)
        if self.failures:
            raise KafkaException(self.failures[0])
        jobs.check("records that were not sent", 0, left)

    def init(self):
        self.client.init_transactions(TIMEOUT)

    def begin(self):
        self.client.begin_transaction()

    def commit(self):
        self.client.commit_transaction(TIMEOUT)

    def abort(self):
        self.client.abort_transaction(TIMEOUT)

    def send_offsets(self, topic, partition, offset, consumer):
        offsets = [TopicPartition(topic, partition, offset)]
        self.client.send_offsets_to_transaction(offsets, consumer.client.consumer_group_metadata(), TIMEOUT)

    def close(self):
        # A producer that was fenced refuses both.
        with contextlib.suppress(KafkaException):
            self.client.purge()
            self.client.flush(1)


class Consumer:
    def __init__(self, bootstrap, settings):
        config = {
            "group.id": settings.get("group", "unused"),
            "auto.offset.reset": "earliest",
            "enable.auto.commit": False,
            "heartbeat.interval.ms": 500,
            "session.timeout.ms": 10_000,
            "isolation.level": settings.get("isolation", "read_uncommitted"),
            "topic.metadata.refresh.interval.ms": 1000,
        }
        if settings.get("protocol", os.environ.get("KSPEC_GROUP_PROTOCOL")) == "consumer":
            # With this protocol, the broker decides.
            del config["heartbeat.interval.ms"], config["session.timeout.ms"]
            config["group.protocol"] = "consumer"
        if "strategy" in settings:
            config["partition.assignment.strategy"] = settings["strategy"]
        if "instance_id" in settings:
            config["group.instance.id"] = settings["instance_id"]
        self.client = confluent_kafka.Consumer(quiet(bootstrap, config))
        self.closed = False

    def assign(self, topic, partitions):
        self.client.assign([TopicPartition(topic, p, confluent_kafka.OFFSET_BEGINNING) for p in partitions])

    def subscribe(self, topic, revoked=lambda partitions: None):
        def on_revoke(consumer, partitions):
            revoked({p.partition for p in partitions})

        self.client.subscribe([topic], on_revoke=on_revoke)

    def assignment(self):
        return {p.partition for p in self.client.assignment()}

    def poll(self):
        read = []
        for message in self.client.consume(100, 0.1):
            if message.error():
                raise KafkaException(message.error())
            read.append(message.value().decode())
        return read

    def seek(self, topic, partition, offset):
        self.client.seek(TopicPartition(topic, partition, offset))

    def commit(self, topic, partition, offset):
        self.client.commit(offsets=[TopicPartition(topic, partition, offset)], asynchronous=False)

    def commit_all(self):
        self.client.commit(asynchronous=False)

    def committed(self, topic, partition):
        return self.client.committed([TopicPartition(topic, partition)], TIMEOUT)[0].offset

    def end_offset(self, topic, partition):
        return self.client.get_watermark_offsets(TopicPartition(topic, partition), TIMEOUT)[1]

    def offset_at(self, topic, partition, timestamp):
        return self.client.offsets_for_times([TopicPartition(topic, partition, timestamp)], TIMEOUT)[0].offset

    def close(self):
        if not self.closed:
            self.closed = True
            self.client.close()


def login(bootstrap, mechanism, user, password, ca):
    refusals = []

    def refused(error):
        if error.code() in (KafkaError._AUTHENTICATION, KafkaError._SSL):
            refusals.append(error)

    config = {"error_cb": refused}
    if mechanism == "TLS":
        config["security.protocol"] = "ssl"
        if ca:
            config["ssl.ca.location"] = ca
    else:
        config.update({"security.protocol": "sasl_plaintext", "sasl.mechanism": mechanism})
        if mechanism == "OAUTHBEARER":
            config.update({"enable.sasl.oauthbearer.unsecure.jwt": True, "sasl.oauthbearer.config": f"principal={user}"})
        else:
            config.update({"sasl.username": user, "sasl.password": password})
    client = kadmin.AdminClient(quiet(bootstrap, config))
    end = time.monotonic() + TIMEOUT
    while True:
        try:
            return set(client.list_topics(timeout=0.5).topics)
        except KafkaException:
            client.poll(0)
            if refusals:
                raise KafkaException(refusals[0]) from None
            if time.monotonic() > end:
                raise


def share_group(site):
    site.topic(1)
    admin = site.admin()
    admin._set(kadmin.ConfigResource.Type.GROUP, site.name, "share.auto.offset.reset", "earliest")
    jobs.send(site.producer(), site.name, 0, 10)
    consumer = confluent_kafka.ShareConsumer(
        quiet(site.bootstrap, {"group.id": site.name, "share.acknowledgement.mode": "explicit"})
    )
    consumer.subscribe([site.name])
    delivered = []

    def enough():
        for message in consumer.poll(0.2):
            kind = confluent_kafka.AcknowledgeType.ACCEPT if delivered else confluent_kafka.AcknowledgeType.RELEASE
            delivered.append(message.value().decode())
            consumer.acknowledge(message, kind)
        consumer.commit_sync(TIMEOUT)
        return len(delivered) >= 11

    try:
        jobs.wait("11 deliveries", enough)
    finally:
        consumer.close()
    jobs.check("deliveries", sorted([*jobs.values(0, 10), jobs.value(0)]), sorted(delivered))


def list_offsets(site):
    site.topic(1)
    begin = int(time.time() * 1000) - 50_000
    producer = site.producer()
    for at in (begin, begin + 2000, begin + 1000):
        producer.send(site.name, 0, "v", at)
        producer.flush()
    admin = site.admin().client
    partition = TopicPartition(site.name, 0)

    def offset(spec):
        return admin.list_offsets({partition: spec})[partition].result(TIMEOUT)

    check = jobs.check
    check("earliest", 0, offset(kadmin.OffsetSpec.earliest()).offset)
    check("latest", 3, offset(kadmin.OffsetSpec.latest()).offset)
    check("by time", 1, offset(kadmin.OffsetSpec.for_timestamp(begin + 500)).offset)
    check("offset of the newest record", 1, offset(kadmin.OffsetSpec.max_timestamp()).offset)


def elect_leaders(site):
    site.topic(1)
    partition = TopicPartition(site.name, 0)
    result = site.admin().client.elect_leaders(confluent_kafka.ElectionType.PREFERRED, [partition]).result(TIMEOUT)
    jobs.check("error", "ELECTION_NOT_NEEDED", result[partition].name())


JOBS = {"list-offsets": list_offsets, "elect-leaders": elect_leaders, "share-group": share_group}

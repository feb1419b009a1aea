"""The adapter of kafka-python."""

import contextlib
import time

import kafka
from kafka.admin import (
    ACL,
    AbortTransactionSpec,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    ConfigResource,
    ConfigResourceType,
    MemberToRemove,
    NewTopic,
    OffsetSpec,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
    UserScramCredentialDeletion,
    UserScramCredentialUpsertion,
)
from kafka.coordinator.assignors.cooperative_sticky import CooperativeStickyAssignor
from kafka.coordinator.assignors.range import RangePartitionAssignor
from kafka.net.sasl.oauth import AbstractTokenProvider
from kafka.protocol.admin import ElectionType
from kafka.structs import OffsetAndMetadata, TopicPartition, TopicPartitionReplica

import jobs

LIBRARY = "kafka-python"
VERSION = kafka.__version__
STRATEGIES = {"range": RangePartitionAssignor, "cooperative-sticky": CooperativeStickyAssignor}


class Admin:
    def __init__(self, bootstrap):
        self.client = kafka.KafkaAdminClient(bootstrap_servers=bootstrap)

    def brokers(self):
        cluster = self.client.describe_cluster()
        return [broker["broker_id"] for broker in cluster["brokers"]], cluster["controller_id"]

    def topics(self):
        return set(self.client.list_topics())

    def _partitions(self, topic):
        return self.client.describe_topics([topic])[0]["partitions"]

    def partitions(self, topic):
        return len(self._partitions(topic))

    def leaders(self, topic):
        return sum(1 for partition in self._partitions(topic) if partition["leader_id"] >= 0)

    def create_topic(self, topic, partitions):
        self.client.create_topics([NewTopic(topic, partitions, 1)])

    def delete_topic(self, topic):
        self.client.delete_topics([topic])

    def add_partitions(self, topic, count):
        self.client.create_partitions({topic: count})

    def delete_records(self, topic, partition, offset):
        deleted = self.client.delete_records({TopicPartition(topic, partition): offset})
        return deleted[TopicPartition(topic, partition)]["low_watermark"]

    def groups(self):
        return {group["group_id"] for group in self.client.list_groups()}

    def members(self, group):
        return len(self.client.describe_groups([group])[group]["members"])

    def delete_group(self, group):
        for error in self.client.delete_groups([group]).values():
            self._raise(error)

    @staticmethod
    def _raise(error):
        if error not in (None, "OK") and error is not kafka.errors.NoError:
            raise RuntimeError(str(error))

    def set_offset(self, group, topic, partition, offset):
        offsets = {TopicPartition(topic, partition): OffsetAndMetadata(offset, "", -1)}
        for error in self.client.alter_group_offsets(group, offsets).values():
            self._raise(error)

    def offset(self, group, topic, partition):
        return self.client.list_group_offsets([group])[group][TopicPartition(topic, partition)].offset

    def _config(self, kind, name, config):
        described = self.client.describe_configs([ConfigResource(kind, name)], config_filter="all")
        (resources,) = described.values()
        (configs,) = resources.values()
        return configs[config]["value"]

    def topic_config(self, topic, config):
        return self._config(ConfigResourceType.TOPIC, topic, config)

    def broker_config(self, broker, config):
        return self._config(ConfigResourceType.BROKER, str(broker), config)

    def set_topic_config(self, topic, config, value):
        self._set(ConfigResource(ConfigResourceType.TOPIC, topic, {config: value}))

    def set_broker_config(self, broker, config, value):
        self._set(ConfigResource(ConfigResourceType.BROKER, str(broker), {config: value}))

    def _set(self, resource):
        for results in self.client.alter_configs([resource]).values():
            for error in results.values():
                self._raise(error)

    def create_acl(self, principal, topic):
        pattern = ResourcePattern(ResourceType.TOPIC, topic)
        acl = ACL(principal, "*", ACLOperation.READ, ACLPermissionType.ALLOW, pattern)
        jobs.check("ACLs that were not created", [], self.client.create_acls([acl])["failed"])

    @staticmethod
    def _acls_of(principal):
        pattern = ResourcePatternFilter(ResourceType.ANY, None, ACLResourcePatternType.ANY)
        return ACLFilter(principal, None, ACLOperation.ANY, ACLPermissionType.ANY, pattern)

    def acls(self, principal):
        found, _ = self.client.describe_acls(self._acls_of(principal))
        return [acl.resource_pattern.resource_name for acl in found]

    def delete_acls(self, principal):
        ((_, deleted, _),) = self.client.delete_acls([self._acls_of(principal)])
        return [acl.resource_pattern.resource_name for acl in deleted]

    def set_scram(self, user, password):
        self._alter_scram(UserScramCredentialUpsertion(user, "SCRAM-SHA-256", password))

    def delete_scram(self, user):
        self._alter_scram(UserScramCredentialDeletion(user, "SCRAM-SHA-256"))

    def _alter_scram(self, alteration):
        for error in self.client.alter_user_scram_credentials([alteration]).values():
            self._raise(error)

    def scram(self, user):
        described = self.client.describe_user_scram_credentials([user])[user]
        return [info["iterations"] for info in described["credential_infos"]]

    def close(self):
        self.client.close()


class Producer:
    def __init__(self, bootstrap, settings):
        config = {"linger_ms": 20, "enable_idempotence": bool(settings.get("idempotent"))}
        if "acks" in settings:
            config["acks"] = settings["acks"]
        if "codec" in settings:
            config["compression_type"] = settings["codec"]
        if "transactional_id" in settings:
            config.update(
                transactional_id=settings["transactional_id"], transaction_timeout_ms=30_000, enable_idempotence=True
            )
        self.client = kafka.KafkaProducer(bootstrap_servers=bootstrap, **config)
        self.sent = []

    def send(self, topic, partition, value, timestamp=None):
        self.sent.append(
            self.client.send(topic, value.encode(), b"k", partition=partition, timestamp_ms=timestamp)
        )

    def flush(self):
        self.client.flush(20)
        for future in self.sent:
            future.get(20)
        self.sent.clear()

    def init(self):
        self.client.init_transactions()

    def begin(self):
        self.client.begin_transaction()

    def commit(self):
        self.client.commit_transaction()

    def abort(self):
        self.client.abort_transaction()

    def send_offsets(self, topic, partition, offset, consumer):
        offsets = {TopicPartition(topic, partition): OffsetAndMetadata(offset, "", -1)}
        self.client.send_offsets_to_transaction(offsets, consumer.client.group_metadata())

    def close(self):
        with contextlib.suppress(Exception):
            self.client.close(timeout=1)


class Listener(kafka.ConsumerRebalanceListener):
    def __init__(self, revoked):
        self.revoked = revoked

    def on_partitions_revoked(self, revoked):
        self.revoked({partition.partition for partition in revoked})

    def on_partitions_assigned(self, assigned):
        pass


class Consumer:
    def __init__(self, bootstrap, settings):
        config = {
            "group_id": settings.get("group"),
            "auto_offset_reset": "earliest",
            "enable_auto_commit": False,
            "heartbeat_interval_ms": 500,
            "session_timeout_ms": 10_000,
            "isolation_level": settings.get("isolation", "read_uncommitted"),
            "partition_assignment_strategy": [STRATEGIES[settings.get("strategy", "range")]],
        }
        if "instance_id" in settings:
            config["group_instance_id"] = settings["instance_id"]
        self.client = kafka.KafkaConsumer(bootstrap_servers=bootstrap, **config)
        self.closed = False

    def assign(self, topic, partitions):
        wanted = [TopicPartition(topic, p) for p in partitions]
        self.client.assign(wanted)
        self.client.seek_to_beginning(*wanted)

    def subscribe(self, topic, revoked=lambda partitions: None):
        self.client.subscribe([topic], listener=Listener(revoked))

    def assignment(self):
        return {p.partition for p in self.client.assignment()}

    def poll(self):
        # A rebalance that the end of a short poll interrupts may never complete, on Apache Kafka neither.
        batches = self.client.poll(200 if self.client.assignment() else 2000)
        return [record.value.decode() for records in batches.values() for record in records]

    def seek(self, topic, partition, offset):
        self.client.seek(TopicPartition(topic, partition), offset)

    def commit(self, topic, partition, offset):
        self.client.commit({TopicPartition(topic, partition): OffsetAndMetadata(offset, "", -1)})

    def commit_all(self):
        self.client.commit()

    def committed(self, topic, partition):
        return self.client.committed(TopicPartition(topic, partition))

    def end_offset(self, topic, partition):
        return self.client.end_offsets([TopicPartition(topic, partition)])[TopicPartition(topic, partition)]

    def offset_at(self, topic, partition, timestamp):
        wanted = TopicPartition(topic, partition)
        return self.client.offsets_for_times({wanted: timestamp})[wanted].offset

    def close(self):
        if not self.closed:
            self.closed = True
            self.client.close()


def begun(site):
    site.topic(1)
    producer = site.producer(transactional_id=site.name)
    producer.init()
    producer.begin()
    jobs.send(producer, site.name, 0, 5)
    return producer


class Token(AbstractTokenProvider):
    def __init__(self, text):
        self.text = text

    def token(self):
        return self.text


def login(bootstrap, mechanism, user, password, ca):
    if mechanism == "TLS":
        config = {"security_protocol": "SSL", "ssl_cafile": ca}
    else:
        config = {"security_protocol": "SASL_PLAINTEXT", "sasl_mechanism": mechanism}
        if mechanism == "OAUTHBEARER":
            config["sasl_oauth_token_provider"] = Token(jobs.unsecured_token(user))
        else:
            config.update(sasl_plain_username=user, sasl_plain_password=password)
    client = kafka.KafkaAdminClient(bootstrap_servers=bootstrap, bootstrap_timeout_ms=5000, **config)
    try:
        return set(client.list_topics())
    finally:
        client.close()


def list_offsets(site):
    site.topic(1)
    begin = int(time.time() * 1000) - 50_000
    producer = site.producer()
    for at in (begin, begin + 2000, begin + 1000):
        producer.send(site.name, 0, "v", at)
        producer.flush()
    partition = TopicPartition(site.name, 0)
    admin = site.admin().client

    def offset(spec):
        return admin.list_partition_offsets({partition: spec})[partition].offset

    jobs.check("earliest", 0, offset(OffsetSpec.EARLIEST))
    jobs.check("latest", 3, offset(OffsetSpec.LATEST))
    jobs.check("offset of the newest record", 1, offset(OffsetSpec.MAX_TIMESTAMP))


def delete_offsets(site):
    site.topic(2)
    member = jobs.joined(site)
    jobs.send(site.producer(), site.name, 0, 4, partitions=2)
    jobs.until("four records", [member], lambda: len(member.values) == 4)
    member.consumer.close()
    admin = site.admin()
    for error in admin.client.delete_group_offsets(site.name, [TopicPartition(site.name, 0)]).values():
        admin._raise(error)
    left = admin.client.list_group_offsets([site.name])[site.name]
    jobs.check("partitions with offsets", [1], [p.partition for p, o in left.items() if o.offset >= 0])


def remove_members(site):
    site.topic(2)
    jobs.joined(site, instance_id="it")
    admin = site.admin()
    removed = admin.client.remove_group_members(site.name, [MemberToRemove(group_instance_id="it")])
    for error in removed.values():
        admin._raise(error)
    jobs.check("members", 0, admin.members(site.name))


def list_config_resources(site):
    site.topic(1)
    listed = site.admin().client.list_config_resources([ConfigResourceType.TOPIC])
    jobs.check("topic is listed", True, any(site.name in names for names in listed.values()))


def describe_transactions(site):
    producer = begun(site)
    admin = site.admin().client
    described = admin.describe_transactions([site.name])[site.name]
    jobs.check("state", "ONGOING", getattr(described.state, "name", described.state).upper())
    listed = {each.transactional_id for each in sum(admin.list_transactions().values(), [])}
    jobs.check("transaction is listed", True, site.name in listed)
    producer.commit()


def describe_producers(site):
    producer = begun(site)
    partition = TopicPartition(site.name, 0)
    (state,) = site.admin().client.describe_producers([partition])[partition].active_producers
    jobs.check("last sequence", 4, state.last_sequence)
    producer.abort()


def abort_transaction(site):
    begun(site)
    partition = TopicPartition(site.name, 0)
    admin = site.admin().client
    (state,) = admin.describe_producers([partition])[partition].active_producers
    admin.abort_transaction(
        AbortTransactionSpec(partition, state.producer_id, state.producer_epoch, state.coordinator_epoch)
    )
    plain = site.producer()
    plain.send(site.name, 0, jobs.value(5))
    plain.flush()
    jobs.check("committed records", [jobs.value(5)], jobs.read(site, site.name, 1, isolation="read_committed"))


def log_dirs(site):
    site.topic(1)
    jobs.send(site.producer(), site.name, 0, 10)
    described = site.admin().client.describe_log_dirs()
    if site.name not in str(described):
        raise jobs.JobFailure(f"expected a log of {site.name}, found {described}"[:600])


def alter_log_dirs(site):
    site.topic(1)
    admin = site.admin()
    replica = TopicPartitionReplica(site.name, 0, admin.brokers()[0][0])
    directory = admin.client.describe_log_dirs([TopicPartition(site.name, 0)])[0]["log_dirs"][0]["log_dir"]
    for error in admin.client.alter_replica_log_dirs({replica: directory}).values():
        admin._raise(error)


def quorum(site):
    described = site.admin().client.describe_metadata_quorum()["topics"][0]["partitions"][0]
    voters = [voter["replica_id"] for voter in described["current_voters"]]
    jobs.check("leader is a voter", True, described["leader_id"] in voters)


def features(site):
    described = site.admin().client.describe_features()
    jobs.check("metadata.version is shown", True, "metadata.version" in described)
    for key in ("supported", "finalized"):
        jobs.check(f"metadata.version is {key}", True, key in described["metadata.version"])


def update_features(site):
    update = site.admin().client.update_features
    jobs.refused("level", lambda: update({"group.version": 99}, validate_only=True))


def elect_leaders(site):
    site.topic(1)
    answered = site.admin().client.elect_leaders(ElectionType.PREFERRED, {site.name: [0]}, raise_errors=False)
    jobs.check("error", 84, answered.replica_election_results[0].partition_result[0].error_code)


def reassign_partitions(site):
    site.topic(1)
    admin = site.admin()
    partition = TopicPartition(site.name, 0)
    answered = admin.client.alter_partition_reassignments({partition: [admin.brokers()[0][0]]})
    for error in answered.values():
        admin._raise(error)
    jobs.wait("no reassignment", lambda: not admin.client.list_partition_reassignments([partition]))


JOBS = {
    "list-offsets": list_offsets,
    "delete-offsets": delete_offsets,
    "remove-members": remove_members,
    "list-config-resources": list_config_resources,
    "describe-transactions": describe_transactions,
    "describe-producers": describe_producers,
    "abort-transaction": abort_transaction,
    "log-dirs": log_dirs,
    "alter-log-dirs": alter_log_dirs,
    "quorum": quorum,
    "features": features,
    "update-features": update_features,
    "elect-leaders": elect_leaders,
    "reassign-partitions": reassign_partitions,
}

"""The jobs that every Python client does in the same way, through an adapter of the client.

An adapter is a module with LIBRARY, VERSION, JOBS (its own jobs by name), the classes Admin, Producer and Consumer, and
login(bootstrap, mechanism, user, password, ca), which returns the names of the topics; the mechanism is that of SASL, or TLS.
"""

import base64
import json
import os
import time

PATIENCE = 30


class JobFailure(Exception):
    """A broker or client did not do what a job expects."""


def check(what, expected, found):
    if expected != found:
        raise JobFailure(f"{what}: expected {expected!r}, found {found!r}"[:600])


def wait(what, condition):
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise JobFailure(f"{what}: not within {PATIENCE} s")
        time.sleep(0.1)


def refused(what, call):
    """Returns the failure of a call that must fail."""
    try:
        call()
    except Exception as e:
        return f"{type(e).__name__} {e}"
    raise JobFailure(f"expected {what}, but the call succeeded")


def value(number):
    return f"value {number} of a job " + "x" * 100


def values(first, count):
    return [value(i) for i in range(first, first + count)]


def send(producer, topic, first, count, partitions=1):
    for i in range(first, first + count):
        producer.send(topic, i % partitions, value(i))
    producer.flush()


def poll(consumer, count):
    """Polls until there are as many records as expected, and once more, so that surplus records are found."""
    found = []

    def enough():
        found.extend(consumer.poll())
        return len(found) >= count

    wait(f"{count} records", enough)
    found.extend(consumer.poll())
    return found


def read(site, topic, count, partitions=1, isolation="read_uncommitted"):
    consumer = site.consumer(isolation=isolation)
    consumer.assign(topic, list(range(partitions)))
    return poll(consumer, count)


def connect(site):
    ids, controller = site.admin().brokers()
    if controller not in ids:
        raise JobFailure(f"expected the controller among {ids}, found {controller}")


def list_topics(site):
    site.topic(1)
    check("topic is listed", True, site.name in site.admin().topics())


def create_topic(site):
    site.topic(3)
    check("partitions", 3, site.admin().partitions(site.name))
    failure = refused("an existing topic", lambda: site.admin().create_topic(site.name, 3))
    if "exist" not in failure.lower():
        raise JobFailure("expected that the topic exists, found " + failure)


def delete_topic(site):
    site.topic(2)
    admin = site.admin()
    admin.delete_topic(site.name)
    wait("no topic", lambda: site.name not in admin.topics())


def add_partitions(site):
    site.topic(1)
    admin = site.admin()
    admin.add_partitions(site.name, 3)
    wait("three partitions", lambda: admin.leaders(site.name) == 3)
    producer = site.producer()
    for text in values(0, 5):
        producer.send(site.name, 2, text)
    producer.flush()
    consumer = site.consumer()
    consumer.assign(site.name, [2])
    check("records", values(0, 5), poll(consumer, 5))


def delete_records(site):
    site.topic(1)
    send(site.producer(), site.name, 0, 10)
    check("low watermark", 6, site.admin().delete_records(site.name, 0, 6))
    check("records that are left", values(6, 4), read(site, site.name, 4))


def produce(**settings):
    def job(site):
        site.topic(1)
        send(site.producer(**settings), site.name, 0, 30)
        check("records", values(0, 30), read(site, site.name, 30))

    return job


def transaction_commit(site):
    site.topic(2)
    producer = site.producer(transactional_id=site.name)
    producer.init()
    for i in range(3):
        producer.begin()
        send(producer, site.name, i * 10, 10, partitions=2)
        producer.commit()
    check("records", sorted(values(0, 30)), sorted(read(site, site.name, 30, 2, "read_committed")))


def transaction_abort(site):
    site.topic(1)
    producer = site.producer(transactional_id=site.name)
    producer.init()
    producer.begin()
    send(producer, site.name, 0, 10)
    producer.abort()
    producer.begin()
    send(producer, site.name, 10, 5)
    producer.commit()
    check("committed records", values(10, 5), read(site, site.name, 5, isolation="read_committed"))
    check("all records", values(0, 15), read(site, site.name, 15))


def transaction_offsets(site):
    source, sink = site.name + "-from", site.name + "-to"
    site.topic(1, source)
    site.topic(1, sink)
    send(site.producer(), source, 0, 10)
    consumer = site.consumer(group=site.name, isolation="read_committed")
    consumer.subscribe(source)
    check("records", values(0, 10), poll(consumer, 10))
    producer = site.producer(transactional_id=site.name)
    producer.init()
    producer.begin()
    send(producer, sink, 0, 4)
    producer.send_offsets(source, 0, 4, consumer)
    producer.commit()
    # The coordinator of the group learns of the commit from a marker that the transaction's coordinator writes.
    wait("committed offset 4", lambda: consumer.committed(source, 0) == 4)
    producer.begin()
    send(producer, sink, 4, 6)
    producer.send_offsets(source, 0, 10, consumer)
    producer.abort()
    check("offset after the abort", 4, consumer.committed(source, 0))
    check("committed records", values(0, 4), read(site, sink, 4, isolation="read_committed"))


def transaction_fenced(site):
    site.topic(1)
    old = site.producer(transactional_id=site.name)
    old.init()
    old.begin()
    send(old, site.name, 0, 5)
    young = site.producer(transactional_id=site.name)
    young.init()
    failure = refused("a fenced producer", old.commit)
    if "fenced" not in failure.lower() and "epoch" not in failure.lower():
        raise JobFailure("expected that the producer is fenced, found " + failure)
    young.begin()
    send(young, site.name, 5, 5)
    young.commit()
    check("committed records", values(5, 5), read(site, site.name, 5, isolation="read_committed"))


def consume_assigned(site):
    site.topic(3)
    send(site.producer(), site.name, 0, 30, partitions=3)
    consumer = site.consumer()
    consumer.assign(site.name, [0, 1, 2])
    check("records", sorted(values(0, 30)), sorted(poll(consumer, 30)))
    check("end offset", 10, consumer.end_offset(site.name, 1))
    consumer.seek(site.name, 1, 8)
    check("records after the seek", [value(25), value(28)], poll(consumer, 2))


def commit_resume(site):
    site.topic(1)
    send(site.producer(), site.name, 0, 20)
    first = site.consumer(group=site.name)
    first.subscribe(site.name)
    check("records", values(0, 20), poll(first, 20))
    first.commit(site.name, 0, 12)
    first.close()
    second = site.consumer(group=site.name)
    second.subscribe(site.name)
    check("records after the commit", values(12, 8), poll(second, 8))


def seek_time(site):
    site.topic(1)
    begin = int(time.time() * 1000) - 100_000
    producer = site.producer()
    for i in range(10):
        producer.send(site.name, 0, value(i), begin + i * 1000)
        producer.flush()
    consumer = site.consumer()
    consumer.assign(site.name, [0])
    offset = consumer.offset_at(site.name, 0, begin + 5500)
    check("offset at the time", 6, offset)
    consumer.seek(site.name, 0, offset)
    check("records since the time", values(6, 4), poll(consumer, 4))


class Member:
    """A member of a group that counts what it reads and what is taken from it."""

    def __init__(self, site, **settings):
        self.consumer = site.consumer(group=site.name, **settings)
        self.values = []
        self.revoked = set()
        self.consumer.subscribe(site.name, self.revoked.update)

    def poll(self):
        read = self.consumer.poll()
        self.values.extend(read)
        if read:
            self.consumer.commit_all()

    def partitions(self):
        return self.consumer.assignment()


def until(what, members, condition):
    def polled():
        for member in members:
            member.poll()
        return condition()

    wait(what, polled)


def join_and_leave(revoked, **settings):
    def job(site):
        site.topic(4)
        producer = site.producer()
        first = Member(site, **settings)
        until("all partitions of the first member", [first], lambda: len(first.partitions()) == 4)
        send(producer, site.name, 0, 40, partitions=4)
        until("40 records", [first], lambda: len(first.values) >= 40)

        second = Member(site, **settings)
        both = [first, second]
        until("two partitions for each member", both, lambda: all(len(m.partitions()) == 2 for m in both))
        check("number of partitions taken from the first member", revoked, len(first.revoked))
        check("partitions of both members", {0, 1, 2, 3}, first.partitions() | second.partitions())
        send(producer, site.name, 40, 40, partitions=4)
        until("80 records", both, lambda: len(first.values) + len(second.values) >= 80)

        second.consumer.close()
        until("all partitions again", [first], lambda: len(first.partitions()) == 4)
        send(producer, site.name, 80, 40, partitions=4)
        until("120 records", [first], lambda: len(first.values) + len(second.values) >= 120)
        check("records", sorted(values(0, 120)), sorted(first.values + second.values))

    return job


def group_static(site):
    site.topic(4)
    first = Member(site, instance_id="first")
    second = Member(site, instance_id="second")
    both = [first, second]
    until("two partitions for each member", both, lambda: all(len(m.partitions()) == 2 for m in both))
    first.revoked.clear()
    before = set(second.partitions())
    second.consumer.close()
    again = Member(site, instance_id="second")
    until("partitions of the member that restarted", [first, again], lambda: len(again.partitions()) == 2)
    check("partitions of the member that restarted", before, again.partitions())
    check("partitions taken from the other member", set(), first.revoked)
    send(site.producer(), site.name, 0, 40, partitions=4)
    until("40 records", [first, again], lambda: len(first.values) + len(again.values) == 40)


def joined(site, **settings):
    member = Member(site, **settings)
    until("a partition", [member], lambda: member.partitions())
    return member


def list_groups(site):
    site.topic(1)
    joined(site)
    check("group is listed", True, site.name in site.admin().groups())


def describe_group(site):
    site.topic(2)
    member = joined(site)
    admin = site.admin()
    check("members", 1, admin.members(site.name))
    member.consumer.close()
    wait("no member", lambda: admin.members(site.name) == 0)


def delete_group(site):
    site.topic(1)
    member = joined(site)
    admin = site.admin()
    failure = refused("a group with members", lambda: admin.delete_group(site.name))
    if "empty" not in failure.lower():
        raise JobFailure("expected that the group is not empty, found " + failure)
    member.consumer.close()
    wait("no member", lambda: admin.members(site.name) == 0)
    admin.delete_group(site.name)
    check("group is listed", False, site.name in admin.groups())


def alter_offsets(site):
    site.topic(1)
    admin = site.admin()
    admin.set_offset(site.name, site.name, 0, 7)
    check("offset", 7, admin.offset(site.name, site.name, 0))


def describe_configs(site):
    site.topic(1)
    admin = site.admin()
    check("retention.ms", "604800000", admin.topic_config(site.name, "retention.ms"))
    ids, _ = admin.brokers()
    check("auto.create.topics.enable", "true", admin.broker_config(ids[0], "auto.create.topics.enable"))


def alter_configs(site):
    site.topic(1)
    admin = site.admin()
    admin.set_topic_config(site.name, "retention.ms", "12345678")
    wait("retention.ms", lambda: admin.topic_config(site.name, "retention.ms") == "12345678")
    failure = refused("an invalid value", lambda: admin.set_topic_config(site.name, "retention.ms", "long"))
    if "invalid" not in failure.lower():
        raise JobFailure("expected that the value is invalid, found " + failure)


def alter_broker_configs(site):
    admin = site.admin()
    broker = admin.brokers()[0][0]
    admin.set_broker_config(broker, "log.cleaner.threads", "2")
    wait("log.cleaner.threads", lambda: admin.broker_config(broker, "log.cleaner.threads") == "2")
    admin.set_broker_config(broker, "log.cleaner.threads", "1")


def acls(site):
    admin = site.admin()
    principal = f"User:{site.name}"
    admin.create_acl(principal, site.name)
    wait("the ACL", lambda: admin.acls(principal) == [site.name])
    check("deleted ACLs", [site.name], admin.delete_acls(principal))
    wait("no ACL", lambda: admin.acls(principal) == [])


def scram_credentials(site):
    admin = site.admin()
    admin.set_scram(site.name, "password")
    wait("the credential", lambda: admin.scram(site.name) == [4096])
    admin.delete_scram(site.name)
    wait("no credential", lambda: admin.scram(site.name) == [])


def unsecured_token(user):
    """A JSON web token that nobody signed, valid for a minute."""

    def encoded(claims):
        return base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")

    now = int(time.time())
    return ".".join([encoded({"alg": "none"}), encoded({"sub": user, "iat": now, "exp": now + 60}), ""])


def login(mechanism):
    def job(site):
        address = os.environ["KSPEC_TLS" if mechanism == "TLS" else "KSPEC_SASL"]
        user, password, ca = (os.environ[f"KSPEC_{name}"] for name in ("USER", "PASSWORD", "CA"))
        site.topic(1)
        topics = site.client.login(address, mechanism, user, password, ca)
        check("topic is listed", True, site.name in topics)
        if mechanism == "TLS":
            refused("an unknown authority", lambda: site.client.login(address, mechanism, user, password, None))
        elif mechanism != "OAUTHBEARER":
            refused("a wrong password", lambda: site.client.login(address, mechanism, user, "not the password", ca))

    return job


ALL = {
    "connect": connect,
    "list-topics": list_topics,
    "create-topic": create_topic,
    "delete-topic": delete_topic,
    "add-partitions": add_partitions,
    "delete-records": delete_records,
    "produce-acks-0": produce(acks=0),
    "produce-acks-1": produce(acks=1),
    "produce-acks-all": produce(acks="all"),
    "produce-gzip": produce(codec="gzip"),
    "produce-snappy": produce(codec="snappy"),
    "produce-lz4": produce(codec="lz4"),
    "produce-zstd": produce(codec="zstd"),
    "idempotent": produce(idempotent=True, acks="all"),
    "transaction-commit": transaction_commit,
    "transaction-abort": transaction_abort,
    "transaction-offsets": transaction_offsets,
    "transaction-fenced": transaction_fenced,
    "consume-assigned": consume_assigned,
    "commit-resume": commit_resume,
    "seek-time": seek_time,
    "group-eager": join_and_leave(4, strategy="range"),
    "group-cooperative": join_and_leave(2, strategy="cooperative-sticky"),
    "group-consumer": join_and_leave(2, protocol="consumer"),
    "group-static": group_static,
    "list-groups": list_groups,
    "describe-group": describe_group,
    "delete-group": delete_group,
    "alter-offsets": alter_offsets,
    "describe-configs": describe_configs,
    "alter-configs": alter_configs,
    "alter-broker-configs": alter_broker_configs,
    "acls": acls,
    "scram-credentials": scram_credentials,
    "login-plain": login("PLAIN"),
    "login-scram-256": login("SCRAM-SHA-256"),
    "login-scram-512": login("SCRAM-SHA-512"),
    "login-oauthbearer": login("OAUTHBEARER"),
    "login-tls": login("TLS"),
}

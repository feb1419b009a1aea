"""Registers schemas with Confluent's client of a Schema Registry, or looks them up, and prints how many it could.

Arguments: the folder of the installed packages, the address of the registry, "register" or "find", and how many.
"""
import os
import sys

packages, address, task, count = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
sys.path.insert(0, packages)
os.environ["NO_PROXY"] = "*"

from confluent_kafka.schema_registry import Schema, SchemaRegistryClient
from confluent_kafka.schema_registry.error import SchemaRegistryError

client = SchemaRegistryClient({"url": address, "max.retries": 0})


def subject(number):
    return f"orders-{number}-value"


def schema(number):
    return Schema('{"type":"record","name":"Order%d","fields":[{"name":"id","type":"long"}]}' % number, "AVRO")


def register(number):
    return client.register_schema(subject(number), schema(number)) > 0


def find(number):
    latest = client.get_latest_version(subject(number))
    found = client.lookup_schema(subject(number), schema(number))
    by_id = client.get_schema(latest.schema_id)
    return latest.schema_id == found.schema_id and by_id.schema_str == schema(number).schema_str


def succeeds(number):
    try:
        return {"register": register, "find": find}[task](number)
    except SchemaRegistryError as error:
        print(f"{task} {subject(number)}: {error}")
        return False


done = sum(succeeds(number) for number in range(1, count + 1))
print(f"{done} of {count} {'registered' if task == 'register' else 'found'}")

// The adapter of KafkaJS.

import { createRequire } from 'node:module'
import { check, records, values, wait } from './jobs.mjs'

const require = createRequire(import.meta.url)
const {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  CompressionCodecs,
  CompressionTypes,
  ConfigResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes
} = require('kafkajs')

export const library = 'kafkajs'
export const version = require('kafkajs/package.json').version

CompressionCodecs[CompressionTypes.Snappy] = require('kafkajs-snappy')
const CODECS = { gzip: CompressionTypes.GZIP, snappy: CompressionTypes.Snappy }

const kafka = bootstrap => new Kafka({ brokers: [bootstrap], logLevel: logLevel.NOTHING, retry: { retries: 5 } })

export async function admin(bootstrap) {
  const client = kafka(bootstrap).admin()
  await client.connect()
  const config = async (type, name, key) => {
    const { resources } = await client.describeConfigs({ resources: [{ type, name }], includeSynonyms: false })
    return resources[0].configEntries.find(entry => entry.configName === key).configValue
  }
  return {
    client,
    close: () => client.disconnect(),
    brokers: async () => (await client.describeCluster()).brokers.map(broker => broker.nodeId),
    topics: () => client.listTopics(),
    partitions: async topic => (await client.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length,
    createTopic: async (topic, numPartitions) => {
      if (!(await client.createTopics({ topics: [{ topic, numPartitions }], waitForLeaders: true }))) {
        throw new Error('the topic exists')
      }
    },
    deleteTopic: topic => client.deleteTopics({ topics: [topic] }),
    addPartitions: (topic, count) => client.createPartitions({ topicPartitions: [{ topic, count }] }),
    deleteRecords: async (topic, partition, offset) => {
      // KafkaJS only knows the leaders of topics that it was asked about before.
      await client.fetchTopicOffsets(topic)
      await client.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(offset) }] })
    },
    groups: async () => (await client.listGroups()).groups.map(group => group.groupId),
    members: async group => (await client.describeGroups([group])).groups[0].members.length,
    deleteGroup: group => client.deleteGroups([group]),
    setOffset: (groupId, topic, partition, offset) =>
      client.setOffsets({ groupId, topic, partitions: [{ partition, offset: String(offset) }] }),
    offset: async (groupId, topic, partition) => {
      const [{ partitions }] = await client.fetchOffsets({ groupId, topics: [topic] })
      return Number(partitions.find(each => each.partition === partition).offset)
    },
    topicConfig: (topic, key) => config(ConfigResourceTypes.TOPIC, topic, key),
    brokerConfig: (broker, key) => config(ConfigResourceTypes.BROKER, String(broker), key),
    setTopicConfig: (name, key, text) =>
      client.alterConfigs({
        validateOnly: false,
        resources: [{ type: ConfigResourceTypes.TOPIC, name, configEntries: [{ name: key, value: text }] }]
      }),
    createAcl: (principal, resourceName) =>
      client.createAcls({
        acl: [
          {
            resourceType: AclResourceTypes.TOPIC,
            resourceName,
            resourcePatternType: ResourcePatternTypes.LITERAL,
            principal,
            host: '*',
            operation: AclOperationTypes.READ,
            permissionType: AclPermissionTypes.ALLOW
          }
        ]
      }),
    acls: async principal => (await client.describeAcls(aclsOf(principal))).resources.map(each => each.resourceName),
    deleteAcls: principal => client.deleteAcls({ filters: [aclsOf(principal)] })
  }
}

const aclsOf = principal => ({
  resourceType: AclResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
  principal,
  operation: AclOperationTypes.ANY,
  permissionType: AclPermissionTypes.ANY
})

export async function login(address, mechanism, { user, password, token, ca }) {
  const security =
    mechanism === 'TLS'
      ? { ssl: { ca } }
      : mechanism === 'OAUTHBEARER'
        ? { sasl: { mechanism: 'oauthbearer', oauthBearerProvider: async () => ({ value: token }) } }
        : { sasl: { mechanism: mechanism.toLowerCase(), username: user, password } }
  const client = new Kafka({ brokers: [address], logLevel: logLevel.NOTHING, retry: { retries: 0 }, ...security }).admin()
  try {
    await client.connect()
    return await client.listTopics()
  } finally {
    await client.disconnect()
  }
}

export async function producer(bootstrap, settings) {
  const client = kafka(bootstrap).producer({
    allowAutoTopicCreation: false,
    idempotent: settings.idempotent || settings.transactionalId !== undefined,
    ...(settings.transactionalId && {
      transactionalId: settings.transactionalId,
      maxInFlightRequests: 1,
      transactionTimeout: 30_000
    })
  })
  await client.connect()
  const send = through => (topic, messages) =>
    through.send({ topic, acks: settings.acks ?? -1, compression: CODECS[settings.codec], messages })
  return {
    send: send(client),
    close: () => client.disconnect(),
    begin: async () => {
      const transaction = await client.transaction()
      return {
        send: send(transaction),
        commit: () => transaction.commit(),
        abort: () => transaction.abort(),
        sendOffsets: (consumer, topic, partition, offset) =>
          transaction.sendOffsets({
            consumerGroupId: consumer.group,
            topics: [{ topic, partitions: [{ partition, offset: String(offset) }] }]
          })
      }
    }
  }
}

export async function consumer(bootstrap, settings) {
  const client = kafka(bootstrap).consumer({
    groupId: settings.group,
    readUncommitted: !settings.committed,
    sessionTimeout: 10_000,
    heartbeatInterval: 300,
    maxWaitTimeInMs: 200
  })
  await client.connect()
  let assigned = new Set()
  client.on(client.events.GROUP_JOIN, ({ payload }) => {
    assigned = new Set(Object.values(payload.memberAssignment).flat())
  })
  let closed = false
  const found = []
  return {
    client,
    group: settings.group,
    values: found,
    assignment: () => assigned,
    subscribe: async topic => {
      await client.subscribe({ topics: [topic], fromBeginning: true })
      await client.run({
        autoCommit: settings.commits === true,
        eachMessage: async ({ message }) => {
          found.push(message.value.toString())
        }
      })
    },
    commit: (topic, partition, offset) => client.commitOffsets([{ topic, partition, offset: String(offset) }]),
    close: async () => {
      if (!closed) {
        closed = true
        await client.disconnect()
      }
    }
  }
}

async function connect(site) {
  const { client } = await site.admin()
  const { brokers, controller } = await client.describeCluster()
  check('controller is a broker', true, brokers.some(broker => broker.nodeId === controller))
}

async function seekTime(site) {
  await site.topic(1)
  const begin = Date.now() - 100_000
  const sender = await site.producer()
  await sender.send(
    site.name,
    records(0, 10).map((record, i) => ({ ...record, timestamp: String(begin + i * 1000) }))
  )
  const { client } = await site.admin()
  const [{ offset }] = await client.fetchTopicOffsetsByTimestamp(site.name, begin + 5500)
  check('offset at the time', '6', offset)
  const reader = await site.consumer({ group: site.name })
  await reader.subscribe(site.name)
  await wait('10 records', () => reader.values.length === 10)
  reader.client.seek({ topic: site.name, partition: 0, offset })
  await wait('4 records', () => reader.values.length === 14)
  check('records since the time', values(6, 4), reader.values.slice(10))
}

async function listOffsets(site) {
  await site.topic(1)
  const sender = await site.producer()
  await sender.send(site.name, records(0, 3))
  const { client } = await site.admin()
  // KafkaJS does not ask again if the topic is too young for the broker.
  await wait('offsets', () => client.fetchTopicOffsets(site.name).then(() => true, () => false))
  const [{ high, low }] = await client.fetchTopicOffsets(site.name)
  check('earliest and latest', ['0', '3'], [low, high])
}

async function reassign(site) {
  await site.topic(1)
  const opened = await site.admin()
  const [broker] = await opened.brokers()
  await opened.client.alterPartitionReassignments({
    topics: [{ topic: site.name, partitionAssignment: [{ partition: 0, replicas: [broker] }] }]
  })
  await wait('no reassignment', async () => {
    const { topics } = await opened.client.listPartitionReassignments({})
    return topics.length === 0
  })
}

export const jobs = { connect, 'seek-time': seekTime, 'list-offsets': listOffsets, 'reassign-partitions': reassign }

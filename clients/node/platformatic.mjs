// The adapter of @platformatic/kafka.

import { readFileSync } from 'node:fs'
import {
  AclOperations,
  AclPermissionTypes,
  Admin,
  ClientQuotaMatchTypes,
  ConfigResourceTypes,
  Consumer,
  FetchIsolationLevels,
  IncrementalAlterConfigOperationTypes,
  Producer,
  ResourcePatternTypes,
  ResourceTypes,
  stringDeserializers,
  stringSerializers
} from '@platformatic/kafka'
import { check, records, value, values, wait } from './jobs.mjs'

export const library = '@platformatic/kafka'
export const version = JSON.parse(
  readFileSync(new URL('./node_modules/@platformatic/kafka/package.json', import.meta.url))
).version

const base = bootstrap => ({ clientId: 'kspec', bootstrapBrokers: [bootstrap], retries: 5, retryDelay: 200 })

export async function admin(bootstrap) {
  const client = new Admin(base(bootstrap))
  const config = async (resourceType, resourceName, key) => {
    const [{ configs }] = await client.describeConfigs({ resources: [{ resourceType, resourceName }] })
    return configs.find(entry => entry.name === key).value
  }
  const metadata = topics => client.metadata({ topics, forceUpdate: true })
  return {
    client,
    metadata,
    close: () => client.close(),
    brokers: async () => [...(await metadata([])).brokers.keys()],
    topics: () => client.listTopics(),
    partitions: async topic => (await metadata([topic])).topics.get(topic).partitionsCount,
    createTopic: async (topic, partitions) => {
      await client.createTopics({ topics: [topic], partitions, replicas: 1 })
      await wait('leaders', () => metadata([topic]).then(() => true, () => false))
    },
    deleteTopic: topic => client.deleteTopics({ topics: [topic] }),
    addPartitions: (name, count) => client.createPartitions({ topics: [{ name, count, assignments: null }] }),
    deleteRecords: (name, partition, offset) =>
      client.deleteRecords({ topics: [{ name, partitions: [{ partition, offset: BigInt(offset) }] }] }),
    groups: async () => [...(await client.listGroups()).keys()],
    members: async group => (await client.describeGroups({ groups: [group] })).get(group).members.size,
    deleteGroup: group => client.deleteGroups({ groups: [group] }),
    setOffset: (groupId, name, partition, offset) =>
      client.alterConsumerGroupOffsets({
        groupId,
        topics: [{ name, partitionOffsets: [{ partition, offset: BigInt(offset) }] }]
      }),
    offset: async (groupId, name, partition) => {
      const [{ topics }] = await client.listConsumerGroupOffsets({
        groups: [{ groupId, topics: [{ name, partitionIndexes: [partition] }] }]
      })
      return Number(topics[0].partitions[0].committedOffset)
    },
    topicConfig: (topic, key) => config(ConfigResourceTypes.TOPIC, topic, key),
    brokerConfig: (broker, key) => config(ConfigResourceTypes.BROKER, String(broker), key),
    setTopicConfig: (resourceName, name, text) => setConfig(client, ConfigResourceTypes.TOPIC, resourceName, name, text),
    createAcl: (principal, resourceName) =>
      client.createAcls({
        creations: [
          {
            resourceType: ResourceTypes.TOPIC,
            resourceName,
            resourcePatternType: ResourcePatternTypes.LITERAL,
            principal,
            host: '*',
            operation: AclOperations.READ,
            permissionType: AclPermissionTypes.ALLOW
          }
        ]
      }),
    acls: async principal =>
      (await client.describeAcls({ filter: aclsOf(principal) })).map(each => each.resourceName),
    deleteAcls: principal => client.deleteAcls({ filters: [aclsOf(principal)] })
  }
}

const aclsOf = principal => ({
  resourceType: ResourceTypes.ANY,
  resourceName: null,
  resourcePatternType: ResourcePatternTypes.ANY,
  principal,
  host: null,
  operation: AclOperations.ANY,
  permissionType: AclPermissionTypes.ANY
})

export async function login(address, mechanism, { user, password, token, ca }) {
  const security =
    mechanism === 'TLS'
      ? { tls: { ca } }
      : { sasl: { mechanism, ...(mechanism === 'OAUTHBEARER' ? { token } : { username: user, password }) } }
  const client = new Admin({ ...base(address), retries: 0, ...security })
  try {
    return await client.listTopics()
  } finally {
    await client.close()
  }
}

async function clientQuotas(site) {
  const { client } = await site.admin()
  const entity = { entityType: 'user', entityName: site.name }
  const component = { entityType: 'user', matchType: ClientQuotaMatchTypes.EXACT, match: site.name }
  const alter = op =>
    client.alterClientQuotas({ entries: [{ entities: [entity], ops: [{ key: 'producer_byte_rate', ...op }] }] })
  const rates = async () =>
    (await client.describeClientQuotas({ components: [component], strict: true })).flatMap(each =>
      each.values.map(({ value: rate }) => rate)
    )
  await alter({ value: 1048576, remove: false })
  await wait('the quota', async () => (await rates()).join() === '1048576')
  await alter({ remove: true })
  await wait('no quota', async () => (await rates()).length === 0)
}

function setConfig(client, resourceType, resourceName, name, text) {
  const set = { name, value: text, configOperation: IncrementalAlterConfigOperationTypes.SET }
  return client.incrementalAlterConfigs({ resources: [{ resourceType, resourceName, configs: [set] }] })
}

export async function producer(bootstrap, settings) {
  const { transactionalId } = settings
  const client = new Producer({
    ...base(bootstrap),
    serializers: stringSerializers,
    ...(transactionalId && { transactionalId, idempotent: true })
  })
  const send = (through, options) => (topic, messages) =>
    through.send({ ...options, messages: messages.map(message => ({ topic, key: 'k', ...message })) })
  return {
    send: send(client, {
      acks: settings.acks ?? -1,
      idempotent: settings.idempotent === true,
      compression: settings.codec ?? 'none'
    }),
    close: () => client.close(),
    begin: async () => {
      const transaction = await client.beginTransaction()
      return {
        send: send(transaction, {}),
        commit: () => transaction.commit(),
        abort: () => transaction.abort(),
        sendOffsets: async (consumer, topic, partition, offset) => {
          await transaction.addConsumer(consumer.client)
          await transaction.addOffset(consumer.messages.find(each => Number(each.offset) === offset - 1))
        }
      }
    }
  }
}

export async function consumer(bootstrap, settings) {
  const groupProtocol = settings.protocol ?? process.env.KSPEC_GROUP_PROTOCOL
  const client = new Consumer({
    ...base(bootstrap),
    groupId: settings.group,
    deserializers: stringDeserializers,
    ...(groupProtocol ? { groupProtocol } : { sessionTimeout: 10_000, heartbeatInterval: 300 }),
    maxWaitTime: 200,
    isolationLevel: settings.committed ? FetchIsolationLevels.READ_COMMITTED : FetchIsolationLevels.READ_UNCOMMITTED
  })
  let closed = false
  const messages = []
  return {
    client,
    messages,
    get values() {
      return messages.map(message => message.value)
    },
    assignment: () => new Set((client.assignments ?? []).flatMap(each => each.partitions)),
    subscribe: async (topic, offsets) => {
      const stream = await client.consume({
        topics: [topic],
        autocommit: settings.commits === true,
        ...(offsets ? { mode: 'manual', offsets } : { mode: 'committed', fallbackMode: 'earliest' })
      })
      stream.on('data', message => messages.push(message))
      stream.on('error', e => console.error(e))
    },
    commit: (topic, partition, offset) =>
      client.commit({ offsets: [{ topic, partition, offset: BigInt(offset), leaderEpoch: -1 }] }),
    close: async () => {
      if (!closed) {
        closed = true
        await client.close(true)
      }
    }
  }
}

async function connect(site) {
  const { metadata } = await site.admin()
  const { brokers, controllerId } = await metadata([])
  check('controller is a broker', true, brokers.has(controllerId))
}

async function seekTime(site) {
  await site.topic(1)
  const begin = Date.now() - 100_000
  const sender = await site.producer()
  await sender.send(
    site.name,
    records(0, 10).map((record, i) => ({ ...record, timestamp: BigInt(begin + i * 1000) }))
  )
  const reader = await site.consumer({ group: site.name })
  const offsets = await reader.client.listOffsetsWithTimestamps({
    topics: [site.name],
    timestamp: BigInt(begin + 5500)
  })
  const { offset } = offsets.get(site.name).get(0)
  check('offset at the time', 6, Number(offset))
  await reader.subscribe(site.name, [{ topic: site.name, partition: 0, offset }])
  await wait('4 records', () => reader.values.length >= 4)
  check('records since the time', values(6, 4), reader.values)
}

async function listOffsets(site) {
  await site.topic(1)
  const begin = Date.now() - 50_000
  const sender = await site.producer()
  for (const timestamp of [begin, begin + 2000, begin + 1000]) {
    await sender.send(site.name, [{ partition: 0, value: value(0), timestamp: BigInt(timestamp) }])
  }
  const { client } = await site.admin()
  const offset = async timestamp => {
    const [{ partitions }] = await client.listOffsets({
      topics: [{ name: site.name, partitions: [{ partitionIndex: 0, timestamp: BigInt(timestamp) }] }]
    })
    return Number(partitions[0].offset)
  }
  check('earliest', 0, await offset(-2))
  check('latest', 3, await offset(-1))
  check('by time', 1, await offset(begin + 500))
  check('offset of the newest record', 1, await offset(-3))
}

async function deleteOffsets(site) {
  await site.topic(2)
  const { client, setOffset } = await site.admin()
  await setOffset(site.name, site.name, 0, 3)
  await setOffset(site.name, site.name, 1, 4)
  await client.deleteConsumerGroupOffsets({
    groupId: site.name,
    topics: [{ name: site.name, partitionIndexes: [0] }]
  })
  const [{ topics }] = await client.listConsumerGroupOffsets({ groups: [site.name] })
  check('partitions with offsets', [1], topics[0].partitions.map(each => each.partitionIndex))
}

async function logDirs(site) {
  await site.topic(1)
  const sender = await site.producer()
  await sender.send(site.name, records(0, 10))
  const { client } = await site.admin()
  const described = await client.describeLogDirs({ topics: [{ name: site.name, partitions: [0] }] })
  const sizes = described.flatMap(({ results }) =>
    results.flatMap(({ topics }) => topics.flatMap(({ partitions }) => partitions.map(each => each.partitionSize)))
  )
  check('the log has more than 100 bytes', true, sizes.length === 1 && sizes[0] > 100n)
}

async function alterBrokerConfigs(site) {
  const { client, brokers, brokerConfig } = await site.admin()
  const [broker] = await brokers()
  const set = text => setConfig(client, ConfigResourceTypes.BROKER, String(broker), 'log.cleaner.threads', text)
  await set('2')
  await wait('log.cleaner.threads', async () => (await brokerConfig(broker, 'log.cleaner.threads')) === '2')
  await set('1')
}

export const jobs = {
  connect,
  'seek-time': seekTime,
  'list-offsets': listOffsets,
  'delete-offsets': deleteOffsets,
  'log-dirs': logDirs,
  'alter-broker-configs': alterBrokerConfigs,
  'client-quotas': clientQuotas
}

// The jobs that every Node client does in the same way, through an adapter of the client.
// An adapter exports library, version, jobs (its own jobs by name), and the functions admin, producer, consumer and
// login(address, mechanism, secrets), which returns the names of the topics; the mechanism is that of SASL, or TLS.

import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'

const PATIENCE = 30_000

export function check(what, expected, found) {
  if (!isDeepStrictEqual(expected, found)) {
    throw new Error(`${what}: expected ${JSON.stringify(expected)}, found ${JSON.stringify(found)}`)
  }
}

export async function wait(what, condition) {
  const end = Date.now() + PATIENCE
  while (!(await condition())) {
    if (Date.now() > end) {
      throw new Error(`${what}: not within ${PATIENCE / 1000} s`)
    }
    await new Promise(resolve => setTimeout(resolve, 100))
  }
}

/** Returns the failure of a call that must fail. */
export async function refused(what, call) {
  try {
    await call()
  } catch (e) {
    const parts = each => [each, ...(each.errors ?? []).flatMap(parts), ...(each.groups ?? []).map(group => group.error)]
    return parts(e)
      .map(each => `${each.name} ${each.type ?? each.apiId ?? ''} ${each.message}`)
      .join(' ')
  }
  throw new Error(`expected ${what}, but the call succeeded`)
}

export const value = number => `value ${number} of a job ${'x'.repeat(100)}`
export const values = (first, count) => Array.from({ length: count }, (_, i) => value(first + i))

/** Numbered records, to partitions in turn. */
export const records = (first, count, partitions = 1) =>
  Array.from({ length: count }, (_, i) => ({ partition: (first + i) % partitions, value: value(first + i) }))

let readers = 0

export async function read(site, topic, count, committed = false) {
  const consumer = await site.consumer({ group: `${site.name}-reader-${readers++}`, committed })
  await consumer.subscribe(topic)
  await wait(`${count} records`, () => consumer.values.length >= count)
  const found = [...consumer.values]
  await consumer.close()
  return found
}

const produce = settings => async site => {
  await site.topic(1)
  const producer = await site.producer(settings)
  await producer.send(site.name, records(0, 15))
  await producer.send(site.name, records(15, 15))
  check('records', values(0, 30), await read(site, site.name, 30))
}

async function member(site, settings = {}) {
  const consumer = await site.consumer({ group: site.name, ...settings })
  await consumer.subscribe(site.name)
  return consumer
}

const joinAndLeave = (settings = {}) => async site => {
  await site.topic(4)
  const producer = await site.producer()
  const first = await member(site, { commits: true, ...settings })
  await wait('all partitions of the first member', () => first.assignment().size === 4)
  await producer.send(site.name, records(0, 40, 4))
  await wait('40 records', () => first.values.length >= 40)
  const second = await member(site, { commits: true, ...settings })
  await wait('two partitions for each member', () => first.assignment().size === 2 && second.assignment().size === 2)
  check('partitions of both members', [0, 1, 2, 3], [...first.assignment(), ...second.assignment()].sort())
  await producer.send(site.name, records(40, 40, 4))
  const distinct = () => new Set([...first.values, ...second.values]).size
  await wait('80 distinct records', () => distinct() === 80)
  await second.close()
  await wait('all partitions again', () => first.assignment().size === 4)
  await producer.send(site.name, records(80, 40, 4))
  await wait('120 distinct records', () => distinct() === 120)
}

async function joined(site) {
  const first = await member(site)
  await wait('a partition', () => first.assignment().size > 0)
  return first
}

/** A JSON web token that nobody signed, valid for a minute. */
function unsecuredToken(user) {
  const encoded = claims => Buffer.from(JSON.stringify(claims)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  return `${encoded({ alg: 'none' })}.${encoded({ sub: user, iat: now, exp: now + 60 })}.`
}

const login = mechanism => async site => {
  const { KSPEC_SASL, KSPEC_TLS, KSPEC_USER: user, KSPEC_PASSWORD: password, KSPEC_CA } = process.env
  const address = mechanism === 'TLS' ? KSPEC_TLS : KSPEC_SASL
  const secrets = { user, password, token: unsecuredToken(user), ca: readFileSync(KSPEC_CA) }
  await site.topic(1)
  const topics = await site.client.login(address, mechanism, secrets)
  check('topic is listed', true, topics.includes(site.name))
  const wrong = { ...secrets, password: 'not the password', ca: undefined }
  if (mechanism !== 'OAUTHBEARER') {
    await refused(mechanism === 'TLS' ? 'an unknown authority' : 'a wrong password', () =>
      site.client.login(address, mechanism, wrong)
    )
  }
}

async function transactional(site) {
  return site.producer({ transactionalId: site.name })
}

export const jobs = {
  async 'list-topics'(site) {
    await site.topic(1)
    const admin = await site.admin()
    check('topic is listed', true, (await admin.topics()).includes(site.name))
  },

  async 'create-topic'(site) {
    await site.topic(3)
    const admin = await site.admin()
    check('partitions', 3, await admin.partitions(site.name))
    const failure = await refused('an existing topic', () => admin.createTopic(site.name, 3))
    check(`the failure names an existing topic: ${failure}`, true, /exist/i.test(failure))
  },

  async 'delete-topic'(site) {
    await site.topic(2)
    const admin = await site.admin()
    await admin.deleteTopic(site.name)
    await wait('no topic', async () => !(await admin.topics()).includes(site.name))
  },

  async 'add-partitions'(site) {
    await site.topic(1)
    const admin = await site.admin()
    await admin.addPartitions(site.name, 3)
    await wait('three partitions', async () => (await admin.partitions(site.name)) === 3)
    const producer = await site.producer()
    await producer.send(site.name, values(0, 5).map(text => ({ partition: 2, value: text })))
    check('records', values(0, 5), await read(site, site.name, 5))
  },

  async 'delete-records'(site) {
    await site.topic(1)
    const producer = await site.producer()
    await producer.send(site.name, records(0, 10))
    const admin = await site.admin()
    await admin.deleteRecords(site.name, 0, 6)
    check('records that are left', values(6, 4), await read(site, site.name, 4))
  },

  'produce-acks-0': produce({ acks: 0 }),
  'produce-acks-1': produce({ acks: 1 }),
  'produce-acks-all': produce({ acks: -1 }),
  'produce-gzip': produce({ codec: 'gzip' }),
  'produce-snappy': produce({ codec: 'snappy' }),
  'produce-lz4': produce({ codec: 'lz4' }),
  'produce-zstd': produce({ codec: 'zstd' }),
  idempotent: produce({ idempotent: true, acks: -1 }),

  async 'transaction-commit'(site) {
    await site.topic(2)
    const producer = await transactional(site)
    for (let i = 0; i < 3; i++) {
      const transaction = await producer.begin()
      await transaction.send(site.name, records(i * 10, 10, 2))
      await transaction.commit()
    }
    check('records', values(0, 30).sort(), (await read(site, site.name, 30, true)).sort())
  },

  async 'transaction-abort'(site) {
    await site.topic(1)
    const producer = await transactional(site)
    const aborted = await producer.begin()
    await aborted.send(site.name, records(0, 10))
    await aborted.abort()
    const committed = await producer.begin()
    await committed.send(site.name, records(10, 5))
    await committed.commit()
    check('committed records', values(10, 5), await read(site, site.name, 5, true))
    check('all records', values(0, 15), await read(site, site.name, 15))
  },

  async 'transaction-offsets'(site) {
    const [from, to] = [`${site.name}-from`, `${site.name}-to`]
    await site.topic(1, from)
    await site.topic(1, to)
    const plain = await site.producer()
    await plain.send(from, records(0, 10))
    const consumer = await site.consumer({ group: site.name, committed: true })
    await consumer.subscribe(from)
    await wait('10 records', () => consumer.values.length >= 10)
    const producer = await transactional(site)
    const admin = await site.admin()
    const committed = await producer.begin()
    await committed.send(to, records(0, 4))
    await committed.sendOffsets(consumer, from, 0, 4)
    await committed.commit()
    await wait('committed offset 4', async () => (await admin.offset(site.name, from, 0)) === 4)
    const aborted = await producer.begin()
    await aborted.send(to, records(4, 6))
    await aborted.sendOffsets(consumer, from, 0, 10)
    await aborted.abort()
    check('offset after the abort', 4, await admin.offset(site.name, from, 0))
    check('committed records', values(0, 4), await read(site, to, 4, true))
  },

  async 'transaction-fenced'(site) {
    await site.topic(1)
    const old = await transactional(site)
    const fenced = await old.begin()
    await fenced.send(site.name, records(0, 5))
    const young = await transactional(site)
    const transaction = await young.begin()
    const failure = await refused('a fenced producer', () => fenced.commit())
    check(`the failure names the epoch: ${failure}`, true, /fenced|epoch/i.test(failure))
    await transaction.send(site.name, records(5, 5))
    await transaction.commit()
    check('committed records', values(5, 5), await read(site, site.name, 5, true))
  },

  async 'commit-resume'(site) {
    await site.topic(1)
    const producer = await site.producer()
    await producer.send(site.name, records(0, 20))
    const first = await site.consumer({ group: site.name })
    await first.subscribe(site.name)
    await wait('20 records', () => first.values.length >= 20)
    await first.commit(site.name, 0, 12)
    await first.close()
    const second = await site.consumer({ group: site.name })
    await second.subscribe(site.name)
    await wait('8 records', () => second.values.length >= 8)
    check('records after the commit', values(12, 8), second.values)
  },

  'group-eager': joinAndLeave(),
  'group-consumer': joinAndLeave({ protocol: 'consumer' }),

  async 'list-groups'(site) {
    await site.topic(1)
    await joined(site)
    const admin = await site.admin()
    check('group is listed', true, (await admin.groups()).includes(site.name))
  },

  async 'describe-group'(site) {
    await site.topic(2)
    const member = await joined(site)
    const admin = await site.admin()
    check('members', 1, await admin.members(site.name))
    await member.close()
    await wait('no member', async () => (await admin.members(site.name)) === 0)
  },

  async 'delete-group'(site) {
    await site.topic(1)
    const member = await joined(site)
    const admin = await site.admin()
    const failure = await refused('a group with members', () => admin.deleteGroup(site.name))
    check(`the failure names a group that is not empty: ${failure}`, true, /not.?empty/i.test(failure))
    await member.close()
    await wait('no member', async () => (await admin.members(site.name)) === 0)
    await admin.deleteGroup(site.name)
    check('group is listed', false, (await admin.groups()).includes(site.name))
  },

  async 'alter-offsets'(site) {
    await site.topic(1)
    const admin = await site.admin()
    await admin.setOffset(site.name, site.name, 0, 7)
    check('offset', 7, await admin.offset(site.name, site.name, 0))
  },

  async 'describe-configs'(site) {
    await site.topic(1)
    const admin = await site.admin()
    check('retention.ms', '604800000', await admin.topicConfig(site.name, 'retention.ms'))
    const [broker] = await admin.brokers()
    check('auto.create.topics.enable', 'true', await admin.brokerConfig(broker, 'auto.create.topics.enable'))
  },

  async 'alter-configs'(site) {
    await site.topic(1)
    const admin = await site.admin()
    await admin.setTopicConfig(site.name, 'retention.ms', '12345678')
    await wait('retention.ms', async () => (await admin.topicConfig(site.name, 'retention.ms')) === '12345678')
    const failure = await refused('an invalid value', () => admin.setTopicConfig(site.name, 'retention.ms', 'long'))
    check(`the failure names the configuration: ${failure}`, true, /config/i.test(failure))
  },

  async acls(site) {
    const admin = await site.admin()
    const principal = `User:${site.name}`
    await admin.createAcl(principal, site.name)
    await wait('the ACL', async () => isDeepStrictEqual(await admin.acls(principal), [site.name]))
    await admin.deleteAcls(principal)
    await wait('no ACL', async () => (await admin.acls(principal)).length === 0)
  },

  'login-plain': login('PLAIN'),
  'login-scram-256': login('SCRAM-SHA-256'),
  'login-scram-512': login('SCRAM-SHA-512'),
  'login-oauthbearer': login('OAUTHBEARER'),
  'login-tls': login('TLS')
}

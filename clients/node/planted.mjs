// What @platformatic/kafka says of brokers with a planted bug: planted.mjs (BOOTSTRAP PATTERN)...
// Consumes the topic "planted" from each broker until the client says something that the pattern is found in, or some seconds
// have passed. Prints everything that it said, and then what the pattern was found in after "said:".

import { Consumer, stringDeserializers } from '@platformatic/kafka'

const TOPIC = 'planted'
const PATIENCE_MS = 10_000

/** The messages of a failure, of its causes, and of those that it has in common. */
function said(failure) {
  const inner = [...(failure.errors ?? []), failure.cause].filter(each => each instanceof Error)
  return [`${failure.name}: ${failure.message}`, ...inner.map(said)].join(' ')
}

async function consume(bootstrap, log, consumer) {
  try {
    const stream = await consumer.consume({
      topics: [TOPIC],
      autocommit: false,
      mode: 'manual',
      offsets: [{ topic: TOPIC, partition: 0, offset: 0n }]
    })
    stream.on('error', failure => log(said(failure)))
    stream.on('data', message => log(`read ${message.value}`))
  } catch (failure) {
    log(said(failure))
  }
}

const rest = process.argv.slice(2)
for (let i = 0; i < rest.length; i += 2) {
  const pattern = new RegExp(rest[i + 1])
  const all = []
  const found = await new Promise(resolve => {
    const log = text => {
      console.log('log:', text)
      all.push(text)
      if (pattern.test(text)) resolve(text)
    }
    setTimeout(() => resolve(''), PATIENCE_MS)
    const consumer = new Consumer({
      clientId: 'planted',
      groupId: 'planted',
      bootstrapBrokers: [rest[i]],
      deserializers: stringDeserializers,
      retries: 1,
      retryDelay: 100,
      maxWaitTime: 100
    })
    consumer.on('client:broker:failed', ({ error }) => error && log(said(error)))
    consume(rest[i], log, consumer)
  })
  console.log('said:', found.replaceAll('\n', ' '))
}
// A client that is not closed does not keep the program alive.
process.exit(0)

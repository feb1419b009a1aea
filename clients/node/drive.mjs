// Plays jobs with a Node client: drive.mjs CLIENT BOOTSTRAP PREFIX JOB...
// Prints a line of JSON after each job, as ../README.md describes.

import { jobs } from './jobs.mjs'

const [name, bootstrap, prefix, ...names] = process.argv.slice(2)
const client = await import(`./${name}.mjs`)

/** What a job works with: a name of its own, and clients that are closed when the job ends. */
class Site {
  constructor(name) {
    this.client = client
    this.name = name
    this.opened = []
  }

  async open(opening) {
    const opened = await opening
    this.opened.push(opened)
    return opened
  }

  admin() {
    return this.open(client.admin(bootstrap))
  }

  producer(settings = {}) {
    return this.open(client.producer(bootstrap, settings))
  }

  consumer(settings = {}) {
    return this.open(client.consumer(bootstrap, settings))
  }

  async topic(partitions, name = this.name) {
    const admin = await this.admin()
    await admin.createTopic(name, partitions)
  }

  async close() {
    for (const each of this.opened.reverse()) {
      await each.close()
    }
  }
}

async function failureOf(job, site) {
  try {
    try {
      await job(site)
    } finally {
      await site.close()
    }
    return ''
  } catch (e) {
    const inner = (e.errors ?? []).map(each => each.message).join('; ')
    return `${e.name}: ${e.message} ${inner}`.trim().replace(/\s+/g, ' ').slice(0, 600)
  }
}

process.on('unhandledRejection', e => console.error('unhandled', e))

for (const job of names) {
  const begin = Date.now()
  const play = client.jobs[job] ?? jobs[job]
  const detail = play ? await failureOf(play, new Site(`${prefix}-${job}`)) : 'the driver has no such job'
  console.log(
    JSON.stringify({
      client: client.library,
      version: client.version,
      job,
      ok: detail === '',
      millis: Date.now() - begin,
      detail
    })
  )
}
// A client that does not end its timers does not keep the driver alive.
process.stdout.write('', () => process.exit(0))

// Runs that were trained elsewhere, made up for tests: lines as `POST /api/v1/log` takes them.
import { createHash, randomUUID } from 'node:crypto'
import { api } from './api.mjs'

/**
 * @param run { id, name, experiment, params, parent?: { run, attempt, step, tau }, at: when, in ms since 1970 }
 * @param end { state: 'completed' | 'failed' | undefined, step, tau, ms: how long it ran }
 * @param points { names, steps, taus, values: a row a metric } or undefined
 */
export function lines(run, end, points) {
  const spec = canonical(run.params)
  const attempt = run.attempt ?? randomUUID()
  const origin = sequence => ({ attempt, sequence, gathered: 0 })
  const clock = (step, tau, wallMs) => ({ step, tau, wallMs })
  const from = run.parent ?? { step: 0, tau: 0 }
  const all = [
    event(run, 'RunCreated', run.at, {
      subject: run.id,
      name: run.name,
      experiment: run.experiment,
      kind: 'EXTERNAL',
      spec,
      specSha256: createHash('sha256').update(spec).digest('hex'),
      parent: run.parent
        ? {
            parent: run.parent.run,
            attempt: run.parent.attempt,
            step: run.parent.step,
            tau: run.parent.tau,
            checkpoint: createHash('sha256').update(run.id).digest('hex'),
          }
        : null,
      sweep: null,
      by: 'test',
      tags: {},
    }),
    event(run, 'AttemptStarted', run.at + 1000, {
      subject: run.id,
      origin: origin(0),
      follows: null,
      clock: clock(from.step, from.tau, run.at + 1000),
      checkpoint: null,
      provenance: {
        engineVersion: 'test',
        gitCommit: '',
        dataName: '',
        dataSha256: '',
        jvm: '',
        os: '',
        cpu: '',
        kernel: '',
        threads: 1,
        worker: 'test',
      },
      continues: run.parent !== undefined,
    }),
  ]
  const { names, steps, taus, values } = points ?? {
    names: ['nll'],
    steps: [end.step],
    taus: [end.tau],
    values: [[0.25]],
  }
  all.push(
    event(run, 'MetricsRecorded', run.at + end.ms, {
      subject: run.id,
      origin: origin(1),
      metrics: names.map(name => ({ name, fromReference: ['msd', 'aging'].includes(name) })),
      steps,
      taus,
      wallMs: steps.map((_, i) => run.at + 1000 + i),
      values,
    }),
  )
  if (end.state !== undefined) {
    const failed = end.state === 'failed'
    all.push(
      event(run, failed ? 'RunFailed' : 'RunCompleted', run.at + end.ms, {
        subject: run.id,
        origin: origin(2),
        clock: clock(end.step, end.tau, run.at + end.ms),
        reason: failed ? 'the loss is not a number' : 'all steps done',
        ...(failed ? { stackTrace: 'none' } : {}),
      }),
    )
  }
  return all
}

function event(run, type, ms, data) {
  return JSON.stringify({
    specversion: '1.0',
    id: randomUUID(),
    type: `dev.hourglass.${type}`,
    source: 'test',
    subject: run.id,
    time: new Date(ms).toISOString(),
    datacontenttype: 'application/json',
    data,
  })
}

/** Keys in order, as RFC 8785 has them; the values here are plain. */
function canonical(value) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return JSON.stringify(value)
  const fields = Object.keys(value)
    .toSorted()
    .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`)
  return `{${fields.join(',')}}`
}

export async function publish(url, all) {
  const answer = await fetch(`${url}/api/v1/log`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: `${all.join('\n')}\n`,
  })
  if (answer.status !== 200) throw new Error(`POST /log answers ${answer.status}: ${await answer.text()}`)
}

/** Out of the way of other tests, some at a time. */
export async function archive(url, ids) {
  const waiting = [...ids]
  const next = async () => {
    for (let id = waiting.pop(); id; id = waiting.pop()) await api(url, `/runs/${id}/archive`, {})
  }
  await Promise.all(Array.from({ length: 8 }, next))
}

/** A forest that is the same for the same seed: runs branch from earlier ones, on these ones' own part. */
export function forest(experiment, count, seed, at = Date.now() - 7_200_000) {
  const random = generator(seed)
  const runs = []
  for (let i = 0; i < count; i++) {
    const near = random() < 0.6 ? Math.max(0, i - 12) : 0
    const parent = i === 0 ? undefined : runs[near + Math.floor(random() * (i - near))]
    const step = parent ? parent.from + Math.round((parent.to - parent.from) * (0.1 + 0.8 * random())) : 0
    const eta = [0.001, 0.002, 0.004][Math.floor(random() * 3)]
    runs.push({
      id: randomUUID(),
      attempt: randomUUID(),
      name: i === 0 ? 'the root' : `branch ${i}`,
      experiment,
      params: { eta, width: 30 },
      ...(parent ? { parent: { run: parent.id, attempt: parent.attempt, step, tau: step * 0.004 } } : {}),
      at: (parent?.at ?? at) + Math.round(60_000 * (parent ? 1 + random() : 0)),
      from: step,
      to: step + Math.round(200 + 4000 * random() * random()),
      state: random() < 0.12 ? 'failed' : random() < 0.1 ? undefined : 'completed',
    })
  }
  return runs
}

export function forestLines(runs) {
  return runs.flatMap(run =>
    lines(run, { state: run.state, step: run.to, tau: run.to * 0.004, ms: 30_000 + (run.to - run.from) * 20 }),
  )
}

/** mulberry32. */
function generator(seed) {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

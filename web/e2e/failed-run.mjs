// A run that was trained elsewhere, for what no worker of ours records or does: curves, attempts that supersede each other, an
// error with its stack trace. Its events are lines as `hourglass train` writes them, published with POST /log.
import { createHash, randomUUID } from 'node:crypto'
import { api } from './api.mjs'

const kappas = Array.from({ length: 201 }, (_, i) => -3 + (6 * i) / 200)

/** The flow of a latent variable that bends until it has three fixed points: -k + tanh(g k + b), with g growing. */
const flow = step => kappas.map(k => -k + Math.tanh((0.6 + step / 250) * k + 0.12))

/** @returns the id of a failed run with two attempts, curves, a histogram and a spectrum of a matrix of unknown shape */
export async function published(url, name) {
  const { specs } = await api(url, '/specs/check', {
    spec: {
      experiment: 'e2e-one-run',
      system: { kind: 'deep-recurrent', depth: 1, width: 8 },
      data: { kind: 'synthetic-chorales', chorales: 2 },
      dynamics: { kind: 'sgd', eta: 0.002, minibatch: 10 },
      stop: { steps: 1000 },
    },
  })
  const spec = JSON.stringify(specs[0]) // canonical as it came
  const run = randomUUID()
  const lines = []
  const begin = Date.now() - 600_000
  let at = begin
  const event = (type, data) => {
    at += 1000
    lines.push(
      JSON.stringify({
        specversion: '1.0',
        id: randomUUID(),
        type: `dev.hourglass.${type}`,
        source: 'train/elsewhere',
        subject: run,
        time: new Date(at).toISOString(),
        datacontenttype: 'application/json',
        data: { subject: run, ...data },
      }),
    )
  }
  const clock = step => ({ step, tau: step * 0.002, wallMs: at })
  event('RunCreated', {
    name,
    experiment: 'e2e-one-run',
    kind: 'PUBLISHED',
    spec,
    specSha256: createHash('sha256').update(spec).digest('hex'),
    parent: null,
    sweep: null,
    by: 'somebody else',
    tags: {},
  })

  const attempt = (follows, from) => {
    const id = randomUUID()
    let sequence = 0
    const next = () => ({ attempt: id, sequence: sequence++ })
    event('AttemptStarted', {
      origin: next(),
      clock: clock(from),
      follows,
      checkpoint: null,
      continues: false,
      provenance: {
        engineVersion: '1',
        gitCommit: '0123456789abcdef',
        dataName: 'synthetic-chorales',
        dataSha256: 'ab'.repeat(32),
        jvm: 'some JVM',
        os: 'some system',
        cpu: 'some CPU',
        kernel: 'ejml',
        threads: 1,
        worker: 'elsewhere',
      },
    })
    return { id, next }
  }
  const record = ({ next }, from, to) => {
    for (let step = from; step <= to; step += 50) {
      event('MetricsRecorded', {
        origin: next(),
        metrics: ['loss', 'a metric/with <b>markup</b>'].map(metric => ({ name: metric, fromReference: false })),
        steps: [step],
        taus: [step * 0.002],
        wallMs: [at],
        values: [[Math.exp(-step / 300) + 0.1 * Math.sin(step)], [step % 7]],
      })
      event('CurveRecorded', { origin: next(), clock: clock(step), name: 'flow', xs: kappas, ys: flow(step) })
      event('DistributionRecorded', {
        origin: next(),
        clock: clock(step),
        name: 'weights',
        edges: [-2, -1, 0, 1, 2].map(edge => edge * (1 + step / 500)),
        counts: [1, 5 + step / 50, 7, 2],
      })
      event('SpectrumRecorded', {
        origin: next(),
        clock: clock(step),
        matrix: 'X',
        values: Array.from({ length: 12 }, (_, i) => 2 - i / 8 + (i === 0 ? step / 400 : 0)),
      })
    }
  }
  const first = attempt(null, 0)
  record(first, 0, 400)
  const second = attempt(first.id, 0)
  record(second, 0, 250)
  event('RunFailed', {
    origin: second.next(),
    clock: clock(250),
    reason: 'the loss is NaN at step 251\n<script>alert(1)</script>',
    stackTrace: `java.lang.IllegalStateException: the loss is NaN at step 251\n${'\tat dev.hourglass.run.RunLoop.step(RunLoop.java:120)\n'.repeat(12)}`,
  })
  const answer = await fetch(`${url}/api/v1/log`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-ndjson' },
    body: `${lines.join('\n')}\n`,
  })
  if (!answer.ok) throw new Error(`POST /log answers ${answer.status}: ${await answer.text()}`)
  return run
}

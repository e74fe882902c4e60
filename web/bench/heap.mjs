/**
 * Runs in the page before its own scripts: an hour of the page's own timers passes in an hour / `speed`, so that it reads and
 * draws as often as it would in the whole hour.
 */
export function hurry(speed) {
  for (const name of ['setTimeout', 'setInterval']) {
    const real = globalThis[name].bind(globalThis)
    globalThis[name] = (call, ms = 0, ...args) => real(call, ms / speed, ...args)
  }
}

/**
 * What the page holds once all that can go is gone. Left out is what is not the page's: machine code, which the engine makes of
 * whatever runs often, and what Playwright has the browser note down of every request (half a MB in an hour, both together).
 */
export async function heapOf(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  // The second time frees what the first one's finalizers let go.
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage')
  const bytes = held(await snapshot(session))
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = name => metrics.find(each => each.name === name)?.value ?? 0
  await session.detach()
  return { url: page.url(), bytes, nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
}

async function snapshot(session) {
  let text = ''
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => {
    text += chunk
  })
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  return JSON.parse(text)
}

/** Nodes lie in one array, each a row of the same fields. */
function held({ snapshot: { meta }, nodes, strings }) {
  const field = name => meta.node_fields.indexOf(name)
  const [type, name, size] = [field('type'), field('name'), field('self_size')]
  const code = meta.node_types[type].indexOf('code')
  const requests = strings.indexOf('blink::NetworkResourcesData::ResourceData')
  let bytes = 0
  for (let i = 0; i < nodes.length; i += meta.node_fields.length) {
    if (nodes[i + type] !== code && nodes[i + name] !== requests) bytes += nodes[i + size]
  }
  return bytes
}

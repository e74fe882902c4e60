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

/** What the page holds once all that can go is gone. */
export async function heapOf(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.enable')
  // The second time frees what the first one's finalizers let go.
  for (let i = 0; i < 3; i++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize, backingStorageSize = 0, embedderHeapUsedSize = 0 } = await session.send('Runtime.getHeapUsage')
  await session.send('Performance.enable')
  const { metrics } = await session.send('Performance.getMetrics')
  const metric = name => metrics.find(each => each.name === name)?.value ?? 0
  await session.detach()
  return {
    url: page.url(),
    bytes: usedSize + backingStorageSize + embedderHeapUsedSize,
    usedSize,
    backingStorageSize,
    embedderHeapUsedSize,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  }
}

/**
 * Runs in the page before its own scripts: says when rows and lines are on screen. A chart's element says in `data-drawn` how
 * many lines it has drawn and in `data-drawn-to` how far they reach, as soon as its canvas has them.
 */
export function watchPage() {
  const patience = 55_000
  /** The latest drawings; all of an hour's would be what the page's memory is found to grow by. */
  const drawn = []
  const kept = 100
  globalThis.hourglassBench = { drawn, rows, lines }

  new MutationObserver(changes => {
    for (const to of new Set(changes.map(({ target }) => Number(target.dataset.drawnTo)))) {
      afterFrame(() => {
        if (drawn.push({ to, at: Date.now() }) > kept) drawn.shift()
      })
    }
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ['data-drawn-to'] })

  function rows(least) {
    return once(`${least} rows`, () => [...document.querySelectorAll('[data-run]')].filter(inSight).length >= least)
  }

  function lines(least) {
    return once(`${least} lines`, () =>
      [...document.querySelectorAll('.chart-host[data-drawn]')].some(chart => Number(chart.dataset.drawn) >= least),
    )
  }

  /** Looks in every frame. @returns when the frame after the first in which it holds has been painted, in ms since navigation */
  function once(what, holds) {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (holds()) afterFrame(() => resolve(performance.now()))
        else if (performance.now() < patience) requestAnimationFrame(look)
        else
          reject(
            new Error(`not ${what} within ${patience} ms; the page says: ${document.body.innerText.slice(0, 300)}`),
          )
      }
      look()
    })
  }

  function inSight(element) {
    const { top, bottom, height } = element.getBoundingClientRect()
    return height > 0 && top < innerHeight && bottom > 0
  }

  /** A message posted in a frame is delivered when the frame's layout and painting are done. */
  function afterFrame(then) {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.addEventListener('message', then)
      port1.start()
      port2.postMessage(undefined)
    })
  }
}

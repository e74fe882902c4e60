// Zooming and moving on the compare page as a person does it, with true input events, and how long the frames took.

/** @returns how many frames there were, and the longest of them in ms */
export async function browse(page) {
  const chart = page.locator('.chart-host[data-drawn]').first()
  await chart.scrollIntoViewIfNeeded()
  await chart.focus()
  const { x, y, width, height } = await chart.boundingBox()
  const middle = y + height / 2
  await page.evaluate(startFrames)
  for (const key of [...press('+', 5), ...press('ArrowRight', 15), ...press('ArrowLeft', 15), ...press('-', 5)]) {
    await paced(page, () => page.keyboard.press(key))
  }
  await page.mouse.move(x + width / 2, middle)
  await holding(page, 'Control', async () => {
    for (const way of [-1, 1]) {
      for (let i = 0; i < 10; i++) await paced(page, () => page.mouse.wheel(0, 100 * way))
    }
  })
  // The cursor reads the lines' values.
  for (let i = 0; i <= 40; i++) await paced(page, () => page.mouse.move(x + width * (0.2 + (0.6 * i) / 40), middle))
  const drag = () => dragged(page, x + 0.3 * width, x + 0.6 * width, middle)
  // Chooses a part, and then moves it.
  await drag()
  await holding(page, 'Shift', drag)
  await paced(page, () => page.keyboard.press('0'))
  return page.evaluate(endFrames)
}

async function holding(page, key, act) {
  await page.keyboard.down(key)
  await act()
  await page.keyboard.up(key)
}

async function dragged(page, from, to, y) {
  await page.mouse.move(from, y)
  await page.mouse.down()
  for (let i = 0; i <= 20; i++) await paced(page, () => page.mouse.move(from + ((to - from) * i) / 20, y))
  await page.mouse.up()
}

function press(key, times) {
  return Array.from({ length: times }, () => key)
}

/** Sixty a second, as a held key or a hand; slower where the page is. */
async function paced(page, act) {
  const begin = performance.now()
  await act()
  const rest = 16 - (performance.now() - begin)
  if (rest > 0) await new Promise(resolve => setTimeout(resolve, rest))
}

function startFrames() {
  const gaps = []
  let last = performance.now()
  const frame = () => {
    const now = performance.now()
    gaps.push(now - last)
    last = now
    if (globalThis.hourglassBench.gaps === gaps) requestAnimationFrame(frame)
  }
  globalThis.hourglassBench.gaps = gaps
  requestAnimationFrame(frame)
}

function endFrames() {
  const { gaps } = globalThis.hourglassBench
  globalThis.hourglassBench.gaps = undefined
  const sorted = gaps.toSorted((a, b) => b - a)
  return { frames: gaps.length, worstMs: sorted[0], longest: sorted.slice(0, 10) }
}

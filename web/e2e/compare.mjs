// The browser test of the page that compares: node web/e2e/compare.mjs --url URL --out DIR --chromium PATH
// Against a running tracker; makes twelve runs of its own. Every choice and every way to compare, wide and narrow, light and dark;
// what is saved is read. Exit code 0, or 1 with what was not as it should be.
import { readFileSync } from 'node:fs'
import { watchPage } from '../bench/in-page.mjs'
import { inTheBrowser, look, options, settled, step } from './browser.mjs'
import { api } from './api.mjs'
import { archive, lines as linesOf, publish } from './published.mjs'

const values = options('compare.mjs', 'url', 'out', 'chromium')
const { url } = values
const hostile = `<img src=x onerror="hurt=1"> "a", 'b' & \u202eright to left 👩‍🔬 ${'w'.repeat(110)}`
const widths = [30, 60, 120]
const rates = [0.01, 0.1]
const experiment = `compare ${Date.now().toString(36)}`
const runs = await make()
const putAway = await makeArchived()
const hundred = await makeHundred()
const filter = `experiment = '${experiment}'`
const found = `${url}/#/compare?filter=${encodeURIComponent(filter)}`

// A browser tells its console of every answer that is an error; one is asked for on purpose.
await inTheBrowser(
  values,
  async (page, width) => {
    await step(`${width} px: lines, metrics, the cursor`, () => lines(page, width))
    await step(`${width} px: zoom by keys and by hand loads detail`, () => zoom(page, width))
    await step(`${width} px: smoothing, means of groups, a reference`, () => treatments(page, width))
    await step(`${width} px: figures`, () => figures(page))
    await step(`${width} px: lines off, in the address, live`, () => legend(page))
    await step(`${width} px: specs`, () => specs(page, width))
    await step(`${width} px: scatter, parallel coordinates, heat map`, () => plots(page, width))
    await step(`${width} px: clocks, presets, branches`, () => presets(page))
    await step(`${width} px: more than are drawn`, () => tooMany(page, width))
    await step(`${width} px: nothing chosen, nothing found, a wrong filter`, () => nothing(page, width))
  },
  /status of 400/,
)
await archive(
  url,
  hundred.map(run => run.id),
)

/** Twelve runs over two parameters and two seeds, of 4,000 points each, which is more than are drawn; the first goes on. */
async function make() {
  const specs = widths.flatMap(width => rates.flatMap(eta => [0, 1].map(seed => ({ width, eta, seed }))))
  return Promise.all(
    specs.map(async ({ width, eta, seed }, i) => {
      const note = i === 1 ? hostile.repeat(20) : 'plain'
      const params = { system: { width }, dynamics: { eta }, seed, note, ...(i === 2 ? {} : { momentum: 0.9 }) }
      const name = i === 1 ? hostile : `width ${width}, eta ${eta}, seed ${seed}`
      const { id } = (await api(url, '/runs', { kind: 'external', experiment, name, params })).runs[0]
      const attempt = crypto.randomUUID()
      await api(url, `/runs/${id}/attempts`, { attempt })
      const steps = Array.from({ length: 4000 }, (_, k) => 1 + 5 * k)
      const loss = steps.map(
        s => 0.05 + 0.9 / width + (0.1 + eta) * Math.exp((-eta * s) / 50) + 0.01 * Math.sin(s * (i + 1)) ** 3,
      )
      const accuracy = loss.map(value => 1 - value)
      const taus = steps.map(s => s * eta)
      await api(url, `/runs/${id}/points`, { attempt, sequence: 1, steps, taus, metrics: { loss, accuracy } })
      if (i > 0) await api(url, `/runs/${id}/finish`, { attempt, sequence: 2, state: 'completed' })
      return { id, attempt, name, sequence: 1, step: 20_000 }
    }),
  )
}

/** One more of the third and fourth run's parameters, out of the way. */
async function makeArchived() {
  const params = { system: { width: widths[0] }, dynamics: { eta: rates[1] }, seed: 2 }
  const { id } = (await api(url, '/runs', { kind: 'external', experiment: `${experiment} archived`, params })).runs[0]
  await archive(url, [id])
  return id
}

/** One more than are compared, of two points each. */
async function makeHundred() {
  const at = Date.now() - 3_600_000
  const made = Array.from({ length: 101 }, (_, i) => ({
    id: crypto.randomUUID(),
    name: `one of many ${i}`,
    experiment: `${experiment} many`,
    params: { seed: i },
    at: at + i,
  }))
  const end = { state: 'completed', step: 100, tau: 1, ms: 10_000 }
  await publish(
    url,
    made.flatMap((run, i) =>
      linesOf(run, end, { names: ['loss'], steps: [1, 100], taus: [0.01, 1], values: [[1, i / 100]] }),
    ),
  )
  return made
}

function chart(page, metric) {
  return page.locator(`figure.curves[data-metric="${metric}"]`)
}

async function attribute(locator, name, value) {
  try {
    await locator.and(locator.page().locator(`[${name}="${value}"]`)).waitFor()
  } catch {
    throw new Error(`${name} of ${locator} is ${await locator.getAttribute(name)}, not ${value}`)
  }
}

function hash(page) {
  return page.evaluate('location.hash')
}

async function inAddress(page, pattern) {
  await page.waitForFunction(source => new RegExp(source).test(decodeURIComponent(location.hash)), pattern.source)
}

/** The address after it has changed from this. */
async function changed(page, before) {
  await page.waitForFunction(old => location.hash !== old, before)
  return hash(page)
}

async function lines(page, width) {
  // As `hourglass bench web` sees that lines are drawn.
  await page.addInitScript(watchPage)
  await page.goto(`${found}&metrics=loss`)
  await page.locator('.live-live').waitFor()
  await page.evaluate('hourglassBench.lines(12)')
  await attribute(chart(page, 'loss'), 'data-lines', '12')
  await page.getByRole('heading', { level: 1, name: 'Compare 12 runs' }).waitFor()
  const metrics = page.getByRole('group', { name: 'Metrics' })
  // Found by a part of its name, and taken by keys.
  await metrics.getByRole('combobox').fill('ccurac')
  await metrics.getByRole('option', { name: 'accuracy', exact: true }).waitFor()
  await page.keyboard.press('Enter')
  await attribute(chart(page, 'accuracy'), 'data-lines', '12')
  await attribute(chart(page, 'accuracy'), 'data-loading', 'false')

  const plot = chart(page, 'loss').locator('.u-over')
  await plot.scrollIntoViewIfNeeded()
  const { x, y, width: across, height } = await plot.boundingBox()
  await page.mouse.move(x + across * 0.7, y + height / 2)
  const readout = chart(page, 'loss').getByRole('status')
  await readout.waitFor()
  const read = (await readout.locator('.readout-value').allTextContents()).map(Number)
  if (read.length < 10 || read.some((value, i) => i > 0 && value > read[i - 1])) {
    throw new Error(`the values at the cursor are not in order: ${read.join(' ')}`)
  }
  if ((await page.locator('.cursor-line').count()) !== 2) throw new Error('the charts do not share one cursor')
  await look(page, values.out, 'compare-lines', width)
  await page.mouse.move(0, 0)
}

async function zoom(page, width) {
  const loss = chart(page, 'loss')
  const detail = page.waitForRequest(request => /\/compare\?.*from=/.test(request.url()))
  await loss.getByRole('application').focus()
  await page.keyboard.press('+')
  await detail
  // What was read before stays until the finer lines are there.
  await attribute(loss, 'data-lines', '12')
  await attribute(loss, 'data-zoomed', 'true')
  await inAddress(page, /[?&]from=/)
  await page.keyboard.press('Shift+ArrowRight')
  await loss.getByRole('status').getByText('at step').waitFor()
  await page.keyboard.press('0')
  await attribute(loss, 'data-zoomed', 'false')
  await page.keyboard.press('?')
  await page.getByRole('dialog').getByText('Move the cursor').waitFor()
  await page.keyboard.press('Escape')
  const buttons = page.getByRole('group', { name: 'Zoom' })
  await buttons.getByRole('button', { name: 'Zoom in' }).click()
  await attribute(loss, 'data-zoomed', 'true')
  await buttons.getByRole('button', { name: 'Zoom to all' }).click()
  await attribute(loss, 'data-zoomed', 'false')
  if (width < 500) await pinch(page, loss)

  const plot = loss.locator('.u-over')
  const drag = async (from, to) => {
    await plot.scrollIntoViewIfNeeded()
    const { x, y, width: across, height } = await plot.boundingBox()
    await page.mouse.move(x + across * from, y + height / 2)
    await page.mouse.down()
    await page.mouse.move(x + across * ((from + to) / 2), y + height / 2, { steps: 4 })
    await page.mouse.move(x + across * to, y + height / 2, { steps: 4 })
    await page.mouse.up()
  }
  await drag(0.25, 0.5)
  await attribute(loss, 'data-zoomed', 'true')
  await attribute(chart(page, 'accuracy'), 'data-zoomed', 'true')
  const chosen = await hash(page)
  await page.getByRole('group', { name: 'drag' }).getByRole('button', { name: 'moves' }).click()
  await drag(0.3, 0.6)
  const moved = await changed(page, chosen)
  await page.keyboard.down('Control')
  await page.mouse.wheel(0, -200)
  await page.keyboard.up('Control')
  await changed(page, moved)
  await settled(page)
  await look(page, values.out, 'compare-zoomed', width)
  await plot.dblclick()
  await attribute(loss, 'data-zoomed', 'false')
}

/** Two fingers apart, as a screen sends them: the browser must leave them to the chart. */
async function pinch(page, loss) {
  const plot = loss.locator('.u-over')
  await plot.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await plot.boundingBox()
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 2 })
  const fingers = apart =>
    [0.5 - apart, 0.5 + apart].map((share, id) => ({ id, x: x + share * width, y: y + height / 2 }))
  const touch = (type, apart) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: apart === undefined ? [] : fingers(apart) })
  await touch('touchStart', 0.1)
  for (const apart of [0.15, 0.2, 0.25, 0.3]) await touch('touchMove', apart)
  await touch('touchEnd')
  await session.send('Emulation.setTouchEmulationEnabled', { enabled: false })
  await session.detach()
  // Three times as far apart: a third of the 20,000 steps.
  await page.waitForFunction(() => {
    const fields = new URLSearchParams(location.hash.split('?')[1])
    const length = Number(fields.get('to')) - Number(fields.get('from'))
    return length > 4000 && length < 10_000
  })
  await page.getByRole('button', { name: 'Zoom to all' }).click()
  await attribute(loss, 'data-zoomed', 'false')
}

async function treatments(page, width) {
  const loss = chart(page, 'loss')
  await page.getByLabel('smooth over').selectOption({ label: '2 % of x' })
  await inAddress(page, /smooth=0.02/)
  await page.getByRole('group', { name: 'bands' }).getByRole('button', { name: 'on' }).click()
  await page.getByRole('group', { name: 'Group' }).getByRole('combobox').fill('width')
  await page.getByRole('option', { name: 'system.width' }).click()
  await attribute(loss, 'data-lines', '3')
  await page.locator('.legend').getByText('width = 120').waitFor()
  await page.getByRole('group', { name: 'y scale' }).getByRole('button', { name: 'log' }).click()
  await page.getByRole('group', { name: 'spread' }).getByRole('button', { name: 'min–max' }).click()
  await inAddress(page, /spread=range/)
  await look(page, values.out, 'compare-groups', width)

  await page.getByRole('group', { name: 'Group' }).getByRole('button').click()
  await attribute(loss, 'data-lines', '12')
  await page.getByLabel('smooth over').selectOption({ label: 'nothing' })
  await page.getByRole('group', { name: 'y scale' }).getByRole('button', { name: 'linear' }).click()
  await page.locator(`.legend [data-run="${runs[2].id}"]`).getByRole('button', { name: 'refer', exact: true }).click()
  await loss.getByText('loss − reference').waitFor()
  await page.getByRole('group', { name: 'as', exact: true }).getByRole('button', { name: 'ratio' }).click()
  await loss.getByText('loss / reference').waitFor()
  await look(page, values.out, 'compare-reference', width)
  await page.getByLabel('reference').selectOption({ label: 'none' })
  await loss.getByText('loss − reference').waitFor({ state: 'detached' })
}

async function saved(page, of, format) {
  const coming = page.waitForEvent('download')
  await page
    .getByRole('group', { name: `Save ${of}` })
    .getByRole('button', { name: format })
    .click()
  const file = await coming
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) }
}

async function figures(page) {
  const svg = await saved(page, 'the curves', 'SVG')
  const { curves, strange, broken } = await page.evaluate(text => {
    const read = new DOMParser().parseFromString(text, 'image/svg+xml')
    return {
      broken: read.querySelector('parsererror')?.textContent,
      curves: read.querySelectorAll('g[clip-path] > path[stroke]').length,
      strange: read.querySelectorAll('img, script, foreignObject, [onerror]').length,
    }
  }, svg.bytes.toString('utf8'))
  if (broken || curves !== 24 || strange > 0)
    throw new Error(`the SVG has ${curves} curves and ${strange} strange elements; ${broken}`)
  const png = (await saved(page, 'the curves', 'PNG')).bytes
  if (png.toString('latin1', 1, 4) !== 'PNG' || png.readUInt32BE(16) < 2000)
    throw new Error('the PNG is none, or too small for print')
  const csv = (await saved(page, 'the curves', 'CSV')).bytes.toString('utf8').trim().split('\r\n')
  if (!csv[0].startsWith('chart,line,x is,x,y') || csv.length < 24 * 500)
    throw new Error(`the CSV has ${csv.length} lines: ${csv[0]}`)
}

async function legend(page) {
  const loss = chart(page, 'loss')
  const first = page.locator(`.legend [data-run="${runs[3].id}"]`)
  await first.getByRole('button', { name: /^Hide/ }).click()
  await attribute(loss, 'data-lines', '11')
  // A link shows the same picture.
  await page.reload()
  await attribute(loss, 'data-lines', '11')
  await first.getByRole('button', { name: /^Show/ }).click()
  await attribute(loss, 'data-lines', '12')
  // By the keyboard as by the pointer, the line stands out.
  await page.mouse.move(0, 0)
  await loss.locator('canvas.standing-out[hidden]').waitFor({ state: 'attached' })
  await page.keyboard.press('Tab')
  await loss.locator('canvas.standing-out:not([hidden])').waitFor()
  if (await page.evaluate('"hurt" in window')) throw new Error('a name of a run was executed')

  const [live] = runs
  live.sequence++
  live.step += 5
  const value = live.sequence + 0.25
  await page.locator('.live-live').waitFor()
  await api(url, `/runs/${live.id}/points`, {
    attempt: live.attempt,
    sequence: live.sequence,
    points: [{ step: live.step, name: 'loss', value }],
  })
  await page.locator(`.legend [data-run="${live.id}"]`).getByText(String(value)).waitFor()
  await page.waitForFunction(least => globalThis.hourglassBench.drawn.some(({ to }) => to >= least), live.step)
}

async function specs(page, width) {
  await page.getByRole('tab', { name: 'specs' }).click()
  const table = page.getByRole('region', { name: 'Differences between the specs' })
  const paths = await table.locator('tbody th').allTextContents()
  if (!['dynamics.eta', 'note', 'seed', 'system.width'].every(path => paths.includes(path)) || paths.includes('kind')) {
    throw new Error(`these differ: ${paths.join(', ')}`)
  }
  await look(page, values.out, 'compare-specs', width)
}

async function plots(page, width) {
  const plot = kind => page.locator(`figure.plot-figure[data-plot="${kind}"]`)
  await page.getByRole('tab', { name: 'scatter' }).click()
  await attribute(plot('scatter'), 'data-items', '12')
  await choose(page, 'along x', 'eta', 'params.dynamics.eta')
  await page.getByRole('button', { name: 'along x: log' }).click()
  await choose(page, 'along y', 'accuracy', 'metrics.accuracy.max')
  await inAddress(page, /px=params.dynamics.eta&py=metrics.accuracy.max.*logs=x/)
  await attribute(plot('scatter'), 'data-items', '12')
  // Texts have a key, in the file too.
  await choose(page, 'colour', 'note', 'params.note')
  await plot('scatter')
    .locator('text', { hasText: /^plain$/ })
    .waitFor()
  const keyed = (await saved(page, 'the picture', 'SVG')).bytes.toString('utf8')
  if (!keyed.includes('>plain<')) throw new Error('the SVG does not say what its colours mean')
  await look(page, values.out, 'compare-scatter', width)

  await page.getByRole('tab', { name: 'parallel coordinates' }).click()
  await attribute(plot('parallel'), 'data-items', '12')
  await page.getByRole('group', { name: 'Axes' }).getByRole('combobox').fill('accuracy')
  await page.getByRole('option', { name: 'metrics.accuracy', exact: true }).click()
  await page.getByText('across 7 axes').waitFor()
  // The run without a momentum is among them.
  await plot('parallel')
    .locator('text', { hasText: /^not set$/ })
    .waitFor()
  const across = plot('parallel').locator('a > path')
  if ((await across.count()) !== 12) throw new Error(`12 runs are ${await across.count()} lines`)
  await look(page, values.out, 'compare-parallel', width)
  const wide = plot('parallel').getByRole('link', { name: /width 120, eta 0.1, seed 1/ })
  await wide.focus()
  await page.keyboard.press('Enter')
  await inAddress(page, new RegExp(`^#/runs/${runs.at(-1).id}`))
  await page.getByRole('group', { name: 'x', exact: true }).getByRole('button', { name: 'wall' }).click()
  await page.locator('figure.chart[data-metric="loss"][data-x="wall"][data-lines="1"]').waitFor()
  await page.goBack()
  await page.goBack()

  await page.getByRole('tab', { name: 'heat map' }).click()
  await choose(page, 'along x', 'width', 'params.system.width')
  await choose(page, 'along y', 'eta', 'params.dynamics.eta')
  await attribute(plot('phase'), 'data-items', '6')
  await look(page, values.out, 'compare-heat-map', width)
  const csv = (await saved(page, 'the picture', 'CSV')).bytes.toString('utf8').trim().split('\r\n')
  if (csv.length !== 7) throw new Error(`the heat map's CSV has ${csv.length} lines`)
  const svg = (await saved(page, 'the picture', 'SVG')).bytes.toString('utf8')
  if (!svg.includes('xmlns="http://www.w3.org/2000/svg"') || /<style|href=/.test(svg))
    throw new Error('the SVG does not stand alone')
  await saved(page, 'the picture', 'PNG')

  await page.getByRole('link', { name: /system.width = 30, dynamics.eta = 0.1\b/ }).click()
  await inAddress(page, /^#\/\?/)
  const asked = new URLSearchParams((await hash(page)).slice(3)).get('q')
  const cell = (await api(url, `/runs?filter=${encodeURIComponent(asked)}`)).runs.map(run => run.id)
  if (cell.toSorted().join() !== [runs[2].id, runs[3].id].toSorted().join())
    throw new Error(`the cell leads to ${cell.length} runs: ${asked}`)

  // Chosen runs may be archived: what is counted is listed.
  const chosen = [runs[2].id, runs[3].id, putAway].join()
  await page.goto(`${url}/#/compare?runs=${chosen}&show=phase&px=params.system.width&py=params.dynamics.eta`)
  await page.getByRole('link', { name: /3 runs, to be seen/ }).click()
  await page.locator('.list-count[data-read="3"][data-whole="true"]').waitFor()
  await page.getByRole('button', { name: 'archived too' }).click()
  await page.locator('.list-count[data-read="2"][data-whole="true"]').waitFor()
}

async function choose(page, group, typed, option) {
  const picker = page.getByRole('group', { name: group, exact: true })
  await picker.getByRole('combobox').fill(typed)
  await picker.getByRole('option', { name: option, exact: true }).click()
}

async function presets(page) {
  await page.goto(`${found}&metrics=loss`)
  for (const [clock, address] of [
    ['τ', 'tau'],
    ['wall', 'wall'],
  ]) {
    await page.getByRole('group', { name: 'x', exact: true }).getByRole('button', { name: clock, exact: true }).click()
    await attribute(chart(page, 'loss'), 'data-x', address)
    await attribute(chart(page, 'loss'), 'data-lines', '12')
    await inAddress(page, new RegExp(`x=${address}(&|$)`))
  }
  // The demo's branches have waiting times.
  const { runs: demo } = await api(url, '/runs?experiment=demo&limit=100')
  const parent = demo.find(run => run.branches > 2)
  if (!parent) throw new Error('the demo has not run here')
  const nav = page.getByRole('navigation', { name: 'Presets' })
  await page.goto(`${url}/#/?q=${encodeURIComponent(`id = '${parent.id}'`)}`)
  await page.getByRole('button', { name: '3 branches' }).click()
  await inAddress(page, /^#\/compare\?runs=.*x=tau\/tw/)
  await attribute(chart(page, 'aging'), 'data-lines', '3')
  await nav.getByRole('link', { name: 'Learning' }).click()
  await attribute(chart(page, 'nll'), 'data-x', 'tau')
  await nav.getByRole('link', { name: 'Aging' }).click()
  await attribute(chart(page, 'aging'), 'data-x', 'tau/tw')
  await nav.getByRole('link', { name: 'Change runs' }).click()
  await inAddress(page, /^#\/\?.*select=/)
  // Among the demo's alone, where these are in sight whatever else ran here.
  await page.goto(`${url}/${await hash(page)}&experiment=demo`)
  await page.getByRole('region', { name: 'Selected runs' }).getByRole('link', { name: 'Compare aging' }).click()
  await attribute(chart(page, 'msd'), 'data-lines', '3')
}

async function tooMany(page, width) {
  const loss = chart(page, 'loss')
  await page.goto(`${url}/#/compare?filter=${encodeURIComponent(`experiment = '${experiment} many'`)}&metrics=loss`)
  await page.getByText('these are the newest 100').waitFor()
  await attribute(loss, 'data-lines', '100')
  await page.goto(`${url}/#/compare?runs=${hundred.map(run => run.id).join()}&metrics=loss`)
  await page.getByText('101 runs are chosen; these are the first 100').waitFor()
  await attribute(loss, 'data-lines', '100')
  await look(page, values.out, 'compare-hundred', width)
}

async function nothing(page, width) {
  await page.goto(`${url}/#/compare`)
  await page.getByText('No runs are chosen.').waitFor()
  await page.goto(`${url}/#/compare?filter=${encodeURIComponent("name = 'no run is called this'")}`)
  await page.getByText('No run fulfils this filter now.').waitFor()
  await look(page, values.out, 'compare-none', width)
  await page.goto(`${url}/#/compare?filter=${encodeURIComponent('step >')}`)
  await page.getByRole('alert').waitFor()
  await look(page, values.out, 'compare-wrong', width)
}

// The browser test of aging: node web/e2e/aging.mjs --url URL --out DIR --chromium PATH
// Against a running stack on which the demo has run. It publishes branches of which it knows the exponent that makes one curve
// of them, and moves one of them on while the page is open. Exit code 0, or 1 with what was not as it should be.
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { inTheBrowser, look, options, settled, step } from './browser.mjs'
import { api } from './api.mjs'
import { archive, lines, publish } from './published.mjs'

const values = options('aging.mjs', 'url', 'out', 'chromium')
const { url, out } = values
const stamp = Date.now()
const experiment = `aging-page-${stamp}`
/** Δ of these branches is one function of t/tw^0.8 to the last bit; D of t/tw^0.5; Γ is noise. */
const exponent = 0.8
const waiting = [5, 10, 20, 40]
const made = family()
await publish(url, made.lines)
const mixed = mixedFamily()
await publish(url, mixed.lines)

await inTheBrowser(values, async (page, width) => {
  await step(`${width} px: the way in`, () => wayIn(page, width))
  await step(`${width} px: the exponent is found, and one click sets it`, () => collapse(page, width))
  await step(`${width} px: zoom, scales, legend, address`, () => steering(page, width))
  await step(`${width} px: a new branch comes up by itself`, () => growing(page, width))
  await step(`${width} px: figures`, async () => {
    await figures(page)
    await collapseFigure(page)
  })
  await step(`${width} px: a branch that is trained otherwise`, () => otherwise(page, width))
  await step(`${width} px: an experiment, chosen runs, and none`, () => others(page, width))
})
await archive(url, [...made.ids, ...mixed.ids])

function family() {
  const parent = {
    id: randomUUID(),
    attempt: randomUUID(),
    name: 'glass <i>w30</i>',
    experiment,
    params: { width: 30 },
    at: stamp - 9_000_000,
  }
  const all = lines(parent, { state: 'completed', step: 200_000, tau: 80, ms: 60_000 })
  const ids = [parent.id]
  for (const tw of waiting) {
    const { id, text } = branch(parent, tw)
    ids.push(id)
    all.push(...text)
  }
  return { parent, ids, lines: all }
}

/** Of three branches one was given another learning rate. */
function mixedFamily() {
  const slow = { dynamics: { eta: 0.004 } }
  const parent = {
    id: randomUUID(),
    attempt: randomUUID(),
    name: 'mixed',
    experiment: `${experiment}-mixed`,
    params: slow,
    at: stamp - 8_000_000,
  }
  const branches = [branch(parent, 5, slow), branch(parent, 10, { dynamics: { eta: 0.008 } }), branch(parent, 20, slow)]
  return {
    parent,
    ids: [parent.id, ...branches.map(each => each.id)],
    lines: [
      ...lines(parent, { state: 'completed', step: 200_000, tau: 80, ms: 60_000 }),
      ...branches.flatMap(each => each.text),
    ],
  }
}

function branch(parent, tw, params = { width: 30 }) {
  const id = randomUUID()
  const step = tw * 2500
  const times = Array.from({ length: 81 }, (_, k) => 10 ** (-3 + k / 20) * tw ** exponent)
  const shape = x => x ** 0.9 / (1 + x ** 0.5)
  const run = {
    id,
    name: `from ${tw}`,
    experiment: parent.experiment,
    params,
    parent: { run: parent.id, attempt: parent.attempt, step, tau: tw },
    at: stamp - 6_000_000 + tw,
  }
  const points = {
    names: ['aging', 'msd', 'gradientNoise'],
    steps: times.map((_, i) => step + 1 + i),
    taus: times.map(t => tw + t),
    values: [
      times.map(t => shape(t / tw ** exponent)),
      times.map(t => 1e-4 * shape(t / tw ** 0.5)),
      times.map((_, i) => 3e-4 * (1 + 0.2 * Math.sin(tw + 1.7 * i))),
    ],
  }
  const end = { state: 'completed', step: step + times.length, tau: tw + times.at(-1), ms: 90_000 }
  return { id, text: lines(run, end, points) }
}

async function wayIn(page, width) {
  await page.goto(`${url}/#/`)
  await page.getByRole('link', { name: 'Aging', exact: true }).click()
  const runs = page.getByRole('region', { name: 'Runs with branches' })
  await runs.getByRole('link', { name: made.parent.name }).first().waitFor()
  await look(page, out, 'aging-choose', width)
  await page.getByRole('searchbox', { name: 'Filter' }).fill(experiment)
  await runs.getByRole('link', { name: made.parent.name }).click()
  await page.waitForURL(new RegExp(`#/aging\\?of=${made.parent.id}`))
}

async function collapse(page, width) {
  await page.locator('.live-live').waitFor()
  await chart(page, 'aging', 'x')
    .and(page.locator(`[data-lines="${known()}"][data-loading="false"]`))
    .waitFor()
  const values = await page.locator('.collapse-table tr[data-metric="aging"] td').allInnerTexts()
  if (values[1] !== '0') throw new Error(`the least C of Δ is ${values[1]}, though its branches are one curve there`)
  await look(page, out, 'aging', width)
  await page.getByRole('button', { name: /^μ = 0\.80, where Δ/ }).click()
  await slider(page, '0.8')
  if (!/[?&]mu=0\.8(&|$)/.test(page.url())) throw new Error(`the exponent is not in the address ${page.url()}`)
  await page.locator('.collapse-table').getByText('C at μ = 0.80').waitFor()
  await look(page, out, 'aging-collapsed', width)
  await page.getByRole('button', { name: /^μ = 0\.50, where D/ }).click()
  await slider(page, '0.5')
  await page.getByRole('button', { name: '0 · no scaling' }).click()
  await slider(page, '0')
  // By the keyboard, a hundredth at a time.
  await page.getByRole('slider').focus()
  await page.keyboard.press('ArrowRight')
  await slider(page, '0.01')
  await page.getByRole('button', { name: '1 · full aging' }).click()
  await slider(page, '1')
  const curve = page.getByRole('img', { name: /Δ least at μ = 0\.8/ })
  const box = await curve.boundingBox()
  await curve.click({ position: { x: box.width / 2, y: box.height / 2 } })
  await page.waitForURL(/mu=0\.[4-7]/)
  await page.getByText('What C is').click()
  await page.getByRole('group', { name: 'counts' }).getByRole('button').nth(1).click()
  await page.waitForURL(/since=0\.1/)
  await look(page, out, 'aging-since', width)
}

async function steering(page, width) {
  await page.goto(`${url}/#/aging?of=${made.parent.id}`)
  const over = chart(page, 'aging', 't')
  await over.and(page.locator('[data-loading="false"]')).waitFor()
  await over.locator('.chart-host').focus()
  await page.keyboard.press('+')
  await over.and(page.locator('[data-zoomed="true"]')).waitFor()
  // The column shares its axis; the other has its own.
  await chart(page, 'msd', 't').and(page.locator('[data-zoomed="true"]')).waitFor()
  await chart(page, 'aging', 'x').and(page.locator('[data-zoomed="false"]')).waitFor()
  const area = await over.locator('.u-over').boundingBox()
  if (width > 500) {
    await page.mouse.move(area.x + area.width / 2, area.y + area.height / 2)
    await page
      .getByRole('region', { name: 'Waiting times' })
      .getByText(/^at t = /)
      .waitFor()
  }
  await look(page, out, 'aging-zoomed', width)
  // For those who cannot drag; what is zoomed is read closer.
  const buttons = page.getByRole('group', { name: 'Zoom t', exact: true })
  const closer = page.waitForRequest(request => /\/compare\?.*from=/.test(request.url()))
  await buttons.getByRole('button', { name: 'Zoom in' }).click()
  await closer
  await over.and(page.locator(`[data-lines="${known()}"][data-loading="false"]`)).waitFor()
  await buttons.getByRole('button', { name: 'Zoom to all' }).click()
  await over.and(page.locator('[data-zoomed="false"]')).waitFor()
  for (const axis of ['time', 'values']) {
    await page.getByRole('group', { name: axis, exact: true }).getByRole('button', { name: 'linear' }).click()
  }
  await page.waitForURL(/xscale=linear&yscale=linear/)
  await look(page, out, 'aging-linear', width)
  await page
    .getByRole('group', { name: 'Metrics' })
    .getByRole('button', { name: /gradientNoise/ })
    .click()
  await chart(page, 'gradientNoise', 't').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'Hide τw = 5: from 5', exact: true }).click()
  await over.and(page.locator(`[data-lines="${known() - 1}"]`)).waitFor()
  // A link shows the same picture.
  await page.reload()
  await over.and(page.locator(`[data-lines="${known() - 1}"]`)).waitFor()
  await page.getByRole('button', { name: 'Show τw = 5: from 5', exact: true }).click()
  await over.and(page.locator(`[data-lines="${known()}"]`)).waitFor()
}

async function growing(page, width) {
  await page.goto(`${url}/#/aging?of=${made.parent.id}&mu=${exponent}`)
  const over = chart(page, 'aging', 'x')
  const before = known()
  await over.and(page.locator(`[data-lines="${before}"]`)).waitFor()
  await page.locator('.live-live').waitFor()
  const more = branch(made.parent, width > 500 ? 80 : 160)
  made.ids.push(more.id)
  await publish(url, more.text)
  await over.and(page.locator(`[data-lines="${before + 1}"]`)).waitFor()
  await page.locator(`.legend [data-run="${more.id}"][data-drawn="true"]`).waitFor()
  await look(page, out, 'aging-grown', width)
}

async function figures(page) {
  for (const [format, begin] of [
    ['SVG', '<svg'],
    ['CSV', 'chart,line'],
    ['PNG', '\u0089PNG'],
  ]) {
    const saved = page.waitForEvent('download')
    await page.getByRole('group', { name: 'Save the curves' }).getByRole('button', { name: format }).click()
    const text = await readFile(await (await saved).path(), 'latin1')
    if (!text.startsWith(begin)) throw new Error(`the ${format} begins with ${text.slice(0, 20)}`)
  }
}

async function collapseFigure(page) {
  const saved = page.waitForEvent('download')
  await page.getByRole('group', { name: 'Save the collapse' }).getByRole('button', { name: 'CSV' }).click()
  const text = await readFile(await (await saved).path(), 'utf8')
  if (!/"?Δ, least"?/.test(text)) throw new Error(`the collapse's CSV is ${text.slice(0, 200)}`)
}

async function others(page, width) {
  await page.goto(`${url}/#/aging?experiment=${experiment}`)
  await chart(page, 'aging', 't').and(page.locator('[data-loading="false"]')).waitFor()
  await page.goto(`${url}/#/aging?runs=${made.ids.slice(0, 3).join()}`)
  await chart(page, 'aging', 't').and(page.locator('[data-lines="2"]')).waitFor()
  // The parent has no branch point, and is told apart.
  await page
    .getByRole('region', { name: 'Not drawn' })
    .getByText(/no branch point/)
    .first()
    .waitFor()
  await look(page, out, 'aging-chosen', width)
  await page.goto(`${url}/#/aging?of=${made.ids[1]}`)
  await page.getByText(/No run branches from it/).waitFor()
  await look(page, out, 'aging-none', width)
  await page.getByRole('navigation', { name: 'Related pages' }).getByRole('link', { name: 'Tree' }).click()
  await page.locator('.tree-scroll').waitFor()
  await settled(page)
  // What the demo left is found by its parent.
  const { runs } = await api(url, '/runs?experiment=demo&limit=100')
  const demo = runs.find(run => run.branches > 2)
  if (!demo) throw new Error('the demo has not run here')
  await page.goto(`${url}/#/aging?of=${demo.id}&since=0.1`)
  await chart(page, 'aging', 't').and(page.locator('[data-lines="3"]')).waitFor()
  await look(page, out, 'aging-demo', width)
}

async function otherwise(page, width) {
  await page.goto(`${url}/#/aging?of=${mixed.parent.id}`)
  await chart(page, 'aging', 'x').and(page.locator('[data-lines="3"]')).waitFor()
  const banner = page.locator('.banner', { hasText: 'differ in more than their waiting times: dynamics.eta' })
  await banner.waitFor()
  await look(page, out, 'aging-mixed', width)
  await banner.getByRole('button', { name: 'Leave out the one that is unlike most' }).click()
  await chart(page, 'aging', 'x').and(page.locator('[data-lines="2"]')).waitFor()
  await page.getByRole('button', { name: 'Show τw = 10: from 10', exact: true }).waitFor()
  await banner.waitFor({ state: 'detached' })
  // The alike are not told to differ.
  await page.goto(`${url}/#/aging?of=${made.parent.id}`)
  await chart(page, 'aging', 'x')
    .and(page.locator(`[data-lines="${known()}"]`))
    .waitFor()
  if ((await page.getByText('differ in more than').count()) > 0)
    throw new Error('branches that are alike are told to differ')
}

/** How many branches there are by now: each width adds one. */
function known() {
  return made.ids.length - 1
}

function chart(page, metric, over) {
  return page.locator(`figure.chart[data-metric="${metric}"][data-over="${over}"]`)
}

async function slider(page, value) {
  await page.waitForFunction(wanted => document.getElementById('mu')?.value === wanted, value)
}

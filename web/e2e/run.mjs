// The browser test: node web/e2e/run.mjs --url URL --out DIR --chromium PATH
// Against a running stack that holds one run with at least three branches: all runs, compare with the branches over tau/tw on
// log axes, zoom, a line switched off, one run; screenshots of the three pages. Exit code 0, or 1 with what was not as it should be.
import { inTheBrowser, look, options, step } from './browser.mjs'

const values = options('run.mjs', 'url', 'out', 'chromium')
const { url } = values
const known = await family()
await inTheBrowser(values, async (page, width) => {
  await step(`${width} px: the runs`, () => runsPage(page, known.parent, known.branches, width))
  await step(`${width} px: compare`, () => comparePage(page, known.branches, width))
  await step(`${width} px: one run`, () => runPage(page, known.branches[0], width))
  await step(`${width} px: a branch begins where there is something left to do`, () => branching(page, known.parent))
})

/** The run with the most branches, and three of these. */
async function family() {
  const answer = await fetch(`${url}/api/v1/runs?limit=1000`)
  if (!answer.ok) throw new Error(`GET /api/v1/runs answers ${answer.status}`)
  const { runs } = await answer.json()
  const parent = runs.filter(run => run.experiment === 'demo').toSorted((a, b) => b.branches - a.branches)[0]
  const branches = runs.filter(run => run.parent?.run === parent?.id).slice(0, 3)
  if (branches.length < 3) throw new Error(`no run at ${url} has three branches; run the demo first`)
  return { parent, branches }
}

async function runsPage(page, parent, branches, width) {
  await page.goto(`${url}/#/`)
  await page.locator('.live-live').waitFor()
  // By the filter, for among a thousand runs the rows of these need not be in sight.
  await page.getByRole('combobox', { name: 'Filter runs' }).fill(parent.name)
  await page.locator(`tr[data-run="${parent.id}"]`).waitFor()
  await page.getByRole('combobox', { name: 'Filter runs' }).fill('')
  await shows(page, width, 'runs')
  for (const branch of branches) {
    await page.getByRole('combobox', { name: 'Filter runs' }).fill(branch.id)
    await page.locator(`tr[data-run="${branch.id}"]`).getByRole('checkbox').check()
  }
  await page.getByRole('region', { name: 'Selected runs' }).getByRole('link', { name: 'Compare', exact: true }).click()
  await page.waitForURL(/#\/compare/)
}

/** From the page of the runs, with the three branches chosen. */
async function comparePage(page, branches, width) {
  await page.locator('figure.chart').first().waitFor()
  await chooseMetric(page, 'aging')
  await page.getByRole('group', { name: 'x', exact: true }).getByRole('button', { name: 'τ/τ' }).click()
  for (const axis of ['x scale', 'y scale']) {
    await page.getByRole('group', { name: axis }).getByRole('button', { name: 'log' }).click()
  }
  const chart = page.locator(
    'figure.chart[data-metric="aging"][data-x="tau/tw"][data-xscale="log"][data-yscale="log"][data-loading="false"]',
  )
  await chart.waitFor()
  await attribute(chart, 'data-lines', '3')
  for (const branch of branches) {
    await attribute(page.locator(`.legend [data-run="${branch.id}"]`), 'data-drawn', 'true')
  }
  await shows(page, width, 'compare')

  await drag(page, chart)
  await attribute(chart, 'data-zoomed', 'true')
  if (!/[?&]from=/.test(page.url())) throw new Error(`the zoom is not in the address ${page.url()}`)
  await attribute(chart, 'data-loading', 'false')
  await shows(page, width, 'compare-zoomed')
  await chart.locator('.u-over').dblclick()
  await attribute(chart, 'data-zoomed', 'false')

  const first = page.locator(`.legend [data-run="${branches[0].id}"]`)
  await first.getByRole('button', { name: /^Hide/ }).click()
  await attribute(first, 'data-drawn', 'false')
  await attribute(chart, 'data-lines', '2')
  // A link shows the same picture.
  await page.reload()
  await chart.waitFor()
  await attribute(chart, 'data-lines', '2')
}

async function runPage(page, branch, width) {
  await page.goto(`${url}/#/runs/${branch.id}`)
  await page.getByRole('heading', { level: 1, name: branch.name }).waitFor()
  await page.locator('figure.chart[data-metric="nll"][data-lines="1"]').waitFor()
  await page.getByRole('region', { name: 'Lineage' }).getByRole('link', { name: branch.name }).waitFor()
  await page.getByRole('tab', { name: 'spec' }).click()
  await page.getByRole('tabpanel').getByText('experiment:').waitFor()
  await page.getByRole('tab', { name: 'checkpoints' }).click()
  await page
    .getByRole('tabpanel')
    .getByRole('button', { name: /^Branch from/ })
    .first()
    .waitFor()
  await shows(page, width, 'run')
}

/** The last checkpoint is where the run ended. */
async function branching(page, parent) {
  await page.goto(`${url}/#/runs/${parent.id}`)
  await page.getByRole('button', { name: 'Branch …' }).click()
  const dialog = page.getByRole('dialog')
  const chosen = await dialog.getByLabel('Start').locator('option:checked').textContent()
  const begins = Number(/^step ([\d\s,]+)/.exec(chosen)?.[1].replace(/\D/g, ''))
  if (!(begins < parent.targetStep)) throw new Error(`of ${parent.targetStep} steps the branch begins with '${chosen}'`)
  await dialog.getByRole('button', { name: 'Create the branch', disabled: false }).waitFor()
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
}

async function chooseMetric(page, metric) {
  const metrics = page.getByRole('group', { name: 'Metrics' })
  await metrics.getByRole('combobox').fill(metric)
  await metrics.getByRole('option', { name: metric, exact: true }).click()
  await metrics.getByRole('button', { name: metric, exact: true }).waitFor()
}

/** Over the middle half of the chart. */
async function drag(page, chart) {
  const area = chart.locator('.u-over')
  await area.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await area.boundingBox()
  await page.mouse.move(x + width / 4, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2, { steps: 4 })
  await page.mouse.move(x + (3 * width) / 4, y + height / 2, { steps: 4 })
  await page.mouse.up()
}

async function attribute(locator, name, value) {
  try {
    await locator.and(locator.page().locator(`[${name}="${value}"]`)).waitFor()
  } catch {
    throw new Error(`${name} of ${locator} is ${await locator.getAttribute(name)}, not ${value}`)
  }
}

/** The page in light and dark; it has no empty chart. */
async function shows(page, width, name) {
  const empty = await page.locator('figure.chart[data-lines="0"]').count()
  if (empty > 0) throw new Error(`${empty} charts are empty`)
  await look(page, values.out, name, width)
}

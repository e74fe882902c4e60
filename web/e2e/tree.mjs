// The browser test of the tree: node web/e2e/tree.mjs --url URL --out DIR --chromium PATH
// Against a running stack with workers. It makes a short training run with waiting times, whose branches come up in the open
// page by themselves, and publishes a forest of 240 made-up runs. Exit code 0, or 1 with what was not as it should be.
import { readFile } from 'node:fs/promises'
import { inTheBrowser, look, options, patience, step } from './browser.mjs'
import { api } from './api.mjs'
import { archive, forest, forestLines, publish } from './published.mjs'

const values = options('tree.mjs', 'url', 'out', 'chromium')
const { url, out } = values
const stamp = Date.now()
const experiment = `tree <b>of</b> ${stamp}`
const woods = forest(`aging-tree-woods-${stamp}`, 240, 7)
await publish(url, forestLines(woods))
const trained = (
  await api(url, '/runs', {
    specText: `
experiment: aging-tree-${stamp}
name: ${JSON.stringify(experiment)}
system: {kind: deep-recurrent, depth: 1, width: 8}
data: {kind: jsb-chorales, chorales: 10}
dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 50, deltas: stale}
seed: 5
stop: {steps: 400}
record: {every: {perDecade: 10}, metrics: [nll, gradientNoise, msd, aging], gammaEvery: 100}
checkpoints: {every: 200}
waitingTimes: {at: [100, 200], follow: 2}
`,
  })
).runs[0]
const branched = []

await inTheBrowser(
  values,
  async (page, width) => {
    await step(`${width} px: the way in`, () => wayIn(page, width))
    await step(`${width} px: branches come up by themselves`, () => growing(page, width))
    await step(`${width} px: a branch is made, of the spec that was shown`, () => branching(page, width))
    await step(`${width} px: a forest, by the keyboard`, () => walking(page, width))
    await step(`${width} px: zoom, clocks, levels, search`, () => steering(page, width))
    await step(`${width} px: some are chosen, the figure is saved`, () => choosing(page, width))
    await step(`${width} px: what is not there`, () => nothing(page, width))
    // A spec that cannot be run is told so by a 400, which browsers put on the console.
  },
  /status of 400/,
)
// Other tests look for runs with branches.
for (const id of branched) await api(url, `/runs/${id}/cancel`, {}).catch(() => undefined)
await archive(url, [trained.id, ...branched, ...wide()])

/** Runs with more branches than the demo's. */
function wide() {
  const counts = new Map()
  for (const run of woods) if (run.parent) counts.set(run.parent.run, (counts.get(run.parent.run) ?? 0) + 1)
  return [...counts].filter(([, count]) => count > 2).map(([id]) => id)
}

async function wayIn(page, width) {
  await page.goto(`${url}/#/`)
  await page.getByRole('link', { name: 'Tree', exact: true }).click()
  await page.getByRole('region', { name: 'Experiments' }).getByRole('link', { name: woods[0].experiment }).waitFor()
  await look(page, out, 'tree-choose', width)
  await page.getByRole('searchbox', { name: 'Filter' }).fill('no such thing anywhere')
  await page.getByText('None is called so.').waitFor()
  await page.getByRole('searchbox', { name: 'Filter' }).fill(woods[0].experiment)
  await page.getByRole('link', { name: woods[0].experiment }).first().click()
  await page.waitForURL(/#\/tree\?experiment=/)
}

async function growing(page, width) {
  await page.goto(`${url}/#/tree?of=${trained.id}&along=tau`)
  await page.locator('.live-live').waitFor()
  // Each width has made one more.
  const runs = 3 + branched.length
  await page.locator(`.tree-scroll[data-rows="${runs}"][data-complete="true"]`).waitFor({ timeout: 2 * patience })
  const root = row(page, trained.id)
  await root.and(page.locator('[aria-expanded="true"]')).waitFor()
  const name = await root.getAttribute('aria-label')
  if (!name.startsWith(experiment)) throw new Error(`the root is called ${name}`)
  // Both branches and the run itself are over, and their checkpoints are marked.
  await page.locator('.tree-head', { hasText: `${runs} completed` }).waitFor({ timeout: 2 * patience })
  await page.locator('.tree-checkpoint[data-step="100"]').waitFor()
  await page.locator('.tree-checkpoint.waiting').first().waitFor()
  // Hover tells of another run; leaving it comes back to the one in focus.
  if (width > 500) {
    const branch = page.locator('[role="treeitem"][aria-level="2"]').first()
    const id = await branch.getAttribute('data-run')
    await branch.locator('.tree-sign').hover()
    await page.locator(`.tree-detail[data-run="${id}"]`).waitFor()
    await page.getByRole('heading', { level: 1 }).hover()
    await page.locator(`.tree-detail[data-run="${trained.id}"]`).waitFor()
  }
  await look(page, out, 'tree-trained', width)
  await page.getByRole('button', { name: 'wall' }).click()
  await look(page, out, 'tree-wall', width)
  await page.getByRole('button', { name: 'step', exact: true }).click()
}

async function branching(page, width) {
  const dialog = page.getByRole('dialog')
  // By a key, by a mark of the drawing, by a button.
  for (const open of [
    () => page.getByRole('tree').press('b'),
    () => page.locator('.tree-checkpoint[data-step="200"]').first().click(),
  ]) {
    await open()
    await dialog.getByLabel('Change a parameter').waitFor()
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
  }
  await page.getByRole('button', { name: /^Branch from step 200 of/ }).click()
  await dialog.getByLabel('Change a parameter').selectOption('dynamics.eta')
  const changes = dialog.getByLabel(/^Changes/)
  if ((await changes.inputValue()) !== 'dynamics.eta = 0.004')
    throw new Error('the parameter did not come into the changes')
  await changes.fill('dynamics.eta = fast')
  await dialog.getByText('dynamics.eta: is fast, must be a number above 0').waitFor()
  await dialog.getByRole('alert').waitFor()
  await look(page, out, 'tree-branch-wrong', width)
  await changes.fill('system.width = 9')
  await dialog.getByText(/system\.width cannot change in a branch/).waitFor()
  await dialog.getByLabel(/^Last step/).fill('150')
  await changes.fill('dynamics.eta = 0.001')
  await dialog
    .getByText(/is 150, but the branch starts at step 200/)
    .first()
    .waitFor()
  await dialog.getByLabel(/^Last step/).fill('260')
  await dialog.getByLabel(/^Name/).fill(`slower ${width}`)
  await dialog.getByText('The whole spec').click()
  await dialog.locator('section[aria-busy="false"] pre', { hasText: 'eta: 0.001' }).waitFor()
  await look(page, out, 'tree-branch', width)
  const shown = await dialog.locator('pre').innerText()
  await dialog.getByRole('button', { name: 'Create the branch' }).click()
  const link = dialog.getByRole('link', { name: `slower ${width}` })
  await link.waitFor()
  const id = decodeURIComponent((await link.getAttribute('href')).split('/').at(-1))
  branched.push(id)
  const { spec } = await api(url, `/runs/${id}`)
  for (const [path, value] of flat(spec)) {
    if (!shown.includes(`${path}: ${value}`))
      throw new Error(`it runs ${path}: ${value}, but what was shown is\n${shown}`)
  }
  await dialog.getByRole('button', { name: 'Close' }).click()
  await row(page, id).waitFor()
  // Its change against the parent, when it is in focus.
  await row(page, id).locator('.tree-sign').click()
  const against = page.getByRole('region', { name: 'Changes against the parent' })
  await against.getByText('dynamics.eta').waitFor()
  await against.getByText('0.001').waitFor()
  await look(page, out, 'tree-change', width)
}

/** The last words of the paths with their values, where these are plain. */
function flat(value) {
  return Object.entries(value).flatMap(([key, inner]) => {
    if (inner !== null && typeof inner === 'object') return Array.isArray(inner) ? [] : flat(inner)
    return [[key, inner]]
  })
}

async function walking(page, width) {
  await page.goto(`${url}/#/tree?experiment=${woods[0].experiment}`)
  const scroll = page.locator('.tree-scroll[data-complete="true"]')
  await scroll.and(page.locator('[data-rows="240"]')).waitFor()
  const rows = await page.locator('[role="treeitem"]').count()
  if (rows > 80) throw new Error(`${rows} rows are in the page, not only those in sight`)
  await look(page, out, 'tree-forest', width)
  const tree = page.getByRole('tree')
  await tree.focus()
  await focused(page, woods[0].id)
  await page.keyboard.press('ArrowLeft')
  await page.locator('.tree-scroll[data-rows="1"]').waitFor()
  await page.locator('[data-more="+239"]').waitFor()
  await page.keyboard.press('ArrowRight')
  await page.locator('.tree-scroll[data-rows="240"]').waitFor()
  await page.keyboard.press('ArrowRight')
  const first = await tree.getAttribute('aria-activedescendant')
  if (first === `tree-${woods[0].id}`) throw new Error('the first branch did not get the focus')
  await page.keyboard.press('End')
  const last = await tree.getAttribute('aria-activedescendant')
  await page.locator(`[id="${last}"]`).and(page.locator('[aria-current="true"]')).waitFor()
  await inSight(page, last)
  await look(page, out, 'tree-end', width)
  await page.keyboard.press('Home')
  await focused(page, woods[0].id)
  // The address holds the focus: it is there again when the page comes back.
  await page.keyboard.press('ArrowDown')
  const second = await tree.getAttribute('aria-activedescendant')
  await page.keyboard.press('+')
  await page.locator('.tree-scroll[data-zoomed="true"]').waitFor()
  await page.keyboard.press('-')
  await page.keyboard.press('0')
  await page.locator('.tree-scroll[data-zoomed="false"]').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(new RegExp(`#/runs/${second.slice('tree-'.length)}`))
  await page.goBack()
  await page.locator(`[id="${second}"][aria-current="true"]`).waitFor()
}

async function steering(page, width) {
  await page.goto(`${url}/#/tree?experiment=${woods[0].experiment}`)
  await page.locator('.tree-scroll[data-rows="240"][data-zoomed="false"]').waitFor()
  await page.getByRole('button', { name: 'Zoom in' }).click()
  await page.locator('.tree-scroll[data-zoomed="true"]').waitFor()
  await page.getByRole('button', { name: 'Move left' }).click()
  if (!/from=/.test(page.url())) throw new Error(`the zoom is not in the address ${page.url()}`)
  const { x, y, width: wide } = await page.getByRole('tree').boundingBox()
  if (width > 500) {
    const before = page.url()
    await page.mouse.move(x + wide - 40, y + 40)
    await page.mouse.down()
    await page.mouse.move(x + wide - 160, y + 44, { steps: 4 })
    await page.mouse.up()
    await page.waitForFunction(old => location.href !== old, before)
    await page.keyboard.down('Control')
    await page.mouse.wheel(0, -300)
    await page.keyboard.up('Control')
  }
  await look(page, out, 'tree-zoomed', width)
  await page.getByRole('button', { name: 'Zoom to all' }).click()
  await page.locator('.tree-scroll[data-zoomed="false"]').waitFor()
  const levels = page.getByRole('group', { name: 'levels' })
  await levels.getByRole('button', { name: '2' }).click()
  await page.locator('[role="treeitem"][aria-level="2"][aria-expanded="false"]').first().waitFor()
  if (await page.locator('[role="treeitem"][aria-level="3"]').count()) throw new Error('a third level is unfolded')
  await look(page, out, 'tree-levels', width)
  await levels.getByRole('button', { name: 'all' }).click()
  await page.getByRole('searchbox', { name: 'Find a run' }).fill(woods[200].name)
  await page.getByText('1 found').waitFor()
  await page.keyboard.press('Enter')
  await focused(page, woods[200].id)
  await inSight(page, `tree-${woods[200].id}`)
}

async function choosing(page, width) {
  const tree = page.getByRole('tree')
  await tree.focus()
  const chosen = page.getByRole('region', { name: 'Selected runs' })
  await page.keyboard.press(' ')
  await chosen.getByText('1 selected').waitFor()
  await page.keyboard.press('ArrowUp')
  await page.locator(`[role="tree"]:not([aria-activedescendant="tree-${woods[200].id}"])`).waitFor()
  await page.locator('.tree-detail').getByRole('button', { name: 'Select', exact: true }).click()
  await chosen.getByText('2 selected').waitFor()
  await look(page, out, 'tree-selected', width)
  for (const [format, begin] of [
    ['SVG', '<svg'],
    ['CSV', 'run,name'],
    ['PNG', '\u0089PNG'],
  ]) {
    const saved = page.waitForEvent('download')
    await page.getByRole('button', { name: format, exact: true }).click()
    const text = await readFile(await (await saved).path(), 'latin1')
    if (!text.startsWith(begin)) throw new Error(`the ${format} begins with ${text.slice(0, 20)}`)
    if (format === 'CSV' && text.trim().split('\n').length !== 241) throw new Error('the table has not a row a run')
  }
  await chosen.getByRole('link', { name: 'Compare', exact: true }).click()
  await page.waitForURL(/#\/compare\?runs=[^&]+,/)
  await page.goBack()
  await page.getByRole('button', { name: 'Clear' }).click()
  await chosen.waitFor({ state: 'detached' })
}

async function nothing(page, width) {
  await page.goto(`${url}/#/tree?experiment=there-is-no-such-experiment`)
  await page.getByText('There is no run here').waitFor()
  await look(page, out, 'tree-empty', width)
}

function row(page, id) {
  return page.locator(`[role="treeitem"][data-run="${id}"]`)
}

async function focused(page, id) {
  await page.locator(`[role="tree"][aria-activedescendant="tree-${id}"]`).waitFor()
}

async function inSight(page, id) {
  const seen = await page.locator(`[id="${id}"]`).evaluate(element => {
    const { top, bottom } = element.getBoundingClientRect()
    const frame = element.closest('.tree-scroll').getBoundingClientRect()
    return top >= frame.top && bottom <= frame.bottom + 1
  })
  if (!seen) throw new Error(`${id} is not in sight`)
}

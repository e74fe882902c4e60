// The browser test of the table of runs: node web/e2e/runs.mjs --url URL --out DIR --chromium PATH
// Against a running stack with a worker. It makes runs of its own: some that a program drives, and one that is trained and branched.
// Filters with completion and an error at its place, orders, groups, chooses columns, edits in place, acts on chosen runs with an
// honest report, puts a family into the trash, and sees new runs and values come by themselves.
import { randomUUID } from 'node:crypto'
import { api } from './api.mjs'
import { inTheBrowser, look, options, patience, pictures, step } from './browser.mjs'

const values = options('runs.mjs', 'url', 'out', 'chromium')
const { url } = values
const rates = [0.1, 0.2, 0.4]
const hostile = '<img src=x onerror="alert(1)"> \u202eesrever 🎻 ' + 'very '.repeat(28) + 'long'
const parent = await trained()
const many = await manyRuns()

// The browser itself reports what the pages expect: a filter that is none, a run that cannot be cancelled twice.
const expected = /^console: Failed to load resource: .* (400|409) /
await inTheBrowser(
  values,
  async (page, width) => {
    const experiment = `runs-page ${width} ${Date.now()}`
    const runs = await made(experiment)
    const last = width < 500
    await step(`${width} px: the list`, () => list(page, experiment, width))
    await step(`${width} px: filter`, () => filter(page, experiment, width))
    await step(`${width} px: quick filters`, () => quick(page, experiment))
    await step(`${width} px: order, by mouse and keys`, () => order(page, experiment))
    await step(`${width} px: columns`, () => columns(page, experiment, width))
    await step(`${width} px: groups`, () => groups(page, experiment, width))
    await step(`${width} px: more than one page`, () => far(page))
    await step(`${width} px: choose`, () => choose(page, experiment))
    await step(`${width} px: edit in place`, () => edit(page, experiment, width))
    await step(`${width} px: live`, () => live(page, experiment, runs))
    await step(`${width} px: act on chosen runs`, () => act(page, experiment, width))
    // A worker does the same for every width.
    if (!last) await step(`${width} px: a run that goes on`, () => goesOn(page, width))
    await step(`${width} px: a family into the trash`, () => trash(page, width, last))
    await step(`${width} px: open a run`, () => open(page, experiment, width))
  },
  expected,
)

async function list(page, experiment, width) {
  await page.goto(`${url}/#/`)
  await page.locator('.live-live').waitFor()
  await row(page, 'lr 0.4 seed 2').first().waitFor()
  await pictures(page, values.out, 'runs-all', width)
  await show(page, experiment)
  // What is the same in all is not a column, but said once.
  await page.locator('[data-same="experiment"]').waitFor()
  if ((await page.locator('th[data-column="experiment"]').count()) > 0)
    throw new Error('the experiment is still a column')
  await page.getByRole('button', { name: 'unfold columns' }).click()
  await page.locator('th[data-column="experiment"]').waitFor()
  await page.getByRole('button', { name: 'fold them away' }).click()
  await page.locator('th[data-column="experiment"]').waitFor({ state: 'detached' })
  if (await page.evaluate(() => document.querySelector('td img[src="x"]') !== null))
    throw new Error('a name became an element')
}

async function filter(page, experiment, width) {
  await show(page, experiment)
  const box = filterBox(page)
  await box.fill('lr 0.2')
  await rows(page, 2)
  // A name among thousands is found by its middle, and the value by the tracker's own.
  await box.fill('')
  await box.pressSequentially('lear')
  const options = page.getByRole('listbox', { name: 'What may come next' })
  await options.getByRole('option', { name: /params\.learning\.rate/ }).click()
  await box.press('ArrowDown')
  await options.getByRole('option', { name: /^= equal/ }).waitFor()
  await box.pressSequentially('= ')
  await options.getByRole('option', { name: '0.4' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await look(page, values.out, 'runs-completion', width)
  await box.press('Escape')
  await box.pressSequentially("0.4 and state = 'completed'")
  await box.press('Enter')
  await rows(page, 1)
  await box.fill('metrics.loss << 3')
  await box.press('Enter')
  await page.locator('.filter-wrong[data-column="15"]').waitFor()
  await page.getByText(/^Column 15: expected/).waitFor()
  await look(page, values.out, 'runs-filter-error', width)
  await box.fill("name = 'nothing of this name'")
  await page.getByText('No run fits this filter.').waitFor()
  await page.getByRole('button', { name: 'Show all runs' }).click()
  await row(page, 'lr 0.4 seed 2').first().waitFor()
}

async function quick(page, experiment) {
  await page.goto('about:blank')
  await page.goto(`${url}/#/`)
  await page
    .getByRole('search')
    .getByRole('button', { name: /^Experiment/ })
    .click()
  await page.getByRole('combobox', { name: 'Experiment' }).fill(experiment)
  await page.getByRole('option', { name: experiment }).click()
  await rows(page, 7)
  await page.getByRole('button', { name: 'failed', exact: true }).click()
  await rows(page, 1)
  await page.locator('td[data-column="state"]').getByText('the loss is no number').waitFor({ state: 'attached' })
  // A link shows the same runs.
  await page.reload()
  await rows(page, 1)
  await page.getByRole('button', { name: 'failed', exact: true }).click()
  await page.getByRole('button', { name: 'mine', exact: true }).click()
  await rows(page, 7)
  await page.getByRole('button', { name: 'mine', exact: true }).click()
}

async function order(page, experiment) {
  await show(page, experiment, '&columns=name,metrics.loss,step')
  await page.getByRole('button', { name: 'last loss' }).click()
  await first(page, 'lr 0.1 seed 1')
  await page.getByRole('button', { name: 'last loss' }).click()
  await page.locator('th[aria-sort="descending"][data-column="metrics.loss"]').waitFor()
  await first(page, 'lr 0.4 seed 2')
  // The same by keys: up into the head, and Enter.
  await page.getByRole('grid', { name: 'Runs' }).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  await page.locator('th[aria-sort="ascending"][data-column="name"]').waitFor()
}

async function columns(page, experiment, width) {
  await show(page, experiment, '&columns=state,name,step')
  await page.getByRole('button', { name: 'Columns …' }).click()
  const dialog = page.getByRole('dialog', { name: 'Columns' })
  const search = dialog.getByRole('combobox', { name: 'Search columns to add' })
  await search.fill('learning')
  await dialog.getByRole('option', { name: /^learning\.rate/ }).click()
  await dialog.locator('[data-column="params.learning.rate"]').waitFor()
  await search.fill('loss')
  await dialog.getByRole('option', { name: /^loss∿|^loss ∿/ }).click()
  await search.fill('loss')
  await dialog.getByRole('option', { name: /^least loss/ }).click()
  await dialog.getByRole('button', { name: 'Move least loss up' }).click()
  await look(page, values.out, 'runs-columns', width)
  await dialog.getByRole('button', { name: 'Remove Step' }).click()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await page.locator('button:focus', { hasText: 'Columns' }).waitFor()
  await heads(page, ['state', 'name', 'params.learning.rate', 'metrics.loss.min', 'curve.loss'])
  await page.locator('td[data-column="curve.loss"] svg path').first().waitFor()
  // By keys, and by dragging a head.
  await page.getByRole('grid', { name: 'Runs' }).focus()
  await page.keyboard.press('Control+Home')
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Alt+ArrowLeft')
  await heads(page, ['state', 'name', 'metrics.loss.min', 'params.learning.rate', 'curve.loss'])
  await head(page, 'metrics.loss.min').dragTo(head(page, 'name'))
  await heads(page, ['state', 'metrics.loss.min', 'name', 'params.learning.rate', 'curve.loss'])
}

async function groups(page, experiment, width) {
  await show(page, experiment, '&columns=state,name,metrics.loss,step')
  await page
    .getByRole('search')
    .getByRole('button', { name: /^Group by/ })
    .click()
  await page.getByRole('combobox', { name: 'Group by' }).fill('learning')
  await page.getByRole('option', { name: /^learning\.rate/ }).click()
  await page.locator('tr[data-group]').nth(3).waitFor()
  const group = page.locator('tr[data-group="=0.1"]')
  const mean = await group.locator('[data-column="metrics.loss"]').innerText()
  if (!mean.includes('0.15') || !mean.includes('±')) throw new Error(`the mean of 0.1 and 0.2 is ${mean}`)
  await group.getByRole('button').click()
  await rows(page, 2)
  await look(page, values.out, 'runs-groups', width)
  // In a tree these keys open and close.
  await page.getByRole('treegrid', { name: 'Runs' }).focus()
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('ArrowLeft')
  await rows(page, 0)
  await page.locator('tr[data-group][aria-expanded="false"]').nth(3).waitFor()
  // A parent that is not in the list is called by its name as well.
  await page.goto('about:blank')
  await page.goto(`${url}/#/?q=${encodeURIComponent(`id = '${parent.branch}'`)}&group=parent`)
  await page.locator(`tr[data-group="=${parent.id}"] .group-words bdi`, { hasText: /^root$/ }).waitFor()
}

/** More runs than are read at once. */
async function far(page) {
  const search = `${url}/#/?experiment=${encodeURIComponent(many)}&columns=name,experiment,params.k`
  let later = await held(page, asked => asked.searchParams.has('after'))
  await page.goto('about:blank')
  await page.goto(search)
  // What is the same in the first ones need not be in all: the others are read for that, whether they are scrolled to or not.
  await page.getByText('Same in the first 50:').waitFor()
  await page.locator('[data-same="params.k"]').waitFor()
  await later.letGo()
  await page.locator('th[data-column="params.k"]').waitFor()
  await page.getByText('Same in all 130:').waitFor()

  later = await held(page, asked => asked.searchParams.has('after'))
  await page.goto('about:blank')
  await page.goto(`${search}&fold=no`)
  await page.locator('[data-read="50"][data-whole="false"]').waitFor()
  const grid = page.getByRole('grid', { name: 'Runs' })
  await grid.focus()
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageDown')
  const down = await activeLine(page)
  await page.keyboard.press('PageUp')
  if (down < 10 || (await activeLine(page)) >= down)
    throw new Error(`PageDown leads to line ${down}, and PageUp not back`)
  await page.locator('.grid-scroll').evaluate(box => box.scrollTo(0, box.scrollHeight))
  await page.locator('tr.unread[aria-rowindex="131"]').waitFor()
  await later.letGo()
  await page.locator('tr[data-run][aria-rowindex="131"]').waitFor()
  await page.locator('[data-read="130"][data-whole="true"]').waitFor()
  await page.keyboard.press('Control+a')
  await selected(page, 130)

  await page.goto('about:blank')
  await page.goto(`${search}&group=params.k`)
  await page.getByText('2 groups, 130 runs').waitFor()
  for (const [k, count] of [
    [1, 30],
    [2, 100],
  ])
    await page.locator(`tr[data-group="=${k}"]`).getByText(`${count} runs`).waitFor()
}

async function activeLine(page) {
  return Number(await page.locator('[data-active="true"]').locator('..').getAttribute('data-line'))
}

async function choose(page, experiment) {
  await show(page, experiment, '&order=name&columns=name,step')
  const boxes = page.locator('tbody').getByRole('checkbox')
  await boxes.nth(1).click()
  await boxes.nth(3).click({ modifiers: ['Shift'] })
  await selected(page, 3)
  await boxes.nth(2).click()
  await selected(page, 2)
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await selected(page, 5 - 1)
  await page.keyboard.press(' ')
  await selected(page, 3)
  // A link shows the same choice.
  await page.reload()
  await selected(page, 3)
  await page.getByRole('region', { name: 'Selected runs' }).getByRole('link', { name: 'Compare', exact: true }).click()
  await page.waitForURL(/#\/compare\?runs=/)
  // What was typed just before must not bring one back: it is sent while the link is being followed.
  await show(page, experiment)
  await filterBox(page).fill('lr')
  await page.evaluate(async () => {
    const drawn = () => new Promise(resolve => requestAnimationFrame(resolve))
    await drawn()
    await drawn()
    const due = performance.now() + 500
    while (performance.now() < due);
    document.querySelector('.list-end a').click()
  })
  await page.getByRole('heading', { level: 1, name: /^Compare 7 runs/ }).waitFor()
  // All that a filter finds, without choosing.
  await show(page, experiment)
  await page.getByRole('link', { name: 'Compare these' }).click()
  await page.waitForURL(/#\/compare\?filter=/)
  await page.getByRole('heading', { level: 1, name: /^Compare 7 runs/ }).waitFor()
}

async function edit(page, experiment, width) {
  await show(page, experiment, '&columns=state,name,tags,notes')
  const run = row(page, 'lr 0.2 seed 1')
  const id = await run.getAttribute('data-run')
  const same = page.locator(`tr[data-run="${id}"]`)
  await run.locator('[data-column="state"]').click()
  await page.keyboard.press('F2')
  const name = page.getByRole('dialog', { name: /^Name of/ })
  await name.getByLabel('Name').fill('the one with two')
  await name.getByRole('button', { name: 'Rename' }).click()
  await same.getByRole('link', { name: 'the one with two' }).waitFor()

  await same.locator('[data-column="tags"]').click()
  const tags = page.getByRole('dialog', { name: /^Tags of/ })
  await tags.getByLabel('Tag', { exact: true }).fill('stage')
  await tags.getByLabel('Value', { exact: true }).fill('<b>paper</b>')
  await tags.getByRole('button', { name: 'Add' }).click()
  await same.getByText('stage = <b>paper</b>').waitFor()
  await look(page, values.out, 'runs-tags', width)
  await tags.getByLabel('Value of stage').fill('draft')
  await page.keyboard.press('Tab')
  await same.getByText('stage = draft').waitFor()
  await tags.getByRole('button', { name: 'Take stage off' }).click()
  await same.getByText('stage = draft').waitFor({ state: 'detached' })
  // Beyond the last control the keys are the table's again.
  await tags.getByLabel('Value', { exact: true }).press('Tab')
  await tags.waitFor({ state: 'detached' })
  await page.locator('table.runs:focus').waitFor()

  await same.locator('[data-column="notes"]').click()
  const notes = page.getByRole('dialog', { name: /^Notes of/ })
  await notes.getByLabel('A new note').fill('Diverged at first,\nthen it did not.')
  await notes.getByRole('button', { name: 'Write' }).click()
  await notes.getByRole('listitem').getByText('Diverged at first').waitFor()
  await look(page, values.out, 'runs-notes', width)
  await same.locator('[data-column="notes"]').getByText('Diverged at first').waitFor()
  await notes.getByRole('button', { name: 'Remove' }).click()
  await notes.getByText('No notes yet.').waitFor()
  await page.keyboard.press('Escape')
}

async function live(page, experiment, runs) {
  // The list is read at once, and again when the stream has begun: what comes after that is news.
  let answers = 0
  const settled = page.waitForResponse(answer => answer.url().includes('/api/v1/runs?') && ++answers === 2)
  await show(page, experiment, '&columns=name,metrics.loss,state')
  await settled
  const before = await page.locator('tr[data-run]').first().getAttribute('data-run')
  // Another one comes while the page asks whether the first belongs here, and before a change that it shows.
  const lookUp = await held(page, asked => asked.searchParams.get('filter')?.includes('id in (') ?? false)
  await created(experiment, 'comes later', {})
  await lookUp.asked
  await created(experiment, 'comes last', {})
  if ((await page.locator('tr[data-run]').first().getAttribute('data-run')) !== before)
    throw new Error('the rows jumped')
  await runs.running.points(300, 0.0625)
  await page.locator(`tr[data-run="${runs.running.id}"]`).getByText('0.06250').waitFor()
  await lookUp.letGo()
  await page.getByRole('button', { name: /^2 new runs/ }).click()
  await first(page, 'comes last')
}

async function act(page, experiment, width) {
  await show(page, experiment, '&columns=state,name,step&order=name')
  await page.getByRole('checkbox', { name: 'Select lr 0.1 seed 1' }).click()
  await page.getByRole('checkbox', { name: 'Select lr 0.4 seed 1' }).click()
  const bar = page.getByRole('region', { name: 'Selected runs' })
  await look(page, values.out, 'runs-selected', width)
  await bar.getByRole('button', { name: 'Cancel …' }).click()
  const dialog = page.getByRole('dialog', { name: /^Cancel/ })
  await dialog.getByText('lr 0.1 seed 1: it is completed').waitFor()
  await dialog.getByRole('button', { name: 'Cancel it' }).click()
  const report = page.getByRole('dialog', { name: 'Cancel' })
  await report.getByText('1 of 2 runs asked to stop; 1 refused.').waitFor()
  await report.getByRole('region', { name: 'Not done' }).getByText('it is completed').waitFor()
  await look(page, values.out, 'runs-report', width)
  await report.getByRole('button', { name: 'Close' }).click()
  await report.waitFor({ state: 'detached' })
  await row(page, 'lr 0.4 seed 1').getByText('cancelled', { exact: true }).first().waitFor({ state: 'attached' })

  // Escape stops what is under way, and what was done is told; a second one does not close the report unread.
  const archiving = await held(page, asked => asked.pathname.endsWith('/archive'))
  await bar.getByRole('button', { name: 'Archive' }).click()
  await archiving.asked
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await archiving.letGo()
  const stopped = page.getByRole('dialog', { name: 'Archive' })
  await stopped.getByText('1 of 2 runs archived; 1 refused.').waitFor()
  await stopped.getByText('lr 0.4 seed 1: you stopped before it').waitFor()
  await page.keyboard.press('Escape')
  await row(page, 'lr 0.1 seed 1').waitFor({ state: 'detached' })
  await bar.getByRole('button', { name: 'Archive' }).click()
  await row(page, 'lr 0.4 seed 1').waitFor({ state: 'detached' })
  await page.getByRole('button', { name: 'archived', exact: true }).click()
  await rows(page, 2)
  await bar.getByRole('button', { name: 'Restore' }).click()
  await page.getByText('Nothing is archived.').or(page.getByText('No run fits this filter.')).waitFor()
  await page.getByRole('button', { name: 'archived', exact: true }).click()
  await row(page, 'lr 0.1 seed 1').waitFor()
  await bar.getByRole('button', { name: 'Tag …' }).click()
  const tag = page.getByRole('dialog', { name: /^Tag 2 runs/ })
  await tag.getByLabel('Tag', { exact: true }).fill('both')
  await tag.getByRole('button', { name: 'Put it on' }).click()
  await tag.waitFor({ state: 'detached' })
  await filterBox(page).fill('tags.both is not null')
  await rows(page, 2)
}

/** The columns of a run that a worker executes, and its pause. */
async function goesOn(page, width) {
  const { runs } = await asked('/runs', {
    specText: spec(`runs-page-long-${Date.now()}`, 1e9, 1e8),
    source: 'runs.mjs',
  })
  const { id } = runs[0]
  await page.goto('about:blank')
  await page.goto(
    `${url}/#/?q=${encodeURIComponent(`id in ('${id}', '${parent.branch}')`)}&fold=no&order=created` +
      '&columns=name,state,rate,end,wall,parent,curve.nll',
  )
  const line = page.locator(`tr[data-run="${id}"]`)
  const cell = column => line.locator(`[data-column="${column}"]`)
  const state = name =>
    cell('state')
      .locator('.state-word', { hasText: new RegExp(`^${name}$`) })
      .waitFor()
  await state('running')
  await cell('rate').getByText(/^\d/).waitFor()
  await cell('end')
    .getByText(/^\d+ (min|h|d)/)
    .waitFor()
  await cell('wall').getByText(/^\d/).waitFor()
  await page
    .locator(`tr[data-run="${parent.branch}"] [data-column="parent"]`)
    .getByText(/^root at τw = \d/)
    .waitFor()
  // It steps all the time, and its course grows all the same.
  const path = cell('curve.nll').locator('svg path')
  const before = await path.getAttribute('d')
  await page.waitForFunction(
    ([run, known]) => document.querySelector(`tr[data-run="${run}"] svg.spark path`).getAttribute('d') !== known,
    [id, before],
  )
  await look(page, values.out, 'runs-running', width)
  await line.getByRole('checkbox').check()
  const bar = page.getByRole('region', { name: 'Selected runs' })
  await bar.getByRole('button', { name: 'Pause' }).click()
  await state('paused')
  await bar.getByRole('button', { name: 'Resume' }).click()
  await state('running')
  await bar.getByRole('button', { name: 'Cancel …' }).click()
  await page
    .getByRole('dialog', { name: /^Cancel/ })
    .getByRole('button', { name: 'Cancel it' })
    .click()
  await state('cancelled')
}

async function trash(page, width, purge) {
  await page.goto('about:blank')
  await page.goto(`${url}/#/?q=${parent.experiment}&columns=state,name,step`)
  await rows(page, 2)
  await page.getByRole('checkbox', { name: `Select ${parent.name}`, exact: true }).click()
  const bar = page.getByRole('region', { name: 'Selected runs' })
  await bar.getByRole('button', { name: 'Trash …' }).click()
  const dialog = page.getByRole('dialog', { name: /into the trash/ })
  await dialog.getByText('living branches stand on it').waitFor()
  await dialog.getByRole('region', { name: 'What hangs on them' }).getByText(`${parent.name} from`).waitFor()
  await look(page, values.out, 'runs-trash', width)
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: 'Put 2 runs into the trash' }).click()
  await dialog.waitFor({ state: 'detached' })
  await page.getByText('No run fits this filter.').waitFor()
  await page.getByRole('button', { name: 'trash', exact: true }).click()
  await rows(page, 2)
  await page.getByRole('checkbox', { name: /^Select all 2/ }).check()
  await selected(page, 2)
  if (!purge) {
    await bar.getByRole('button', { name: 'Restore' }).click()
    await page.getByText(/The trash is empty|No run fits/).waitFor()
    return
  }
  await bar.getByRole('button', { name: 'Purge …' }).click()
  const last = page.getByRole('dialog', { name: /^Purge/ })
  await last.getByText('This cannot be undone').waitFor()
  await last.getByRole('button', { name: 'Purge them for good' }).click()
  await last.waitFor({ state: 'detached' })
  await page.getByText(/The trash is empty|No run fits/).waitFor()
}

async function open(page, experiment, width) {
  await show(page, experiment, '&columns=name,state')
  await page.getByRole('grid', { name: 'Runs' }).focus()
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowDown')
  const active = await page.getByRole('grid', { name: 'Runs' }).getAttribute('aria-activedescendant')
  if ((await page.locator(`[id="${active}"][data-active="true"]`).count()) !== 1)
    throw new Error(`no cell ${active} is active`)
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keys' }).getByText('Rename the run').waitFor()
  await look(page, values.out, 'runs-keys', width)
  await page.keyboard.press('Escape')
  await page.locator('table.runs:focus').waitFor()
  await page.keyboard.press('Enter')
  await page.waitForURL(/#\/runs\//)
}

/** Keeps back what the page asks the tracker for, until it is let go. */
async function held(page, matches) {
  let open
  const until = new Promise(resolve => (open = resolve))
  const isOne = at => at.pathname.startsWith('/api/v1/runs') && matches(at)
  const asked = page.waitForRequest(request => isOne(new URL(request.url())))
  await page.route(isOne, async route => {
    await until
    await route.continue()
  })
  return {
    asked,
    letGo: async () => {
      await asked
      open()
    },
  }
}

function filterBox(page) {
  return page.getByRole('combobox', { name: 'Filter runs' })
}

async function show(page, experiment, more = '') {
  // A new document: what the one before had read must not be taken for the answer.
  await page.goto('about:blank')
  await page.goto(`${url}/#/?experiment=${encodeURIComponent(experiment)}${more}`)
  await row(page, 'lr 0.4 seed 2').waitFor()
}

function row(page, name) {
  return page.locator('tr[data-run]').filter({ has: page.getByRole('link', { name, exact: true }) })
}

async function rows(page, count) {
  await page.waitForFunction(
    wanted =>
      document.querySelectorAll('tr[data-run]').length === wanted &&
      document.querySelector('[aria-busy="true"]') === null,
    count,
  )
}

async function first(page, name) {
  await page.locator('tr[data-run][aria-rowindex="2"]').getByRole('link', { name, exact: true }).waitFor()
}

function head(page, column) {
  return page.locator(`th[data-column="${column}"]`)
}

async function heads(page, keys) {
  await page.waitForFunction(
    wanted => [...document.querySelectorAll('th[data-column]')].map(each => each.dataset.column).join() === wanted,
    keys.join(),
  )
}

async function selected(page, count) {
  await page.getByRole('region', { name: 'Selected runs' }).getByText(`${count} selected`).waitFor()
}

/** Runs that a program drives: three rates and two seeds, one of them failed, one still running, and one with a name to fear. */
async function made(experiment) {
  let running
  for (const rate of rates) {
    for (const seed of [1, 2]) {
      const run = await created(experiment, `lr ${rate} seed ${seed}`, { learning: { rate }, seed, optimizer: 'adam' })
      for (let at = 0; at <= 200; at += 20)
        await run.points(at, rate * seed * (1 + 10 / (1 + at)) * (at === 200 ? 1 / (1 + 10 / 201) : 1))
      if (rate === 0.4 && seed === 1) running = run
      else if (rate === 0.2 && seed === 2) await run.finish('failed', 'the loss is no number')
      else await run.finish('completed')
    }
  }
  await created(experiment, hostile, {})
  return { running }
}

async function created(experiment, name, params) {
  const { runs } = await asked('/runs', { kind: 'external', experiment, name, params })
  const { id } = runs[0]
  const attempt = randomUUID()
  let sequence = 0
  await asked(`/runs/${id}/attempts`, { attempt })
  return {
    id,
    points: (at, loss) =>
      asked(`/runs/${id}/points`, { attempt, sequence: ++sequence, points: [{ step: at, name: 'loss', value: loss }] }),
    finish: (state, reason) => asked(`/runs/${id}/finish`, { attempt, sequence: ++sequence, state, reason }),
  }
}

/** A run that a worker trained, and a branch of it. */
async function trained() {
  const experiment = `runs-page-family-${Date.now()}`
  const { runs } = await asked('/runs', { specText: spec(experiment, 60, 30), source: 'runs.mjs' })
  await over(runs[0].id)
  const branches = await asked(`/runs/${runs[0].id}/branches`, { at: { step: 30 }, name: 'root from 30' })
  await over(branches.runs[0].id)
  return { id: runs[0].id, name: 'root', branch: branches.runs[0].id, experiment }
}

function spec(experiment, steps, every) {
  return `
experiment: ${experiment}
name: root
system: {kind: deep-recurrent, depth: 2, width: 8}
data: {kind: jsb-chorales, chorales: 10}
dynamics: {kind: sgd, eta: 4.0e-3, minibatch: 50, deltas: stale}
seed: 5
stop: {steps: ${steps}}
record: {every: {steps: 20}, metrics: [nll]}
checkpoints: {every: ${every}}
`
}

/** Runs of two kinds, the newest hundred of them of one. */
async function manyRuns() {
  const experiment = `runs-page-many-${Date.now()}`
  for (const [k, count] of [
    [1, 30],
    [2, 100],
  ]) {
    const names = Array.from({ length: count }, (_, i) => `k ${k} number ${i}`)
    await Promise.all(names.map(name => asked('/runs', { kind: 'external', experiment, name, params: { k } })))
  }
  return experiment
}

async function over(run) {
  const until = Date.now() + 3 * patience
  for (;;) {
    const { state, stateReason } = await asked(`/runs/${run}`)
    if (state === 'completed') return
    if (state === 'failed' || Date.now() > until)
      throw new Error(`run ${run} is ${state}: ${stateReason ?? 'too slow'}`)
    // The next answer comes when something has changed, or after a moment.
    await changed(run)
  }
}

/** Waits until the stream tells of the run. */
async function changed(run) {
  const stop = new AbortController()
  const stream = await fetch(`${url}/api/v1/stream?runs=${run}`, { signal: stop.signal })
  let text = ''
  for await (const part of stream.body.pipeThrough(new TextDecoderStream())) {
    text += part
    // The state at its beginning comes at once; then what is new.
    if ((text.match(/^event:run/gm) ?? []).length > 1 || /"state":"(completed|failed)"/.test(text)) break
  }
  stop.abort()
}

function asked(path, body) {
  return api(url, path, body)
}

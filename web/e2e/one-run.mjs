// Browser test of the page of one run: node web/e2e/one-run.mjs --url URL --out DIR --chromium PATH
// Against a running stack with a worker on which the demo has run. What the demo's run does not have is made here: one that records
// histograms, and one that was trained elsewhere, with curves, superseded attempts and a failure.
import { readFile } from 'node:fs/promises'
import { api } from './api.mjs'
import { inTheBrowser, look, options, step } from './browser.mjs'
import { published } from './failed-run.mjs'

const values = options('one-run.mjs', 'url', 'out', 'chromium')
const { url } = values
const demo = await branched()
/** Steps between two points of a run that goes on. */
const every = 2

// A spec that is wrong is told so with 400, which the browser notes.
const wrong = /status of 400/

await inTheBrowser(
  values,
  async (page, width) => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
    const elsewhere = await published(url, `one-run ${width} <b>elsewhere</b> \u202etfel`)
    const run = await trained(width)
    const at = name => step(`${width} px: ${name.name}`, () => name(page, width, run, elsewhere))
    for (const part of [
      metrics,
      spectra,
      lineage,
      renamed,
      tagged,
      noted,
      specShown,
      edited,
      again,
      distributions,
      live,
      branch,
      branchAgain,
      chorale,
      pruned,
      driven,
      failure,
      curves,
      attempts,
      events,
      putAway,
    ]) {
      await at(part)
    }
  },
  wrong,
)

async function metrics(page, width) {
  await page.goto(`${url}/#/runs/${demo.id}`)
  await page.getByRole('heading', { level: 1, name: demo.name }).waitFor()
  const nll = page.locator('figure.chart[data-metric="nll"]')
  await attribute(nll, 'data-lines', '1')
  await page.getByText(/^metrics/).click()
  const picker = page.locator('.metric-choice-body')
  await picker.getByRole('searchbox').fill('grad n')
  await picker.getByRole('button', { name: /^show these/ }).click()
  await page.locator('figure.chart[data-metric="gradientNorm"]').waitFor()
  await nll.waitFor({ state: 'detached' })
  await look(page, values.out, 'one-run-choice', width)
  await picker.getByRole('button', { name: 'the first ones again' }).click()
  await page.getByText(/^metrics/).click()
  await page.getByLabel('smoothing').selectOption('0.05')
  await attribute(nll, 'data-lines', '2') // the recorded line stays behind the smoothed one
  for (const [axis, value] of [
    ['x', 'τ'],
    ['y scale', 'log'],
  ]) {
    await page.getByRole('group', { name: axis, exact: true }).getByRole('button', { name: value, exact: true }).click()
  }
  await attribute(nll, 'data-x', 'tau')
  await attribute(nll, 'data-loading', 'false')
  const address = page.url()
  for (const part of ['smooth=0.05', 'x=tau', 'yscale=log']) contains(address, part)
  await page.reload()
  await attribute(nll, 'data-lines', '2')
  await attribute(nll, 'data-yscale', 'log')
  await look(page, values.out, 'one-run-metrics', width)
  await saved(page, 'the metrics', { SVG: 'negative log-likelihood (bits)', PNG: '', CSV: 'nll, not smoothed' })
}

async function spectra(page, width) {
  await page.goto(`${url}/#/runs/${demo.id}`)
  const panel = page.getByRole('region', { name: 'Snapshots' })
  await attribute(panel.locator('figure.chart[data-metric="singular values of J0"]'), 'data-yscale', 'log')
  const density = panel.locator('figure[data-picture="density"]')
  await attribute(density, 'data-law', 'true')
  await density.getByText(/aspect ratio 0\.556/).waitFor()
  await panel.getByRole('slider', { name: 'Moment' }).press('Home')
  await panel.locator('output').getByText('step 0', { exact: false }).waitFor()
  // At the start J0 is a Gaussian matrix of variance 0.1/54 = 1.85e-3.
  await density.getByText(/1\.[678]\d? × 10⁻³|1\.9\d? × 10⁻³|0\.001[6789]/).waitFor()
  contains(page.url(), 'moment=0')
  // A click on the paths chooses the moment below it.
  await panel.locator('.paths .u-over').click()
  await panel
    .locator('output')
    .getByText(/^step [1-9]/)
    .waitFor()
  await density.getByRole('button', { name: 'the first' }).click()
  await density.getByText(/as at the first step/).waitFor()
  await look(page, values.out, 'one-run-spectra', width)
  await saved(page, 'the singular values', { SVG: 'the largest', CSV: 'singular values of J0' })
  await saved(page, 'the spectrum', { SVG: 'Marchenko', CSV: 'Marchenko-Pastur' })
  // One axis for the page: a key on the paths zooms the metrics, too.
  const paths = panel.locator('figure.chart[data-metric="singular values of J0"]')
  const nll = page.locator('figure.chart[data-metric="nll"]')
  await paths.locator('.chart-host').press('+')
  await attribute(paths, 'data-zoomed', 'true')
  await attribute(nll, 'data-zoomed', 'true')
  await paths.locator('.chart-host').press('0')
  await attribute(paths, 'data-zoomed', 'false')
  await panel.getByRole('group', { name: 'matrix' }).getByRole('button', { name: 'K' }).click()
  // K is zero at the start: no law.
  await attribute(density, 'data-law', 'false')
}

async function lineage(page) {
  const panel = page.getByRole('region', { name: 'Lineage' })
  await panel.getByRole('link', { name: demo.branches[0].name }).waitFor()
  await saved(page, 'the lineage', { SVG: demo.branches[0].name, CSV: demo.branches[0].id })
}

async function renamed(page, width, run) {
  await page.goto(`${url}/#/runs/${run}`)
  await page.getByRole('button', { name: 'Rename this run' }).click()
  const name = `<img src=x onerror=alert(1)> ${'long '.repeat(24)}${width}`
  await page.getByLabel('Name of the run').fill(name)
  await look(page, values.out, 'one-run-rename', width)
  await page.getByLabel('Name of the run').press('Enter')
  await page.getByRole('heading', { level: 1, name: name.trim() }).waitFor()
}

async function tagged(page, width) {
  const tags = page.getByRole('group', { name: 'Tags' })
  await tags.getByRole('button', { name: '+ tag' }).click()
  await tags.getByLabel('Key of the tag').fill('stage')
  await tags.getByLabel('Value of the tag').fill('draft')
  await tags.getByRole('button', { name: 'Put on' }).click()
  await tags.getByRole('button', { name: 'Change the tag stage' }).click()
  // The key stays: another one would be another tag.
  await tags.getByLabel('Key of the tag').waitFor({ state: 'detached' })
  await tags.getByLabel('Value of the tag').fill('\u202epaper 🎻')
  await look(page, values.out, 'one-run-tag', width)
  await tags.getByLabel('Value of the tag').press('Enter')
  await tags.getByText('paper 🎻').waitFor()
  await tags.getByRole('button', { name: 'Take off the tag stage', exact: true }).click()
  await tags.getByText('paper 🎻').waitFor({ state: 'detached' })
}

async function noted(page, width) {
  await page.getByRole('tab', { name: 'notes' }).click()
  await page.getByLabel('A new note').fill(`A plateau <b>here</b>\n\u202eand ${'very '.repeat(2000)}long`)
  await page.getByRole('button', { name: 'Write the note' }).click()
  await page.getByText('A plateau <b>here</b>').waitFor()
  await page.getByRole('button', { name: /^Show all/ }).waitFor()
  await look(page, values.out, 'one-run-notes', width)
  await page.getByRole('button', { name: 'remove', exact: true }).click()
  await page.getByRole('button', { name: 'remove it' }).click()
  await page.getByText('Nobody has written a note').waitFor()
}

async function specShown(page, width) {
  // Arrows move along the tabs, and round their ends.
  await page.getByRole('tab', { name: 'notes' }).press('ArrowLeft')
  await page.getByRole('tab', { name: 'spec', selected: true }).and(page.locator(':focus')).waitFor()
  const panel = page.getByRole('tabpanel')
  await panel.locator('.spec-chosen', { hasText: 'eta:' }).waitFor()
  await panel.locator('.spec-default', { hasText: 'restarts:' }).waitFor()
  for (const [form, ending, part] of [
    ['YAML', '.yaml', 'eta: 0.004'],
    ['JSON', '.json', '"eta": 0.004'],
  ]) {
    const [file, text] = await downloaded(page, panel.getByRole('button', { name: `download ${form}` }))
    contains(file, ending)
    contains(text, part)
    await panel.getByRole('button', { name: `Copy as ${form}` }).click()
    contains(await copied(page), part)
  }
  await panel.getByRole('button', { name: 'Copy the SHA-256' }).click()
  if (!/^[0-9a-f]{64}$/.test(await copied(page))) throw new Error(`${await copied(page)} is no SHA-256`)
  await look(page, values.out, 'one-run-spec', width)
}

async function edited(page, width) {
  await page.getByRole('button', { name: 'edit and run' }).first().click()
  const dialog = page.getByRole('dialog')
  const text = dialog.getByLabel('The spec as YAML or JSON')
  await dialog.getByText('The same spec').waitFor()
  const spec = await text.inputValue()
  await text.fill(spec.replace(/width: \d+/, 'width: none'))
  await dialog.getByRole('button', { name: /^line \d+/ }).waitFor()
  await dialog.getByText('system.width', { exact: true }).waitFor()
  await look(page, values.out, 'one-run-editor-wrong', width)
  if (await dialog.getByRole('button', { name: 'Run it' }).isEnabled()) throw new Error('a wrong spec can be run')
  await text.fill(spec.replace(/width: \d+/, 'width: 7'))
  await dialog.getByRole('listitem').filter({ hasText: 'system.width' }).waitFor()
  await dialog.getByRole('button', { name: 'JSON' }).click()
  contains(await text.inputValue(), '"width": 7')
  await look(page, values.out, 'one-run-editor', width)
  await dialog.getByRole('button', { name: 'Run it' }).click()
  await dialog.getByText('The run is queued').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
}

async function again(page, width) {
  await page.getByRole('button', { name: 'Run again' }).click()
  const dialog = page.getByRole('dialog')
  await look(page, values.out, 'one-run-again', width)
  await dialog.getByRole('button', { name: 'Run it again' }).click()
  await dialog.getByText('The run is queued').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
}

async function live(page, width, run) {
  // The page has stood here all the time: it has learned by the stream that the run is over.
  await page.locator('h1 .state-completed').waitFor({ timeout: 60_000 })
  await ended(run)
}

async function distributions(page, width, run) {
  await page.goto(`${url}/#/runs/${run}`)
  const panel = page.getByRole('region', { name: 'Snapshots' })
  await panel.getByRole('button', { name: 'distributions' }).click()
  await panel.getByRole('group', { name: 'matrix' }).getByRole('button', { name: 'W' }).click()
  await panel.locator('figure[data-picture="ridges"] svg').waitFor()
  await panel.getByRole('button', { name: 'Earlier' }).click()
  await look(page, values.out, 'one-run-distributions', width)
  await saved(page, 'the distributions over time', { SVG: 'entries of W', CSV: 'step,from,to,count,density' })
  await saved(page, 'the distribution', { SVG: 'entries of W', CSV: 'what,from,to,count,density' })
}

async function branch(page, width) {
  await page.getByRole('tab', { name: 'checkpoints' }).click()
  await page.getByRole('button', { name: 'Branch from step 40', exact: true }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByPlaceholder('dynamics.eta = 0.001').fill('system.width = 9')
  await dialog
    .getByText(/cannot change in a branch/)
    .first()
    .waitFor()
  await dialog.getByPlaceholder('dynamics.eta = 0.001').fill('dynamics.eta = 0.001')
  await dialog.getByRole('listitem').filter({ hasText: 'dynamics.eta' }).waitFor()
  await dialog.getByText('The whole spec').click()
  await dialog.getByText('seed: parent').waitFor()
  await look(page, values.out, 'one-run-branch', width)
  await dialog.getByRole('button', { name: 'Create the branch' }).click()
  await dialog.getByText('The branch is queued').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
}

/** The branch once more, by the same dialog, filled in. */
async function branchAgain(page, width, run) {
  const { runs } = await (await fetch(`${url}/api/v1/runs?parent=${run}&archived=yes`)).json()
  await page.goto(`${url}/#/runs/${runs[0].id}`)
  await page.getByRole('heading', { level: 1, name: runs[0].name }).waitFor()
  await page.getByRole('button', { name: 'Run again' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('listitem').filter({ hasText: 'dynamics.eta' }).waitFor()
  if ((await dialog.getByPlaceholder('dynamics.eta = 0.001').inputValue()) !== 'dynamics.eta = 0.001')
    throw new Error('the change of the branch is not filled in')
  await look(page, values.out, 'one-run-branch-again', width)
  await dialog.getByRole('button', { name: 'Create the branch' }).click()
  await dialog.getByText('The branch is queued').waitFor()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await page.goto(`${url}/#/runs/${run}`)
  const [file, state] = await downloaded(
    page,
    page.getByRole('row', { name: /^40 / }).getByRole('link', { name: 'download' }),
  )
  contains(file, '.safetensors')
  // Eight bytes of length, then JSON: a file of safetensors.
  contains(state.slice(8, 10), '{"')
}

async function chorale(page, width) {
  await page.getByRole('button', { name: 'Listen to step 80' }).click()
  const song = page.locator('.chorale')
  await song.locator('.roll-note').first().waitFor()
  contains(page.url(), 'listen=')
  await song.getByRole('button', { name: 'another' }).click()
  await song.getByText('seed 1').waitFor()
  await song.getByRole('slider', { name: /temperature/ }).press('Home')
  await song.getByText('likeliest keys').waitFor()
  const [, midi] = await downloaded(page, song.getByRole('link', { name: 'MIDI' }))
  contains(midi.slice(0, 4), 'MThd')
  for (const part of ['seed=1', 'temperature=0']) contains(page.url(), part)
  await page.reload()
  await song.getByText('likeliest keys').waitFor()
  await song.getByText('seed 1').waitFor()
  await song.getByRole('slider', { name: /temperature/ }).press('End')
  await song.locator('.roll-note').nth(20).waitFor()
  await look(page, values.out, 'one-run-chorale', width)
  await song.getByRole('button', { name: 'Listen' }).click()
  await attribute(song.locator('.player'), 'data-playing', 'true')
  await song.locator('.roll-note.now').first().waitFor()
  await song.getByRole('button', { name: 'Stop' }).click()
  await attribute(song.locator('.player'), 'data-playing', 'false')
  await song.getByRole('button', { name: 'Close' }).click()
  await song.waitFor({ state: 'detached' })
  if (/seed=|temperature=/.test(page.url())) throw new Error(`the song is still in ${page.url()}`)
}

async function pruned(page) {
  await page.getByRole('button', { name: 'Prune step 60' }).click()
  await page.getByRole('button', { name: 'prune it' }).click()
  await page.getByRole('button', { name: 'Prune step 60' }).waitFor({ state: 'detached' })
}

/** Orders to a run that goes on until it is told otherwise, and what its page shows meanwhile. */
async function driven(page, width) {
  const record = `{every: {steps: ${every}}, metrics: [nll, accuracy]}`
  const id = await made(`long ${width}`, '{steps: 100000000}', record, '{every: 1000000}')
  await page.goto(`${url}/#/runs/${id}`)
  const state = page.locator('.run-head')
  await state.locator('.state-running').waitFor()
  const drawn = page.locator('figure.chart[data-metric="nll"] .chart-host[data-drawn-to]')
  await drawn.waitFor()
  const before = Number(await drawn.getAttribute('data-drawn-to'))
  await page.waitForFunction(
    to => Number(document.querySelector('figure.chart[data-metric="nll"] .chart-host')?.dataset.drawnTo) > to,
    // As far as the zoom needs, too: a tenth of it has more than 200 points.
    Math.max(before, 2200 * every),
    { timeout: 90_000 },
  )
  await state.getByRole('button', { name: 'Checkpoint' }).click()
  await page.getByText('The worker is asked for a checkpoint.').waitFor()
  const table = page.getByRole('region', { name: 'Checkpoints' })
  await table.getByText('on-demand').first().waitFor()
  await state.getByRole('button', { name: 'Pause' }).click()
  await state.locator('.state-paused').waitFor()
  await state.getByText('asked to pause', { exact: true }).waitFor()
  await look(page, values.out, 'one-run-paused', width)
  await table.getByRole('button', { name: /^Resume from step/ }).click()
  await state.locator('.state-running').waitFor()
  await state.getByRole('button', { name: 'Cancel' }).click()
  const sure = page.getByRole('alertdialog')
  await look(page, values.out, 'one-run-cancel', width)
  await sure.getByRole('button', { name: 'Keep it' }).click()
  await sure.waitFor({ state: 'detached' })
  await state.getByRole('button', { name: 'Cancel' }).click()
  await sure.getByRole('button', { name: 'Cancel the run' }).click()
  await state.locator('.state-cancelled').waitFor()
  await state.getByText('asked to cancel', { exact: true }).waitFor()
  await page.getByRole('tab', { name: 'log' }).click()
  await page.getByRole('region', { name: 'Log' }).waitFor()
  await look(page, values.out, 'one-run-log', width)
  await zooming(page, id)
}

/** A zoomed part has points that the whole has no room for. */
async function zooming(page) {
  const nll = page.locator('figure.chart[data-metric="nll"]')
  // The part before may be asked for once more meanwhile: only an answer about a narrower one is the next.
  const asked = (widest = Infinity) => page.waitForResponse(answer => answer.ok() && span(answer.url()) < widest)
  let answer = asked()
  await page.getByRole('group', { name: 'Zoom' }).getByRole('button', { name: 'Zoom in' }).click()
  await answer
  await attribute(nll, 'data-zoomed', 'true')
  await attribute(nll, 'data-loading', 'false')
  const area = nll.locator('.u-over')
  await area.scrollIntoViewIfNeeded()
  const { x, y, width, height } = await area.boundingBox()
  answer = asked(span((await answer).url()) / 2)
  await page.mouse.move(x + width * 0.4, y + height / 2)
  await page.mouse.down()
  await page.mouse.move(x + width * 0.6, y + height / 2, { steps: 4 })
  await page.mouse.up()
  const { series } = await (await answer).json()
  const from = Number(await nll.getAttribute('data-from'))
  const to = Number(await nll.getAttribute('data-to'))
  const inside = series[0].xs.filter(step => step >= from && step <= to).length
  // A tenth of the axis: with the points of the whole, a tenth of these would be here.
  if (inside < 200) throw new Error(`only ${inside} points between ${from} and ${to}`)
  await page.getByRole('button', { name: 'Zoom to all' }).click()
  await attribute(nll, 'data-zoomed', 'false')
}

/** How long the part is that a question for series asks for; NaN for any other question. */
function span(asked) {
  const { pathname, searchParams } = new URL(asked)
  return pathname.endsWith('/series') ? searchParams.get('to') - (searchParams.get('from') ?? NaN) : NaN
}

async function failure(page, width, _, elsewhere) {
  await page.goto(`${url}/#/runs/${elsewhere}`)
  const panel = page.getByRole('region', { name: 'Failure' })
  await panel.getByText('the loss is NaN').first().waitFor()
  await panel.getByRole('region', { name: 'Stack trace' }).getByText('RunLoop.java:120').waitFor()
}

async function curves(page, width) {
  const panel = page.getByRole('region', { name: 'Snapshots' })
  await panel.getByText(/columns a row/).waitFor() // of a matrix whose shape nothing tells
  await panel.getByRole('button', { name: 'curves' }).click()
  const curve = panel.locator('figure[data-picture="curve"]')
  await curve.locator('svg').waitFor()
  await panel.getByRole('slider', { name: 'Moment' }).press('Home')
  await curve.getByText(/zero at 0\.\d+;/).waitFor() // one fixed point
  await panel.getByRole('slider', { name: 'Moment' }).press('End')
  await curve.getByText(/zero at .*,.*,/).waitFor() // three
  await look(page, values.out, 'one-run-curves', width)
  await saved(page, 'the curve', { SVG: 'flow', CSV: 'step 250' })
}

async function attempts(page, width) {
  await page.getByRole('tab', { name: 'attempts' }).click()
  await page.getByText(/It superseded what attempt 1 recorded/).waitFor()
  await page.getByRole('img', { name: 'Steps that each attempt recorded' }).waitFor()
  await page.getByRole('link', { name: 'its points' }).last().click()
  await page.getByText(/Points of the attempt/).waitFor()
  await look(page, values.out, 'one-run-attempts', width)
}

async function events(page, width) {
  await page.getByRole('tab', { name: 'events' }).click()
  const table = page.getByRole('region', { name: 'Events' })
  await table.getByText('somebody else', { exact: true }).waitFor()
  await table.getByText('CurveRecorded').waitFor({ state: 'detached' })
  await table.getByText(/^failed at step 250/).click()
  await page.getByRole('button', { name: 'recordings too' }).click()
  await table.getByText('CurveRecorded').first().waitFor()
  contains(page.url(), 'events=all')
  await page.getByRole('button', { name: 'what was done' }).click()
  await look(page, values.out, 'one-run-events', width)
}

async function putAway(page, width) {
  await page.getByRole('button', { name: 'Archive' }).click()
  await page.getByText(/^Archived: lists leave it out/).waitFor()
  await page.getByRole('button', { name: 'Restore' }).click()
  await page.getByRole('button', { name: 'Archive' }).waitFor()
  await page.getByRole('button', { name: 'Trash' }).click()
  await page.getByText(/^In the trash since/).waitFor()
  await look(page, values.out, 'one-run-trash', width)
}

/** The run with the most branches. */
async function branched() {
  const { runs } = await (await fetch(`${url}/api/v1/runs?experiment=demo&limit=1000`)).json()
  const parent = runs.toSorted((a, b) => b.branches - a.branches)[0]
  if (!parent || parent.branches < 3) throw new Error(`no run at ${url} has three branches; run the demo first`)
  return { ...parent, branches: runs.filter(run => run.parent?.run === parent.id) }
}

/** A short run with histograms and several checkpoints, on a worker. */
function trained(width) {
  const record = '{every: {perDecade: 8}, metrics: [nll, accuracy], spectra: [J0], distributions: [J0, W]}'
  return made(`short ${width}`, '{steps: 100}', record, '{every: 20, keep: 9}')
}

async function made(name, stop, record, checkpoints) {
  const { runs } = await api(url, '/runs', {
    specText: `
      experiment: e2e-one-run
      name: ${name}
      system: {kind: deep-recurrent, depth: 1, width: 8}
      data: {kind: synthetic-chorales, chorales: 4}
      dynamics: {kind: sgd, eta: 0.004, minibatch: 20}
      seed: 11
      stop: ${stop}
      record: ${record}
      checkpoints: ${checkpoints}`,
  })
  return runs[0].id
}

async function ended(run) {
  const { state } = await (await fetch(`${url}/api/v1/runs/${run}`)).json()
  if (state !== 'completed') throw new Error(`the run is ${state}, but the page says completed`)
}

/** Saves a figure in some formats; each holds what it must. */
async function saved(page, of, formats) {
  const buttons = page.getByRole('group', { name: `Save ${of}`, exact: true })
  for (const [format, part] of Object.entries(formats)) {
    const [file, text] = await downloaded(page, buttons.getByRole('button', { name: format, exact: true }))
    contains(file, `.${format.toLowerCase()}`)
    contains(text.slice(0, 5), { SVG: '<svg', PNG: '\u0089PNG', CSV: '' }[format])
    contains(Buffer.from(text, 'latin1').toString(), part)
  }
}

/** @returns the name of the file and its bytes, one a character */
async function downloaded(page, link) {
  const coming = page.waitForEvent('download')
  await link.click()
  const download = await coming
  return [download.suggestedFilename(), await readFile(await download.path(), 'latin1')]
}

async function copied(page) {
  return page.evaluate(() => navigator.clipboard.readText())
}

function contains(text, part) {
  if (!text.includes(part)) throw new Error(`"${part}" is not in "${text.slice(0, 500)}"`)
}

async function attribute(locator, name, value) {
  try {
    await locator.and(locator.page().locator(`[${name}="${value}"]`)).waitFor()
  } catch {
    throw new Error(`${name} of ${locator} is ${await locator.getAttribute(name)}, not ${value}`)
  }
}

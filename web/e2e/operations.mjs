// The browser test of operations: node web/e2e/operations.mjs --url URL --out DIR --chromium PATH --token TOKEN --letter P:O --bytes HEX
// Against a tracker that asks for a token, an admin's, and has: the dead letter P:O of those bytes, a stopped partition, and a worker
// that trains. Signs in, looks at every part, passes over the record that stops the partition, verifies and rebuilds, and signs out.
import { createServer } from 'node:http'
import { readFileSync } from 'node:fs'
import { inTheBrowser, look, options, step } from './browser.mjs'
import { api } from './api.mjs'

const values = options('operations.mjs', 'url', 'out', 'chromium', 'token', 'letter', 'bytes')
const { url, letter } = values
const told = []
const receiver = createServer((request, answer) => {
  told.push(request.headers['hourglass-signature'])
  answer.writeHead(204).end()
}).listen(0, '127.0.0.1')

// The browser itself reports answers that the pages expect: nobody is signed in, there is no webhook.
const expected = /^console: Failed to load resource: .* (401|404) /
await inTheBrowser(
  values,
  async (page, width) => {
    // The narrow page comes last, so what stops the partition is passed over there; the wide one changes its mind.
    const last = width < 500
    await step(`${width} px: sign in`, () => signIn(page, width))
    await step(`${width} px: the projection`, () => projection(page, width, last))
    await step(`${width} px: dead letters`, () => deadLetters(page, width))
    await step(`${width} px: workers`, () => workers(page, width))
    await step(`${width} px: people`, () => people(page, width))
    await step(`${width} px: tokens`, () => tokens(page, width))
    await step(`${width} px: webhook`, () => webhook(page, width))
    await step(`${width} px: sign out`, () => signOut(page))
  },
  expected,
)
receiver.close()

async function signIn(page, width) {
  await page.goto(`${url}/#/`)
  await page.getByLabel('Your token').waitFor()
  await look(page, values.out, 'sign-in', width)
  await page.getByLabel('Your token').fill(values.token)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('.live-live').waitFor()
  await page.locator('tr[data-run]').first().waitFor()
  await page.getByText('admin', { exact: true }).waitFor()
  await look(page, values.out, 'runs-signed-in', width)
}

async function projection(page, width, skip) {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Operations' }).click()
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
  await page.locator('tr[data-partition]').nth(5).waitFor()
  const stopped = page.locator('tr[data-state="stopped"]')
  await stopped.waitFor()
  await page.getByText('hourglass tracker skip').first().waitFor()
  await look(page, values.out, 'operations-stopped', width)

  await page.getByRole('button', { name: /^Pass over/ }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Reason').fill('it is poison')
  await look(page, values.out, 'operations-skip', width)
  if (!skip) {
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    return
  }
  await dialog.getByRole('button', { name: 'Pass over it' }).click()
  await dialog.waitFor({ state: 'detached' })
  await stopped.waitFor({ state: 'detached' })

  await page.getByRole('button', { name: 'Verify' }).click()
  await page.waitForURL(/[?&]job=/)
  await page.locator('.job[data-state="done"]').waitFor({ timeout: 120_000 })
  await page.getByText('The read model equals the log').waitFor()
  // A link shows the same job.
  await page.reload()
  await page.getByText('The read model equals the log').waitFor()
  await look(page, values.out, 'operations-verified', width)

  const before = (await tracker('/projection')).readModel
  await page.getByRole('button', { name: 'Rebuild', exact: true }).click()
  await page.locator('.job[data-kind="rebuild"][data-state="done"]').waitFor({ timeout: 120_000 })
  const after = (await tracker('/projection')).readModel
  if (after === before) throw new Error(`the read model is still ${after}`)
  await page.locator('dd', { hasText: new RegExp(`^${after}$`) }).waitFor()
  await look(page, values.out, 'operations-rebuilt', width)
}

async function deadLetters(page, width) {
  await page.getByRole('tab', { name: 'Dead letters' }).click()
  const row = page.locator(`tr[data-letter="${letter}"]`)
  await row.getByRole('button').click()
  const shown = page.getByLabel("The record's bytes")
  await shown.waitFor()
  const hex = (await shown.textContent()).replace(/\s/g, '')
  if (!hex.includes(values.bytes.slice(0, 16))) throw new Error(`the bytes are not those of the record: ${hex}`)
  await look(page, values.out, 'operations-letter', width)
  const coming = page.waitForEvent('download')
  await page.getByRole('link', { name: /^Download/ }).click()
  const download = await coming
  const bytes = readFileSync(await download.path()).toString('hex')
  if (bytes !== values.bytes) throw new Error(`${bytes} was downloaded`)
  await page.reload()
  await shown.waitFor()
}

async function workers(page, width) {
  await page.getByRole('tab', { name: 'Workers and queue' }).click()
  await page.locator('tr[data-worker]').first().waitFor()
  // One worker, which is busy: the other run waits.
  await page.getByRole('region', { name: 'Queued runs' }).getByRole('link').first().waitFor()
  await look(page, values.out, 'operations-workers', width)
}

async function people(page, width) {
  const name = `Ada ${width}`
  await page.getByRole('tab', { name: 'People' }).click()
  const form = page.getByRole('form', { name: 'Add a person' })
  await form.getByLabel('Name').fill(name)
  await form.getByRole('button', { name: 'Add' }).click()
  const role = page.getByLabel(`Role of ${name}`)
  const taken = page.waitForResponse(answer => answer.url().endsWith('/role') && answer.ok())
  await role.selectOption('editor')
  await taken
  await page.reload()
  await page.getByLabel(`Role of ${name}`).and(page.locator('select')).waitFor()
  if ((await role.inputValue()) !== 'editor') throw new Error(`${name} is ${await role.inputValue()}`)
  await look(page, values.out, 'operations-people', width)
}

async function tokens(page, width) {
  const name = `laptop ${width}`
  await page.getByRole('tab', { name: 'Tokens' }).click()
  const form = page.getByRole('form', { name: 'Make a token' })
  await form.getByLabel('What it is for').fill(name)
  await form.getByRole('button', { name: 'Make a token' }).click()
  const secret = await form.locator('.secret code').textContent()
  if (!secret.startsWith('hg_')) throw new Error(`${secret} is no token`)
  const row = page.locator(`tr[data-token="${name}"]`)
  await row.waitFor()
  await look(page, values.out, 'operations-tokens', width)
  await form.getByRole('button', { name: 'Done' }).click()
  if ((await page.content()).includes(secret)) throw new Error('the token is still on the page')
  await row.getByRole('button', { name: 'Revoke …' }).click()
  await row.getByRole('button', { name: 'Revoke for good' }).click()
  await row.getByText('revoked').waitFor()
}

async function webhook(page, width) {
  await page.getByRole('tab', { name: 'Webhook' }).click()
  await page.getByText('No webhook').waitFor()
  const form = page.getByRole('form', { name: 'Set the webhook' })
  await form.getByLabel('Address').fill(`http://127.0.0.1:${receiver.address().port}/hook`)
  await form.getByLabel('Secret').fill('0123456789abcdef')
  await form.getByRole('button', { name: 'Set the webhook' }).click()
  await page.getByRole('button', { name: 'Send a test' }).click()
  await page.getByText(/^. Delivered/).waitFor()
  if (!told.at(-1)?.startsWith('t=')) throw new Error(`the test came with the signature ${told.at(-1)}`)
  const run = await failed(`webhook ${width}`)
  const row = page.getByRole('region', { name: 'Deliveries of the webhook' }).locator(`tr:has(a[href*="${run}"])`)
  await row.getByText('delivered').waitFor({ timeout: 60_000 })
  await look(page, values.out, 'operations-webhook', width)
  await page.getByRole('button', { name: 'Remove …' }).click()
  await page.getByRole('button', { name: 'Remove it for good' }).click()
  await page.getByText('No webhook').waitFor()
}

/** @returns the id of a run of another program that has failed */
async function failed(name) {
  const { id } = await shown({ kind: 'external', experiment: 'operations', name })
  const attempt = crypto.randomUUID()
  await tracker(`/runs/${id}/attempts`, { attempt, worker: 'elsewhere' })
  await tracker(`/runs/${id}/finish`, { attempt, sequence: 1, state: 'failed', reason: 'it was made to' })
  return id
}

/** @returns a new run that the tracker shows: on the wide page one of the six partitions is stopped, and what falls there comes later */
async function shown(body) {
  let created
  do created = await tracker('/runs', body, { later: true })
  while (created === undefined)
  return created.runs[0]
}

function tracker(path, body, how) {
  return api(url, path, body, { token: values.token, ...how })
}

async function signOut(page) {
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('Your token').waitFor()
  await page.reload()
  await page.getByLabel('Your token').waitFor()
}

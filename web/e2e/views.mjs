// The browser test of saved views: node web/e2e/views.mjs --url URL --out DIR --chromium PATH
// Against a running stack: saves a view, opens it from another page, changes, renames and deletes it, and loses a race for it.
import { inTheBrowser, look, options, step } from './browser.mjs'

const values = options('views.mjs', 'url', 'out', 'chromium')
const { url } = values
const api = `${url}/api/v1/views`
const address = '#/compare?metrics=nll&x=tau/tw&xscale=log'

// The browser itself reports the answer 412, which is what this test is about.
const expected = /^console: Failed to load resource: .* 412 /
await inTheBrowser(
  values,
  async (page, width) => {
    const name = `<b>Do they collapse?</b> \u202Eylper ${width} ${Date.now()}`
    await page.goto(`${url}/#/compare?metrics=nll&x=tau/tw&xscale=log`)
    await step(`${width} px: save a view`, () => save(page, name, width))
    await step(`${width} px: open it from elsewhere`, () => open(page, name, address))
    await step(`${width} px: change what it shows`, () => change(page, name))
    await step(`${width} px: rename it`, () => rename(page, name))
    await step(`${width} px: somebody else was quicker`, () => race(page, `${name} again`, width))
    await step(`${width} px: delete it`, () => remove(page, `${name} again`))
  },
  expected,
)

async function panel(page) {
  const shown = page.getByRole('dialog', { name: 'Saved views' })
  if (!(await shown.isVisible())) await page.getByRole('button', { name: 'Views', exact: true }).click()
  await shown.getByRole('form', { name: 'Save this view' }).waitFor()
  return shown
}

function row(shown, name) {
  return shown.getByRole('listitem').filter({ has: shown.page().getByText(name, { exact: true }) })
}

async function save(page, name, width) {
  const shown = await panel(page)
  await shown.getByLabel('Save what you see as').fill(name)
  await shown.getByRole('button', { name: 'Save', exact: true }).click()
  await row(shown, name).waitFor()
  await shown.getByText('Saved.').waitFor()
  if ((await shown.locator('b').count()) > 0) throw new Error('the name became an element')
  await look(page, values.out, 'views', width)
  await page.keyboard.press('Escape')
  await shown.waitFor({ state: 'hidden' })
}

async function open(page, name, leads) {
  await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Operations' }).click()
  await page.getByRole('heading', { level: 1, name: 'Operations' }).waitFor()
  const shown = await panel(page)
  await row(shown, name).getByRole('link').click()
  await page.waitForURL(at => at.hash === leads)
  await shown.waitFor({ state: 'hidden' })
}

async function change(page, name) {
  const leads = '#/compare?metrics=nll'
  await page.goto(`${url}/${leads}`)
  const shown = await panel(page)
  await shown.getByLabel('Save what you see as').fill(name)
  await shown.getByRole('button', { name: 'Update', exact: true }).click()
  await shown.getByText('The view is what you see now.').waitFor()
  await page.keyboard.press('Escape')
  await open(page, name, leads)
}

async function rename(page, name) {
  const shown = await panel(page)
  await row(shown, name)
    .getByRole('button', { name: /^Rename/ })
    .click()
  await shown.getByLabel(/^New name/).fill(`${name} again`)
  await shown.getByRole('button', { name: 'Rename', exact: true }).click()
  await row(shown, `${name} again`).waitFor()
}

async function race(page, name, width) {
  const shown = await panel(page)
  await row(shown, name)
    .getByRole('button', { name: /^Delete/ })
    .click()
  const { views } = await (await fetch(api)).json()
  const view = views.find(each => each.name === name)
  const answer = await fetch(`${api}/${view.id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json', 'If-Match': `"${view.revision}"` },
    body: JSON.stringify({ name, page: view.page, address: '#/compare?metrics=aging' }),
  })
  if (!answer.ok) throw new Error(`PUT /views answers ${answer.status}`)
  await shown.getByRole('button', { name: 'Delete for everybody' }).click()
  await shown.getByText('View changed').waitFor()
  await look(page, values.out, 'views-changed', width)
  await page.keyboard.press('Escape')
}

async function remove(page, name) {
  const shown = await panel(page)
  await row(shown, name)
    .getByRole('button', { name: /^Delete/ })
    .click()
  await shown.getByRole('button', { name: 'Delete for everybody' }).click()
  await row(shown, name).waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
}

// What the browser tests share: the arguments, the browser, steps that say what failed, pictures, what axe-core finds.
import { mkdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, join } from 'node:path'
import { argv } from 'node:process'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'

export const patience = 20_000
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The values of --name for each name; ends with the usage if one is missing. */
export function options(script, ...names) {
  const { values } = parseArgs({ options: Object.fromEntries(names.map(name => [name, { type: 'string' }])) })
  if (names.some(name => !values[name])) {
    console.error(`usage: node web/e2e/${script} ${names.map(name => `--${name} ${name.toUpperCase()}`).join(' ')}`)
    process.exit(2)
  }
  mkdirSync(values.out, { recursive: true })
  return { ...values, url: values.url.replace(/\/$/, '') }
}

/**
 * Chromium's own toolbar is made of pages too, which it has at the ready for each window: a second and a half of work beside every
 * page that is tried or measured. The rest is what Playwright leaves out: a list of features takes the place of the one before.
 */
const without = [
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'WebUIOmniboxPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
]

/** A browser that minds its own business. */
export function headless(executablePath, ...more) {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      `--disable-features=${without.join()}`,
      ...more,
    ],
  })
}

/**
 * Runs `check` on a page of its own for each width, and ends the process with 1 if it or the page complains; how the page looked
 * when a check failed is kept.
 *
 * @param expected matches what the page may say on its console
 * @param more { widths, timezoneId: where the reader is }
 */
export async function inTheBrowser({ chromium: executablePath, out }, check, expected = /^\b$/, more = {}) {
  const { widths = [1280, 390], ...reader } = more
  const complaints = []
  const browser = await headless(executablePath)
  try {
    for (const width of widths) {
      // One after the other: they act on the same tracker.
      await onPage(browser, out, width, reader, check, text => {
        if (!expected.test(text)) complaints.push(`${width} px: ${text}`)
      })
    }
  } catch (error) {
    complaints.push(error instanceof Error ? error.message : String(error))
  } finally {
    await browser.close()
  }
  if (complaints.length > 0) {
    for (const complaint of complaints) console.error(`FAILED  ${complaint}`)
    process.exit(1)
  }
  console.log(`The pages are as they should be; their pictures are in ${out}.`)
}

async function onPage(browser, out, width, reader, check, complain) {
  const height = width < 500 ? 844 : Math.max(900, Math.round(width * 0.55))
  const context = await browser.newContext({ viewport: { width, height }, ...reader })
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  page.on('pageerror', error => complain(error.stack ?? error.message))
  page.on('console', message => {
    if (message.type() === 'error') complain(`console: ${message.text()}`)
  })
  try {
    await check(page, width)
  } catch (error) {
    await page.screenshot({ path: join(out, `failed-${basename(argv[1], '.mjs')}-${width}.png`) })
    throw error
  } finally {
    await context.close()
  }
}

export async function step(name, check) {
  try {
    await check()
    console.log(`ok      ${name}`)
  } catch (error) {
    throw new Error(`${name}: ${error instanceof Error ? error.message : error}`, { cause: error })
  }
}

/** Waits until nothing on the page is on its way or moving. */
export async function settled(page) {
  await page.waitForFunction(
    () =>
      document.querySelector('.loading, .bones, [aria-busy="true"]') === null &&
      document.getAnimations().every(one => one.playState !== 'running'),
  )
}

/**
 * The page as it stands, settled, in light and dark: it fits its window, axe-core finds nothing, and both pictures are kept.
 * In the end it is light.
 */
export async function look(page, out, name, width) {
  await pictures(page, out, name, width, async scheme => {
    // Everything but the contrast is the same in both.
    await accessible(page, `${name}, ${scheme}`, scheme === 'dark' ? ['color-contrast'] : undefined)
  })
}

/** As `look`, without axe-core, which takes seconds for hundreds of cells that are all alike. */
export async function pictures(page, out, name, width, check = async () => {}) {
  for (const scheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: scheme })
    await settled(page)
    await picture(page, out, scheme === 'dark' ? `${name}-dark` : name, width)
    await check(scheme)
  }
}

/**
 * Fails with every rule that axe-core finds broken, and where.
 *
 * @param rules those that are looked at; all if not given
 */
export async function accessible(page, name, rules) {
  // Evaluated, not added as a script: the page's Content-Security-Policy takes none but its own.
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe)
  const { violations } = await page.evaluate(
    only => globalThis.axe.run({ resultTypes: ['violations'], ...(only ? { runOnly: only } : {}) }),
    rules,
  )
  if (violations.length === 0) return
  const told = violations.map(({ id, help, nodes }) =>
    [`${id}: ${help}`, ...nodes.slice(0, 5).map(node => `    ${node.target.join(' ')}: ${node.failureSummary}`)].join(
      '\n',
    ),
  )
  throw new Error(`${name}: axe-core finds\n  ${told.join('\n  ')}`)
}

/** A picture of the page, which must fit its window. */
export async function picture(page, out, name, width) {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
  await page.screenshot({ path: join(out, `${name}-${width}.png`), fullPage: true })
  if (over > 0) throw new Error(`${name}: the page is ${over} px wider than the window`)
}

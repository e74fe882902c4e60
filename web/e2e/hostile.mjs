// The browser test of texts that mean harm or are merely long: node web/e2e/hostile.mjs --url URL --out DIR --chromium PATH
// Makes runs whose every text is markup, right-to-left marks, joined emoji, control characters, and as long as the API takes;
// then opens every page: nothing of it is executed, all of it stays in its place, and the page keeps its width.
import { api } from './api.mjs'
import { accessible, inTheBrowser, options, picture, settled, step } from './browser.mjs'

const values = options('hostile.mjs', 'url', 'out', 'chromium')
const { url } = values
/** What would be executed says so here. */
const hurt = 'hourglassHurt'
/** The rest of a line that is not isolated runs from right to left. */
const override = '\u202e'
const texts = [
  `<img src=x onerror="${hurt}=1">`,
  `</script><script>${hurt}=1</script>`,
  `"><svg onload='${hurt}=1'>`,
  `<a href="javascript:${hurt}=1">x</a>`,
  `${override}gpj.ton`,
  '\u2067שלום עולם',
  '👨‍👩‍👧‍👦🏳️‍🌈👍🏽',
  `Z̸̡͓a̴̙͝l̵g̷o`,
  `{{constructor.constructor("${hurt}=1")()}}`,
  '__proto__',
  'a,b%2C"c\'`d\\/../e?f=1&g#h',
]
/** Controls that JSON carries and PostgreSQL keeps. */
const controls = '\u0001\u0007\u001b[31m\u2028\ufeff'
const everything = texts.join(' ')

const many = await hostileRuns()
await limits(many.first)
await inTheBrowser(
  values,
  async (page, width) => {
    const seen = await guarded(page)
    // All pages are looked at, whatever is wrong with the first one.
    const wrong = []
    for (const [name, address, there] of pages(many)) {
      await step(`${width} px: ${name}`, () => harmless(page, seen, width, name, address, there)).catch(error =>
        wrong.push(error.message),
      )
    }
    if (wrong.length > 0) throw new Error(wrong.join('\n'))
  },
  // What the page of no run asks for.
  /status of 40[04]/,
)

/** @returns ids and names of three runs: short texts everywhere, one that failed, and the longest there may be */
async function hostileRuns() {
  const experiment = `hostile ${cut(everything, 190)}`
  const params = {
    ...Object.fromEntries(texts.map((text, i) => [text, texts[(i + 1) % texts.length]])),
    constructor: texts[1],
    toString: 5,
    nested: { [texts[4]]: [texts[0], null, true] },
  }
  const first = await external({ experiment, name: cut(everything, 200), params, tags: { [texts[0]]: texts[1] } })
  const attempt = await started(first.id, cut(everything, 1000))
  await points(first.id, attempt, 1, texts)
  const second = await external({ experiment, name: `${override}${texts[0]}`, params: { [texts[0]]: 1 } })
  const failed = await started(second.id, texts[1])
  await points(second.id, failed, 1, texts)
  const finish = { attempt: failed, sequence: 2, state: 'failed' }
  await post(`/runs/${second.id}/finish`, {
    ...finish,
    reason: everything + controls,
    stackTrace: filled(`${everything}${controls}\n`, 100_000),
  })
  const third = await external({ experiment, name: filled('W', 200), params: longParams() })
  await points(third.id, await started(third.id, 'w'), 1, [filled('m', 200), ...texts])
  await put(`/runs/${third.id}/tags/${encodeURIComponent(texts[4])}`, { value: filled('tag', 2000) })
  await post(`/runs/${third.id}/notes`, { text: filled(`${texts.slice(0, 4).join(' ')}\n`, 890_000) })
  await post(`/runs/${first.id}/notes`, { text: everything + controls })
  return { first, second, third, experiment }
}

/** One value of nearly all the characters that parameters may have, without a place to break the line. */
function longParams() {
  return { long: filled('x', 199_000) }
}

function pages({ first, second, third, experiment }) {
  const ids = [first.id, second.id, third.id].join(',')
  const metrics = texts.map(text => encodeURIComponent(text.replace(/[%,]/g, encodeURIComponent))).join(',')
  // Of the second and third, those that show what the first has not.
  const tabs = [
    [first, ['checkpoints', 'attempts', 'spec', 'notes', 'log', 'events']],
    [second, ['attempts', 'events']],
    [third, ['spec', 'notes', 'events']],
  ]
  return [
    ['runs', `#/?q=${encodeURIComponent(first.id)}`, `[data-run="${first.id}"]`],
    ['runs, a filter of markup', `#/?q=${encodeURIComponent(everything)}`, '.filter-wrong'],
    ...tabs.flatMap(([run, shown], i) =>
      shown.map(tab => [`run ${i + 1}, ${tab}`, `#/runs/${run.id}?tab=${tab}`, 'canvas']),
    ),
    ['compare', `#/compare?runs=${ids}&metrics=${metrics}`, 'canvas'],
    [
      'compare, metrics that are not there',
      `#/compare?runs=${ids}&metrics=${encodeURIComponent(`no ${texts[0]}`)}`,
      'main h1',
    ],
    ...['specs', 'scatter', 'parallel', 'phase'].map(show => [
      `compare, ${show}`,
      `#/compare?runs=${ids}&metrics=${metrics}&show=${show}`,
      show === 'specs' ? 'main table' : 'main figure svg',
    ]),
    [
      'runs, notes and the longest',
      `#/?q=${encodeURIComponent(`experiment like 'hostile%'`)}&columns=state,name,notes,tags`,
      '[data-run]',
    ],
    ['tree', `#/tree?of=${first.id}`, '[role="treeitem"]'],
    ['tree of the experiment', `#/tree?experiment=${encodeURIComponent(experiment)}`, '[role="treeitem"]'],
    ['aging', `#/aging?runs=${ids}`, 'main h1'],
    ['queue', '#/operations?part=workers', 'main h2'],
    ['no such page', `#/${encodeURIComponent(texts[1])}`, 'main'],
    ['no such run', `#/runs/${encodeURIComponent(texts[0])}`, 'main'],
  ]
}

/** Watches for whatever would be an execution, on every page that is opened. */
async function guarded(page) {
  const seen = []
  page.on('dialog', async dialog => {
    seen.push(`a dialog: ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('request', request => {
    if (new URL(request.url()).origin !== new URL(url).origin) seen.push(`a request to ${request.url()}`)
  })
  await page.exposeFunction('hourglassViolated', what => seen.push(what))
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', event => {
      globalThis.hourglassViolated(`CSP: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`)
    })
  })
  return seen
}

async function harmless(page, seen, width, name, address, there) {
  // From another page: the address alone would be a change of the hash.
  await page.goto('about:blank')
  await page.goto(`${url}/${address}`)
  await page.locator(there).first().waitFor()
  const wrong = await page.evaluate(inspect, { hurt, override, whole: everything })
  if (wrong.length > 0) throw new Error(wrong.join('; '))
  if (seen.length > 0) throw new Error(seen.join('; '))
  // In light alone: no text changes a colour.
  await settled(page)
  await picture(page, values.out, `hostile-${name.replace(/[^a-z0-9]+/g, '-')}`, width)
  await accessible(page, name)
}

/** Runs in the page. */
function inspect({ hurt: flag, override: mark, whole }) {
  const wrong = []
  if (globalThis[flag] !== undefined) wrong.push('a text was executed')
  if (document.querySelector('img[src="x"], script:not([src]), svg[onload], a[href^="javascript:"]')) {
    wrong.push('a text became elements')
  }
  if (Object.prototype.hurt !== undefined || Array.isArray(Object.prototype.nested))
    wrong.push('a prototype was changed')
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
    if (node.data.includes(mark) && !isolated(node)) wrong.push(`not isolated in ${path(node)}`)
    if (node.data.length > 200_000) wrong.push(`${node.data.length} characters are drawn in ${path(node)}`)
  }
  return [...new Set(wrong)].slice(0, 5)

  /** Whether what stands beside the text in its line keeps its direction. */
  function isolated(node) {
    // Each text of a drawing is a paragraph of its own, a title is drawn by the browser.
    if (node.parentElement.matches('svg text, svg title, option')) return true
    for (let element = node.parentElement; element; element = element.parentElement) {
      const { unicodeBidi, display } = getComputedStyle(element)
      // It, or a block, which is a paragraph of its own, may hold nothing but the text, cut perhaps.
      if (/isolate|plaintext/.test(unicodeBidi) || !/^(inline|contents)$/.test(display)) {
        const drawn = element.textContent.replace('…', '')
        // A filter is drawn in pieces about the place where it goes wrong: together they are the filter and nothing else.
        return drawn === node.data.replace('…', '') || drawn.trim() === whole.trim()
      }
    }
    return false
  }

  function path(node) {
    const names = []
    for (let element = node.parentElement; element && names.length < 4; element = element.parentElement) {
      names.unshift([element.tagName.toLowerCase(), ...element.classList].join('.'))
    }
    return names.join(' > ')
  }
}

/** One more than the API takes is refused, and the answer says how much may be. */
async function limits({ id }) {
  const attempt = crypto.randomUUID()
  const attempts = `/runs/${id}/attempts`
  const cases = [
    ['PATCH', `/runs/${id}`, { name: filled('n', 201) }, /200/],
    ['PUT', `/runs/${id}/tags/key`, { value: filled('v', 2001) }, /2,?000/],
    ['PUT', `/runs/${id}/tags/${filled('k', 201)}`, { value: 'v' }, /200/],
    ['POST', `/runs/${id}/notes`, { text: filled('n', 890_001) }, /890,?000/],
    ['POST', `/runs/${id}/notes`, { text: filled('n', 1_100_000) }, /hourglass\.limits\.json/],
    ['POST', '/runs', { kind: 'external', experiment: filled('e', 201) }, /200/],
    ['POST', '/runs', { kind: 'external', experiment: 'e', name: filled('n', 201) }, /200/],
    ['POST', '/runs', { kind: 'external', experiment: 'e', params: { long: filled('x', 200_001) } }, /200,?000/],
    ['POST', '/runs', { kind: 'external', experiment: 'e', tags: { key: filled('v', 2001) } }, /2,?000/],
    ['POST', attempts, { attempt, worker: filled('w', 1001) }, /1,?000/],
    [
      'POST',
      `/runs/${id}/points`,
      { attempt, sequence: 9, points: [{ step: 1, name: filled('m', 201), value: 1 }] },
      /200/,
    ],
  ]
  for (const [method, path, body, limit] of cases) {
    const answer = await fetch(`${url}/api/v1${path}`, sent(method, body, { 'If-Match': '*' }))
    const text = await answer.text()
    const what = `${method} ${path.slice(0, 80)} with ${JSON.stringify(body).length} bytes`
    if (answer.status !== 400 && answer.status !== 413) throw new Error(`${what}: ${answer.status}, must be 400 or 413`)
    if (!limit.test(JSON.parse(text).detail))
      throw new Error(`${what} does not say its limit ${limit}: ${text.slice(0, 300)}`)
  }
}

async function external(run) {
  const { runs } = await post('/runs', { kind: 'external', ...run })
  return runs[0]
}

async function started(run, worker) {
  const attempt = crypto.randomUUID()
  await post(`/runs/${run}/attempts`, { attempt, worker, engineVersion: worker, dataName: worker })
  return attempt
}

async function points(run, attempt, sequence, names) {
  const metrics = Object.fromEntries(names.map((name, i) => [name, [1 + i, 2 + i, 1.5 + i]]))
  await post(`/runs/${run}/points`, { attempt, sequence, steps: [0, 10, 20], metrics })
}

function post(path, body) {
  return api(url, path, body)
}

function put(path, body) {
  return api(url, path, body, { method: 'PUT' })
}

function sent(method, body, headers = {}) {
  return { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(body) }
}

/** So many bytes of the text again and again; characters are not halved, so it may be some less. */
function filled(text, bytes) {
  const whole = text.repeat(Math.ceil(bytes / new TextEncoder().encode(text).length))
  return new TextDecoder().decode(new TextEncoder().encode(whole).subarray(0, bytes)).replace(/\ufffd$/, '')
}

/** The first characters, as the tracker counts them. */
function cut(text, characters) {
  return text.slice(0, characters).replace(/[\ud800-\udbff]$/, '')
}

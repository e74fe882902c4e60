// Runs a command unless it already succeeded on the same inputs: node once.mjs NAME INPUT... -- COMMAND...
// The stamp in target/ is a hash of the inputs' contents, so a clean clone always runs everything.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const [name, ...rest] = process.argv.slice(2)
const split = rest.indexOf('--')
const inputs = rest.slice(0, split)
const [command, ...options] = rest.slice(split + 1)

const hash = createHash('sha256').update(
  JSON.stringify([process.version, process.platform, process.arch, command, options]),
)
for (const file of inputs.flatMap(files)) hash.update(`\0${file}\0`).update(readFileSync(file))
const digest = hash.digest('hex')

// The stamp of `npm ci` must go when node_modules goes.
const folder = name === 'install' ? 'node_modules' : 'target'
const stamp = join(folder, `.${name}.stamp`)
if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) process.exit(0)

rmSync(stamp, { force: true })
const { status, error } = spawnSync(command, options, { stdio: 'inherit', shell: process.platform === 'win32' })
if (error) console.error(`cannot run ${command}: ${error.message}`)
if (status !== 0) process.exit(status ?? 1)
mkdirSync(folder, { recursive: true })
writeFileSync(stamp, digest)

function files(path) {
  if (!existsSync(path)) throw new Error(`${name}: the input ${path} does not exist`)
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .toSorted()
    .flatMap(child => files(join(path, child)))
}

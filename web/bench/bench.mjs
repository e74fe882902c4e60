// The browser's part of `hourglass bench web`: takes commands on standard input, one JSON object a line, and answers each with
// a line {"answer": ...} or {"error": "..."}. Ends with its standard input, so that it never outlives who started it.
//   node web/bench/bench.mjs CHROMIUM
import { createInterface } from 'node:readline'
import { Bench } from './measure.mjs'

const bench = await Bench.start(process.argv[2])
const commands = {
  firstLoad: ({ url }) => bench.firstLoad(url),
  rows: ({ url, times }) => bench.times(url, 'rows', 10, times),
  lines: ({ url, lines, times }) => bench.times(url, 'lines', lines, times),
  frames: ({ url, lines, times }) => bench.frames(url, lines, times),
  watch: ({ url, lines }) => bench.watch(url, lines),
  drawn: ({ to }) => bench.drawn(to),
  live: ({ urls, speed }) => bench.live(urls, speed),
  heap: () => bench.heap(),
}

say('ready')
for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line)
  try {
    // Each command is answered before the next one is taken: they share two cores.
    say(await commands[command.do](command))
  } catch (error) {
    tell({ error: `${command.do}: ${error instanceof Error ? error.message : error}` })
  }
}
await bench.close()

function say(answer) {
  tell({ answer })
}

function tell(answer) {
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}

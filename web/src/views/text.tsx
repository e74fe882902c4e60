/** Text that people and programs wrote, shown as it is and kept in its place: see core/text. */
import { useState } from 'preact/hooks'
import { clipped, isBlank, oneLine } from '../core/text'
import { count } from '../core/numbers'
import { size } from '../core/times'

/** A name, a key, a value: on the line it stands in, with its direction kept to itself. What is longer ends in dots. */
export function Name({ text, most = 120 }: { text: string; most?: number }) {
  const { text: shown, cut } = clipped(text, most)
  if (isBlank(text)) return <bdi class="blank">{text === '' ? '(empty)' : '(blank)'}</bdi>
  return (
    <bdi class="name" title={cut ? oneLine(text, 1000) : undefined}>
      {shown}
      {cut && '…'}
    </bdi>
  )
}

/** How much more is shown at a time: more than a screen, and no more than a browser lays out at once. */
const step = 100_000

/** Several lines, such as a note or a reason. Of a long one the beginning is shown; the rest can be had, a piece at a time. */
export function Prose({ text, most = 2000 }: { text: string; most?: number }) {
  const [room, setRoom] = useState(most)
  const { text: shown, cut } = clipped(text, room)
  if (isBlank(text)) return <Name text={text} />
  return (
    <div class="prose">
      {room === most ? (
        <div dir="auto" class="prose-text">
          {shown}
          {cut && '…'}
        </div>
      ) : (
        <div dir="auto" class="prose-text prose-all" role="region" aria-label="The whole text" tabIndex={0}>
          {shown}
          {cut && '…'}
        </div>
      )}
      {(cut || room > most) && (
        <p class="prose-more">
          {cut && (
            <button type="button" class="link" onClick={() => setRoom(room < step ? step : room + step)}>
              Show {text.length > step ? 'more' : 'all'}
            </button>
          )}
          {room > most && (
            <button type="button" class="link" onClick={() => setRoom(most)}>
              Show less
            </button>
          )}
          <span class="muted">
            {count(shown.length)} of {count(text.length)} characters ({size(new Blob([text]).size)})
          </span>
        </p>
      )}
    </div>
  )
}

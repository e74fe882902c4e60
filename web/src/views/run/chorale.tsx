import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { Chorale as Piece, Wish } from '../../api/run'
import type { Checkpoint, Run } from '../../api/types'
import { wishes } from '../../core/address'
import { length, pitchName, sounds } from '../../core/chorale'
import { count } from '../../core/numbers'
import { duration } from '../../core/times'
import type { Playing } from '../../audio/organ'
import { asApiError, useApi, useResource, useWidth } from '../hooks'
import { Failure, Loading } from '../parts'

interface ChoraleProps {
  run: Run
  checkpoint: Checkpoint
  wish: Wish
  choose(wish: Wish): void
  close(): void
}

/** Lets a checkpoint sing: its network goes on by itself from the first chord of a training piece. */
export function Chorale({ run, checkpoint, wish, choose, close }: ChoraleProps) {
  const api = useApi()
  const change = (part: Partial<Wish>): void => choose({ ...wish, ...part })
  const answer = useResource(JSON.stringify([checkpoint.sha256, wish]), signal =>
    api.chorale(run.id, checkpoint.sha256, wish, signal),
  )
  const piece = answer.data
  const section = useRef<HTMLElement>(null)
  const here = piece !== undefined
  // It opens below a table that may fill the window.
  useEffect(() => section.current!.scrollIntoView({ block: 'nearest' }), [checkpoint.sha256, here])
  return (
    <section
      ref={section}
      class="chorale"
      aria-label={`Chorale of step ${checkpoint.step}`}
      data-notes={piece?.notes.length}
    >
      <div class="panel-head">
        <h3>
          Sung at step {count(checkpoint.step)}{' '}
          <span class="muted">the network hears itself alone after a first chord of Bach's, or of the generator's</span>
        </h3>
        <button type="button" class="quiet aside" onClick={close}>
          Close
        </button>
      </div>
      <Wishes wish={wish} pieces={piece?.pieces ?? 1} change={change} />
      {answer.error && answer.stale && <Failure error={answer.error} retry={answer.reload} />}
      {!piece && !answer.error && <Loading what="the chorale" />}
      {piece && (
        <Player
          key={answer.stale ? 'stale' : JSON.stringify(wish)}
          piece={piece}
          midi={api.midiUrl(run.id, checkpoint.sha256, wish)}
          stale={answer.stale}
        />
      )}
    </section>
  )
}

function Wishes({ wish, pieces, change }: { wish: Wish; pieces: number; change(part: Partial<Wish>): void }) {
  return (
    <div class="wishes">
      <WholeNumber
        label="begins as piece"
        value={wish.piece}
        least={0}
        greatest={pieces - 1}
        choose={piece => change({ piece })}
      />
      <WholeNumber label="quarter notes" value={wish.chords} {...wishes.chords} choose={chords => change({ chords })} />
      <WholeNumber label="a minute" value={wish.tempo} {...wishes.tempo} choose={tempo => change({ tempo })} />
      <label>
        <span>
          temperature <output>{wish.temperature === 0 ? 'likeliest keys' : wish.temperature.toFixed(2)}</output>
        </span>
        <input
          type="range"
          aria-label="temperature"
          min={wishes.temperature.least}
          max={wishes.temperature.greatest}
          step="0.05"
          value={wish.temperature}
          onChange={event => change({ temperature: Number(event.currentTarget.value) })}
        />
      </label>
      <div class="seed">
        <span class="choice-label">{wish.seed === undefined ? "the run's own tosses" : `seed ${wish.seed}`}</span>
        <button type="button" onClick={() => change({ seed: (wish.seed ?? 0) + 1 })}>
          another
        </button>
      </div>
    </div>
  )
}

interface WholeNumberProps {
  label: string
  value: number
  least: number
  greatest: number
  choose(value: number): void
}

/** What is out of its bounds is not taken. */
function WholeNumber({ label, value, least, greatest, choose }: WholeNumberProps) {
  return (
    <label>
      <span>{label}</span>
      <input
        type="number"
        class="narrow"
        min={least}
        max={greatest}
        value={value}
        onChange={event => {
          const typed = Math.round(Number(event.currentTarget.value))
          if (typed >= least && typed <= greatest) choose(typed)
          else event.currentTarget.value = String(value)
        }}
      />
    </label>
  )
}

function Player({ piece, midi, stale }: { piece: Piece; midi: string; stale: boolean }) {
  const played = useMemo(() => sounds(piece.notes, piece.tempo), [piece])
  const [playing, setPlaying] = useState<Playing>()
  const [coming, setComing] = useState(false)
  const [error, setError] = useState<string>()
  const seconds = (length(piece.notes) * 60) / piece.tempo
  const at = usePlace(playing)
  // Whoever goes elsewhere takes no music along, not even what the organ would begin when it has come.
  const gone = useRef(false)
  const sounding = useRef<Playing>(undefined)
  useEffect(
    () => () => {
      gone.current = true
      sounding.current?.stop()
    },
    [],
  )
  const sound = (next: Playing | undefined): void => {
    sounding.current = next
    setPlaying(next)
  }

  const start = async (): Promise<void> => {
    setComing(true)
    try {
      const organ = await import('../../audio/organ')
      if (gone.current) return
      sound(organ.play(played, () => sound(undefined)))
      setError(undefined)
    } catch (reason) {
      setError(asApiError(reason).message)
    }
    setComing(false)
  }
  const stop = (): void => {
    playing?.stop()
    sound(undefined)
  }
  return (
    <div class="player" data-playing={playing !== undefined}>
      <div class="buttons">
        {playing ? (
          <button type="button" class="primary" onClick={stop}>
            ■ Stop
          </button>
        ) : (
          <button
            type="button"
            class="primary"
            disabled={stale || coming || played.length === 0}
            onClick={() => void start()}
          >
            ▶ Listen
          </button>
        )}
        {/* A stale song is on the screen while the wished one is still being sung. */}
        {stale ? (
          <button type="button" disabled>
            Save as MIDI
          </button>
        ) : (
          <a class="button" href={midi} download>
            Save as MIDI
          </a>
        )}
        <span class="muted place">
          {playing ? `${duration(at * 1000)} of ` : ''}
          {duration(seconds * 1000)}, {count(piece.notes.length)} notes
        </span>
      </div>
      {error !== undefined && <p class="error">{error}</p>}
      {played.length === 0 ? (
        <p class="note">It falls silent after the first chord.</p>
      ) : (
        <Roll piece={piece} at={playing ? (at * piece.tempo) / 60 : undefined} />
      )}
    </div>
  )
}

/** Seconds since the beginning, renewed as the screen is. */
function usePlace(playing: Playing | undefined): number {
  const [at, setAt] = useState(0)
  useEffect(() => {
    if (!playing) return
    let frame = 0
    const follow = (): void => {
      setAt(playing.at())
      frame = requestAnimationFrame(follow)
    }
    follow()
    return () => cancelAnimationFrame(frame)
  }, [playing])
  return playing ? at : 0
}

const rowHeight = 5
const left = 34

/** The notes as a barrel organ has them: time along, pitch up. */
function Roll({ piece, at }: { piece: Piece; at: number | undefined }) {
  const [attach, width] = useWidth()
  const pitches = piece.notes.map(note => note.pitch)
  const [lowest, highest] = [Math.min(...pitches) - 1, Math.max(...pitches) + 1]
  const height = (highest - lowest + 1) * rowHeight
  const x = (quarter: number): number => left + (quarter / piece.chords) * (width - left - 4)
  const y = (pitch: number): number => (highest - pitch) * rowHeight
  const marked = Array.from({ length: highest - lowest + 1 }, (_, i) => lowest + i).filter(pitch => pitch % 12 === 0)
  const bars = Array.from({ length: Math.floor(piece.chords / 4) + 1 }, (_, i) => i * 4)
  return (
    <div ref={attach} class="roll">
      {width > 0 && (
        <svg
          width={width}
          height={height}
          role="img"
          aria-label={`${piece.notes.length} notes over ${piece.chords} quarters`}
        >
          {bars.map(bar => (
            <line key={bar} class="roll-bar" x1={x(bar)} x2={x(bar)} y1={0} y2={height} />
          ))}
          {marked.map(pitch => (
            <g key={pitch}>
              <line
                class="roll-line"
                x1={left}
                x2={width}
                y1={y(pitch) + rowHeight / 2}
                y2={y(pitch) + rowHeight / 2}
              />
              <text class="roll-name" x={left - 6} y={y(pitch) + rowHeight} text-anchor="end">
                {pitchName(pitch)}
              </text>
            </g>
          ))}
          {piece.notes.map(note => {
            const now = at !== undefined && note.start <= at && at < note.start + note.quarters
            return (
              <rect
                key={`${note.start} ${note.pitch}`}
                class={now ? 'roll-note now' : 'roll-note'}
                x={x(note.start)}
                y={y(note.pitch)}
                width={Math.max(1.5, x(note.start + note.quarters) - x(note.start) - 1)}
                height={rowHeight}
                rx="1.5"
              >
                <title>{`${pitchName(note.pitch)}, ${note.quarters} quarters`}</title>
              </rect>
            )
          })}
          {at !== undefined && <line class="roll-now" x1={x(at)} x2={x(at)} y1={0} y2={height} />}
        </svg>
      )}
    </div>
  )
}

/** The part of the HTTP API that the page of one run alone asks: what was recorded whole, what people do with a run, its spec. */
import type { Http } from './http'
import type { components } from './schema'
import type { BranchRequest, Clock, Run, SpecValue } from './types'

type Shapes = components['schemas']

export type WireDistributions = Shapes['Distributions']
export type WireCurves = Shapes['RecordedCurves']
/** Specs as they would be run, and of each the paths whose values are the defaults. */
export interface CheckedSpecs {
  specs: Spec[]
  defaults: string[][]
}
export type Chorale = Shapes['Chorale']

export type Spec = { [key: string]: SpecValue }

export interface Wish {
  piece: number
  chords: number
  /** Undefined: the run's own stream. */
  seed: number | undefined
  temperature: number
  tempo: number
}

export function oneRun({ get, post, delete: remove, url }: Http) {
  return {
    distributions: (run: string, signal?: AbortSignal) => get('/runs/{run}/distributions', { run }, signal),
    distribution: (run: string, name: string, x: Clock, points: number, signal?: AbortSignal) =>
      get('/runs/{run}/distributions/{name}', { run, name, x, points }, signal),

    curves: (run: string, signal?: AbortSignal) => get('/runs/{run}/curves', { run }, signal),
    curve: (run: string, name: string, x: Clock, points: number, signal?: AbortSignal) =>
      get('/runs/{run}/curves/{name}', { run, name, x, points }, signal),

    /** @param checkpoint its SHA-256 */
    async prune(run: string, checkpoint: string): Promise<void> {
      await remove('/runs/{run}/checkpoints/{checkpoint}', { run, checkpoint })
    },

    chorale: (run: string, checkpoint: string, wish: Wish, signal?: AbortSignal) =>
      get('/runs/{run}/checkpoints/{checkpoint}/chorale', { run, checkpoint, ...wish }, signal),
    /** Where the same is as a MIDI file. */
    midiUrl: (run: string, checkpoint: string, wish: Wish) =>
      url('/runs/{run}/checkpoints/{checkpoint}/chorale', { run, checkpoint, ...wish, format: 'midi' }),

    /** Rejects with the problems, each with its path and line, if it cannot be run. */
    checkSpec: async (spec: string | Spec) => specs(await post('/specs/check', {}, body(spec))),
    /** The runs; none yet when the tracker is still applying it. */
    createRuns: async (spec: string | Spec): Promise<Run[]> => (await post('/runs', {}, body(spec)))?.runs ?? [],

    /** What the branch would run, one for each; nothing is created. */
    checkBranch: async (run: string, branch: BranchRequest) =>
      specs(await post('/runs/{run}/branches/check', { run }, branch)),
  }
}

function body(spec: string | Spec): Shapes['NewRuns'] {
  return typeof spec === 'string' ? { kind: 'queued', specText: spec } : { kind: 'queued', spec }
}

/** A spec is an object, which the API's text does not say. */
function specs(checked: Shapes['CheckedSpecs']): CheckedSpecs {
  return { ...checked, specs: checked.specs as Spec[] }
}

/**
 * A small organ in a large room, by Web Audio. Each note is a flue pipe: a chorus of two slightly different ones with the harmonics
 * of a principal, that speaks slowly enough not to click and leaves a tail in the room.
 */
import type { Sound } from '../core/chorale'

export interface Playing {
  /** Seconds since the beginning; at most the whole length. */
  at(): number
  /** Fades out and gives the sound device back. */
  stop(): void
}

/** Strengths of the harmonics of a principal with its octave and twelfth, the ground tone first. */
const harmonics = [0, 1, 0.62, 0.3, 0.34, 0.1, 0.13, 0.05, 0.09, 0.03, 0.03, 0.02, 0.03]

/** Notes are given to the device so far ahead: the page may be busy in between. */
const ahead = 1.5

const attack = 0.06
const release = 0.16

/** Begins at once. `ended` is called when all has sounded, and not after `stop`. */
export function play(sounds: readonly Sound[], ended: () => void): Playing {
  const context = new AudioContext()
  const wave = context.createPeriodicWave(new Float32Array(harmonics.length), Float32Array.from(harmonics))
  const { into, level } = room(context)
  const begin = context.currentTime + 0.1
  const length = Math.max(0, ...sounds.map(sound => sound.at + sound.seconds))
  let next = 0

  const give = (): void => {
    while (next < sounds.length && sounds[next]!.at < context.currentTime - begin + ahead) {
      pipe(context, wave, into, begin, sounds[next]!)
      next++
    }
    if (context.currentTime > begin + length + 1.5) {
      finish()
      ended()
    }
  }
  const timer = setInterval(give, 250)
  give()

  function finish(): void {
    clearInterval(timer)
    if (context.state !== 'closed') void context.close()
  }

  return {
    at: () => Math.min(length, Math.max(0, context.currentTime - begin)),
    stop() {
      clearInterval(timer)
      level.gain.setTargetAtTime(0, context.currentTime, 0.06)
      setTimeout(finish, 400)
    },
  }
}

/** Everything goes through it: some of it straight, some by the walls, and never too loud for the device. */
function room(context: AudioContext): { into: AudioNode; level: GainNode } {
  const into = context.createGain()
  const level = context.createGain()
  const straight = context.createGain()
  const walls = context.createConvolver()
  const reflected = context.createGain()
  const limit = context.createDynamicsCompressor()
  straight.gain.value = 0.75
  reflected.gain.value = 0.5
  level.gain.value = 0.8
  walls.buffer = echo(context)
  into.connect(straight).connect(level)
  into.connect(walls).connect(reflected).connect(level)
  level.connect(limit).connect(context.destination)
  return { into, level }
}

/** Two seconds of noise that dies away: what a church answers to a clap. */
function echo(context: AudioContext): AudioBuffer {
  const length = Math.round(2.2 * context.sampleRate)
  const buffer = context.createBuffer(2, length, context.sampleRate)
  for (let channel = 0; channel < 2; channel++) {
    const samples = buffer.getChannelData(channel)
    let low = 0
    for (let i = 0; i < length; i++) {
      const time = i / length
      // Walls swallow the high tones first.
      low += (Math.random() * 2 - 1 - low) * (0.7 - 0.55 * time)
      samples[i] = low * (1 - time) ** 3
    }
  }
  return buffer
}

function pipe(context: AudioContext, wave: PeriodicWave, into: AudioNode, begin: number, sound: Sound): void {
  const from = begin + sound.at
  const to = from + sound.seconds
  const gain = context.createGain()
  const bright = context.createBiquadFilter()
  const place = context.createStereoPanner()
  bright.type = 'lowpass'
  bright.frequency.value = Math.min(6000, sound.hertz * 7)
  place.pan.value = (sound.height - 0.5) * 0.7
  // Low pipes carry; the ear needs less of them, but more than of the middle.
  const loud = 0.11 + 0.05 * (1 - sound.height)
  gain.gain.setValueAtTime(0, from)
  gain.gain.linearRampToValueAtTime(loud, from + Math.min(attack, sound.seconds / 3))
  gain.gain.setValueAtTime(loud, Math.max(from + attack, to - 0.02))
  gain.gain.setTargetAtTime(0, Math.max(from + attack, to - 0.02), release / 3)
  bright.connect(gain).connect(place).connect(into)
  for (const cents of [-3, 3]) {
    const tone = context.createOscillator()
    tone.setPeriodicWave(wave)
    tone.frequency.value = sound.hertz
    tone.detune.value = cents
    tone.connect(bright)
    tone.start(from)
    tone.stop(to + release * 2)
  }
}

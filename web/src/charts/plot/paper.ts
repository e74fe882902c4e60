/** What all pictures of runs have in common: their paper, what stands on it, how Plot's drawing becomes part of a page. */
import * as Plot from '@observablehq/plot'
import type { SpecValue } from '../../api/types'
import type { Theme } from '../../core/colours'
import { ink } from '../theme'

export interface Paper {
  width: number
  height: number
  theme: Theme
  /** Letters and lines black, for print. */
  print: boolean
}

/** A run's value along an axis: a number or, where not all runs have numbers, any value. */
export type Place = SpecValue | undefined

export interface Item {
  name: string
  href: string
  colour: string
}

/** How wide a letter of the pictures is, about. */
export const letter = 7

export function longest(marks: readonly { label: string }[]): number {
  return Math.max(0, ...marks.map(mark => Array.from(mark.label).length))
}

export function frame(paper: Paper): Plot.PlotOptions {
  return {
    width: paper.width,
    height: paper.height,
    marginLeft: 76,
    marginBottom: 46,
    marginTop: 14,
    marginRight: 18,
    // Colours are worked out before: ours can be told apart on either ground.
    color: { type: 'identity' },
  }
}

export function tip({ theme }: Paper): Plot.TipOptions {
  const { paper, axis, text } = ink(theme)
  return { fill: paper, stroke: axis, ...({ textColor: text } as object) }
}

/** Readable over lines. */
export function written(paper: Paper): Plot.TextOptions {
  return {
    stroke: paper.print ? 'white' : ink(paper.theme).paper,
    // So wide that no line is seen between two letters.
    strokeWidth: 7,
    fill: textInk(paper),
    pointerEvents: 'none',
  }
}

export function textInk(paper: Paper): string {
  return paper.print ? '#000000' : ink(paper.theme).text
}

export function lineInk(paper: Paper): string {
  return paper.print ? '#000000' : ink(paper.theme).axis
}

export function short(text: string, most: number): string {
  const letters = Array.from(text.slice(0, 4 * most))
  return letters.length > most ? `${letters.slice(0, Math.max(1, most - 1)).join('')}…` : text
}

/** As the page takes it: Plot brings a style sheet within the SVG, which the Content-Security-Policy refuses; ours says the same. */
export function finished(drawn: (SVGSVGElement | HTMLElement) & Plot.Plot, paper: Paper): SVGSVGElement {
  const svg = drawn as SVGSVGElement
  svg.querySelector('style')?.remove()
  svg.classList.add('plot')
  svg.setAttribute('color', textInk(paper))
  svg.setAttribute('font-size', '12')
  if (paper.print) svg.setAttribute('font-family', 'Helvetica, Arial, "Liberation Sans", sans-serif')
  // What can be followed is named for those who listen; Plot's names of its own parts would be read out between.
  for (const link of svg.querySelectorAll('a')) {
    const name = link.firstElementChild?.getAttribute('aria-label')
    if (name) link.setAttribute('aria-label', name)
  }
  for (const part of svg.querySelectorAll('[aria-label]:not(a)')) part.removeAttribute('aria-label')
  return svg
}

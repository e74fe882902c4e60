/** What a canvas cannot take from the style sheet. */
import type { Theme } from '../core/colours'

export interface Ink {
  text: string
  grid: string
  axis: string
  cursor: string
  paper: string
}

const inks: Record<Theme, Ink> = {
  light: { text: '#59616c', grid: '#ebe9e4', axis: '#c9c6bf', cursor: '#8a8f97', paper: '#ffffff' },
  dark: { text: '#a3acb7', grid: '#2a2f37', axis: '#454c56', cursor: '#78818c', paper: '#1a1e24' },
}

export function ink(theme: Theme): Ink {
  return inks[theme]
}

export const font = '12px system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
